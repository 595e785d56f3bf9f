"""docs/inquiry.ipynb, run anew over the samples with its outputs: `python -m benchmarks.notebook`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

from benchmarks.dashboard import ROOT

NOTEBOOK = ROOT / "docs" / "inquiry.ipynb"
SECONDS = 300  # for one cell on a busy machine


def run(library: Path, out: Path) -> nbformat.NotebookNode:
    """Every cell in order, as Jupyter runs it; what it writes lies in `out`. Raises on the first cell that fails."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    environment = os.environ | {"NEWSDESK_LIBRARY": str(library), "NEWSDESK_OUT": str(out), "PYTHONPATH": _path()}
    client = NotebookClient(notebook, timeout=SECONDS, resources={"metadata": {"path": str(ROOT)}}, record_timing=False)
    client.execute(env=environment)
    return notebook


def _path() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def main() -> None:
    """Fill a library with the samples, run the notebook, keep its outputs."""
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        command = [sys.executable, "-m", "ingest", "add", "samples"]
        subprocess.run(command, cwd=ROOT, env=os.environ | {"NEWSDESK_LIBRARY": str(library)}, check=True)
        notebook = run(library, Path(folder))
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    nbformat.write(notebook, NOTEBOOK)
    print(f"{NOTEBOOK.relative_to(ROOT)}: {len(notebook.cells)} cells")


if __name__ == "__main__":
    main()
