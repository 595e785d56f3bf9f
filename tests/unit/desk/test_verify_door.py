"""`python -m desk verify`."""

import csv
import io
import json
from pathlib import Path

import pytest

from desk.__main__ import main
from index.settings import Settings

WORD = "We only wanted to be sure which word it was"


@pytest.fixture
def ask(library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run one command line -> (exit status, what it printed, what it complained)."""
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(library.library))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(("verify", *arguments))
        return status, *capsys.readouterr()

    return run


def test_a_quote_is_verified_in_words_json_and_csv(ask) -> None:  # type: ignore[no-untyped-def]
    status, words, _ = ask("We only wanted to be sure which number it was", "--speaker", "Vost")
    assert status == 0
    assert words.startswith("ALTERED")
    assert "[-word-]" in words
    assert "{+number+}" in words
    assert json.loads(ask(WORD, "--json")[1])["verdict"] == "exact"
    assert len(list(csv.DictReader(io.StringIO(ask(WORD, "--csv")[1])))) == 1


def test_a_draft_is_verified_as_a_whole(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "draft.md"
    path.write_text(f'# Strike ends\n\n"{WORD}," said Helene Vost.\n', encoding="utf-8")
    status, words, _ = ask(str(path))
    assert status == 0
    assert "1 quote in draft.md, 0 to look at" in words
    (row,) = csv.DictReader(io.StringIO(ask(str(path), "--csv")[1]))
    assert (row["verdict"], row["speaker"], row["said_by"]) == ("exact", "Helene Vost", "Helene Vost")


@pytest.mark.parametrize("given", ["", "…", "missing.docx", "word " * 2000])
def test_what_cannot_be_verified_gets_a_sentence(ask, given: str) -> None:  # type: ignore[no-untyped-def]
    status, words, complaint = ask(given)
    assert (status, words) == (2, "")
    assert complaint.count("\n") == 1


def test_a_file_that_is_no_bundle_needs_no_library_to_say_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "nowhere"))
    (tmp_path / "no.zip").write_bytes(b"no zip")
    assert main(["verify", str(tmp_path / "no.zip")]) == 2
    assert "no.zip" in capsys.readouterr().err
