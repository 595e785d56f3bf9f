"""The command line: what is printed where, and the exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ingest.__main__ import main

ROOT = Path(__file__).parents[3]
DATED = " date 2025-03-04 https://wire.example/a\nTalks end\nBoth sides left the town.\n"

Captured = pytest.CaptureFixture[str]


def ingest(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The real command, in a process of its own."""
    command = [sys.executable, "-m", "ingest", *arguments]
    return subprocess.run(
        command, cwd=ROOT, input=given, capture_output=True, encoding="utf-8", env=environment or None
    )


def dry(capsys: Captured, *arguments: str) -> tuple[int, dict[str, Any]]:
    status = main(["add", "--dry-run", "--json", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_every_line_that_came_in_is_in_the_receipt(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(DATED + DATED + DATED.replace("left", "stayed in"), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"text": "Talks went on.", "date": "2999-01-01"}\n{broken\n', encoding="utf-8")
    status, receipt = dry(capsys, str(tmp_path))
    assert status == 1
    assert [receipt[name] for name in ("received", "new", "same", "changed", "refused")] == [5, 2, 1, 1, 1]
    assert receipt["undated"] == 1
    assert [refusal["origin"] for refusal in receipt["refusals"]] == [f"{tmp_path / 'b.jsonl'}, line 2"]
    assert "future" in receipt["dates_set_aside"][0]["reason"]


def test_a_refusal_is_named_to_a_person(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    assert main(["add", "--dry-run", str(tmp_path / "a.pdf"), str(tmp_path / "absent.txt")]) == 1
    printed = capsys.readouterr().out
    assert "2 refused" in printed and f"{tmp_path / 'a.pdf'}: it is a PDF" in printed and "no such file" in printed


def test_a_dry_run_keeps_nothing(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    assert dry(capsys, str(tmp_path / "a.txt"))[0] == 0
    assert not (tmp_path / "library").exists()


def test_adding_twice_changes_nothing(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7")
    for expected in ([2, 1, 0, 1], [2, 0, 1, 1]):
        assert main(["add", "--json", str(tmp_path / "a.txt"), str(tmp_path / "b.pdf")]) == 1
        receipt = json.loads(capsys.readouterr().out)
        assert [receipt[name] for name in ("received", "new", "same", "refused")] == expected


def test_a_fault_in_a_rule_costs_one_article_and_is_named(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(text: str, *_: object) -> tuple[()]:
        return () if "Talks" in text else {"other": ()}["rule"]

    monkeypatch.setattr("ingest.understand.find_dates", faulty)
    (tmp_path / "a.jsonl").write_text('{"text": "Talks ended."}\n{"text": "Nobody spoke."}\n', encoding="utf-8")
    status, receipt = dry(capsys, str(tmp_path / "a.jsonl"))
    assert (status, receipt["new"], receipt["refused"]) == (1, 1, 1)
    assert "fault of Newsdesk" in receipt["refusals"][0]["reason"] and "rule" in receipt["refusals"][0]["reason"]


def test_a_stop_by_the_keyboard_ends_with_a_sentence(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ingest.__main__.read", stopped)
    assert main(["add", "--dry-run", "a.txt"]) == 130
    assert "Stopped." in capsys.readouterr().err


def test_a_web_address_is_not_fetched(capsys: Captured) -> None:
    status, receipt = dry(capsys, "https://wire.example/a")
    assert status == 1 and "nothing is fetched" in receipt["refusals"][0]["reason"]


def test_annotate_reads_a_file_and_writes_json_lines(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "ы", "text": "Talks ended."}\n', encoding="utf-8")
    assert main(["annotate", str(tmp_path / "a.jsonl")]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "ы"


def test_annotate_reports_a_bad_line_and_goes_on(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = b'{broken\n{"id": 2, "text": "Talks ended."}\n{"text": "\xff"}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
    assert main(["annotate"]) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["id"] == 2 and "standard input, line 1: no JSON" in printed.err
    assert "standard input, line 3: the byte 0xFF" in printed.err


def test_a_missing_file_is_named(tmp_path: Path, capsys: Captured) -> None:
    assert main(["group", str(tmp_path / "absent.jsonl")]) == 1
    assert "absent.jsonl: No such file" in capsys.readouterr().err


def test_wrong_use_is_status_two() -> None:
    for arguments in ([], ["add"], ["unknown"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_the_command_itself_reads_standard_input() -> None:
    done = ingest("annotate", given='{"id": 1, "text": "Переговоры завершены."}\n')
    assert (done.returncode, json.loads(done.stdout)["language"], done.stderr) == (0, "ru", "")
