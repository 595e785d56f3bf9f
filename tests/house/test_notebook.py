"""The notebook does what it says: its cells run over the samples, and its pages show what they gave."""

from __future__ import annotations

from pathlib import Path

import nbformat

from benchmarks.notebook import NOTEBOOK, run
from index.settings import Settings


def test_the_notebook_runs_and_its_outputs_are_those_that_are_kept(library: Settings, tmp_path: Path) -> None:
    again, kept = run(library.library, tmp_path), nbformat.read(NOTEBOOK, as_version=4)
    assert len(given(kept)) == 10
    assert given(again) == given(kept)
    assert (tmp_path / "inquiry.zip").stat().st_size > 10_000
    assert "gives the same answer again" in str(given(kept))


def given(notebook: nbformat.NotebookNode) -> list[list[str]]:
    """What each cell gave, but for cosines, whose last digits are the machine's."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and "cosine" not in cell.source]
    return [[out.get("text") or out["data"]["text/plain"] for out in cell.outputs] for cell in cells]
