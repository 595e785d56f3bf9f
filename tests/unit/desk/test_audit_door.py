"""Who took out what is listed for whoever has the machine."""

from __future__ import annotations

import json
from getpass import getuser
from pathlib import Path

import pytest

from desk.__main__ import main
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors


@pytest.fixture
def folder(tmp_path: Path) -> str:
    with Local.open(Settings(library=tmp_path / "library", model_languages="fr"), create=True) as library:
        library.add([article("one", "The ferry sails at nine, the harbour master said on Monday morning in the port.")])
    return str(tmp_path / "library")


def test_a_file_written_by_a_command_is_in_the_audit(
    folder: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "queries.csv").write_text("id,text\n1,ferry\n", encoding="utf-8")
    for command in (
        ["summary", "ferry", "--out", str(tmp_path / "brief.md")],
        ["timeline", "ferry", "--out", str(tmp_path / "bars.csv")],
        ["batch", str(tmp_path / "queries.csv"), "--out", str(tmp_path / "out.csv")],
    ):
        assert main([*command, "--library", folder]) == 0
    capsys.readouterr()
    assert main(["audit", "--action", "export", "--json", "--library", folder]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert errors(answer, "audit") == []
    assert [act["what"] for act in answer["acts"]] == [
        f"csv of the questions in {tmp_path / 'queries.csv'}: 1 row",
        "csv of the timeline of ferry: 1 article by day",
        "md of In brief: ferry",
    ]
    assert {act["author"] for act in answer["acts"]} == {getuser()}


def test_an_action_that_nobody_did_is_no_line(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--action", "remove", "--library", folder]) == 0
    assert capsys.readouterr().out == ""
