"""The default engine: one folder on one machine. SQLite holds the truth, tantivy and FAISS find in it."""

from __future__ import annotations

from index.asking import Asking
from index.filling import Filling
from index.looking_up import LookingUp


class Local(Filling, LookingUp, Asking):
    """A library folder, open. Reading is safe from any thread; of all processes, one writes at a time."""
