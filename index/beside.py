"""Threads for the half of an answer that another half need not wait for: the model, FAISS and numpy run side by side.

What runs here waits for nothing else that runs here.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

BESIDE = ThreadPoolExecutor(thread_name_prefix="beside")
