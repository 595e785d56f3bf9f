"""What lives as long as the process is kept out of the garbage collector's sight."""

from __future__ import annotations

import gc
import sys

_modules = 0  # loaded when it was last done


def settle() -> None:
    """Freeze what is loaded by now, where modules came since the last time.

    Streamlit has everything looked through after each run of a page: some hundred thousand objects of imported modules,
    which are never garbage, were nine tenths of what a page of two widgets costs (`python -m benchmarks.page_cost`).
    """
    global _modules
    if len(sys.modules) != _modules:
        gc.freeze()
        _modules = len(sys.modules)
