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

    monkeypatch.setattr("ingest.sources.read", stopped)
    assert main(["add", "--dry-run", "a.txt"]) == 130
    assert "Stopped." in capsys.readouterr().err


def test_an_address_inside_the_house_is_not_asked(capsys: Captured) -> None:
    status, receipt = dry(capsys, "http://127.0.0.1:1/a")
    assert status == 1 and "no address of the public internet" in receipt["refusals"][0]["reason"]
    assert receipt["refusals"][0]["input"] == "http://127.0.0.1:1/a"


def test_a_pattern_is_the_files_that_it_fits(tmp_path: Path, capsys: Captured) -> None:
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text(DATED.replace("/a", f"/{name}"), encoding="utf-8")
    assert dry(capsys, str(tmp_path / "*.txt"))[1]["new"] == 2
    status, receipt = dry(capsys, str(tmp_path / "*.pdf"))
    assert status == 1 and "no such file" in receipt["refusals"][0]["reason"]


def test_a_column_can_be_named(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.csv").write_text("kop,inhoud,when\nTalks,Both sides left.,2025-03-04\n", encoding="utf-8")
    named = ("--column", "title=kop", "--column", "text=inhoud", "--column", "published=when")
    assert dry(capsys, str(tmp_path / "a.csv"))[1]["refused"] == 1
    receipt = dry(capsys, *named, str(tmp_path / "a.csv"))[1]
    assert (receipt["new"], receipt["undated"]) == (1, 0)
    mistyped = dry(capsys, *named[:-1], "published=whn", str(tmp_path / "a.csv"))[1]
    assert "no column is called whn" in mistyped["refusals"][0]["reason"]
    assert main(["add", "--column", "moment=when", "a.csv"]) == 1
    assert "MEANING is one of" in capsys.readouterr().err


def test_one_address_under_two_ids_and_dates_that_differ_are_named(tmp_path: Path, capsys: Captured) -> None:
    lines = [
        '{"id": "1", "url": "https://wire.example/a", "text": "Talks ended."}',
        '{"id": "2", "url": "https://wire.example/a", "text": "Talks ended at noon."}',
        '{"id": "3", "url": "https://wire.example/2025/03/05/b", "text": "Talks.", "published": "2025-03-04"}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    receipt = dry(capsys, str(tmp_path / "a.jsonl"))[1]
    (merged,), (differs,) = receipt["merged"], receipt["dates_differ"]
    assert merged["origin"].endswith("a.jsonl#2") and "'2'" in merged["reason"]
    assert differs["origin"].endswith("a.jsonl#3")
    assert differs["reason"] == "column published was taken, but date in the address: 2025/03/05"


def test_what_was_refused_is_listed_and_read_again_once_it_is_mended(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    broken, whole = tmp_path / "a.txt", tmp_path / "b.txt"
    broken.write_bytes(b"\xff\x00" * 99)
    whole.write_text(DATED, encoding="utf-8")
    assert main(["add", "--words-only", "--json", str(tmp_path / "a.txt"), str(whole)]) == 1
    capsys.readouterr()
    assert main(["refused", "--json"]) == 0
    (refusal,) = json.loads(capsys.readouterr().out)["refusals"]
    assert (refusal["origin"], refusal["input"]) == (str(broken), str(broken))
    assert main(["retry", "--json"]) == 1
    broken.write_text(DATED.replace("/a", "/b"), encoding="utf-8")
    capsys.readouterr()
    assert main(["retry", "--words-only", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["new"] == 1
    assert main(["refused"]) == 0 and "Nothing is refused" in capsys.readouterr().out


def test_meaning_follows_words(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "a.txt").write_text(DATED, encoding="utf-8")
    assert main(["add", "--words-only", "--json", str(tmp_path / "a.txt")]) == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == 0
    assert main(["embed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["embedded"] > 0


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
    for arguments in ([], ["watch"], ["unknown"]):
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2


def test_the_command_itself_reads_standard_input() -> None:
    done = ingest("annotate", given='{"id": 1, "text": "Переговоры завершены."}\n')
    assert (done.returncode, json.loads(done.stdout)["language"], done.stderr) == (0, "ru", "")
