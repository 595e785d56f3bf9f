"""No cell of an export is a formula, whatever field it comes from and whoever asks for it."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd
import pytest
from playwright.sync_api import Browser

from benchmarks.dashboard import settle
from desk.__main__ import main
from desk.tables import csv_text
from index.settings import Settings
from tests.security.conftest import OUTLETS, QUOTED, SPEAKERS
from tests.security.test_markup import SHOWN, Links, opened

LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COMMANDS = (
    ("search", "harbour"),
    ("quotes", "harbour"),
    ("timeline", "harbour"),
    ("days", "harbour"),
    ("compare", "harbour", "--outlet", OUTLETS[0], "--outlet", OUTLETS[1]),
    ("coverage", "harbour"),
    ("said", "harbour"),
    ("profile", f"--speaker={SPEAKERS[1]}"),
    ("summary", "harbour"),
    ("verify", QUOTED),
    ("saved",),
    ("alerts", "list"),
    ("star",),
    ("tag",),
    ("note",),
    ("audit",),
    ("people",),
    ("corrections",),
)


def cells(told: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]


@pytest.mark.parametrize("sign", LIVE)
def test_a_cell_that_begins_like_a_formula_is_made_words(sign: str) -> None:
    *_, cell = cells(csv_text([{"text": f"{sign}1+1"}]))
    assert cell == f"'{sign}1+1"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_prints_a_formula(
    hostile: Settings, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, "--csv", "--library", str(hostile.library)]) == 0
    found = cells(capsys.readouterr().out)
    assert len(found) >= 4
    assert [cell for cell in found if cell.startswith(LIVE)] == []


def test_no_batch_writes_a_formula(hostile: Settings, tmp_path: Path) -> None:
    (tmp_path / "queries.csv").write_text("id,text\n=1,harbour\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    assert main(["batch", str(tmp_path / "queries.csv"), "--out", str(out), "--library", str(hostile.library)]) == 0
    found = cells(out.read_text(encoding="utf-8"))
    assert "'=1" in found
    assert [cell for cell in found if cell.startswith(LIVE)] == []


@pytest.mark.parametrize("name", ["library", "timeline"])
def test_a_table_of_a_page_which_can_be_taken_as_csv_holds_none(
    hostile: Settings, links: Links, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(hostile, links, name, monkeypatch)
    tables: list[pd.DataFrame] = [table.value for table in page.dataframe]
    assert tables
    words = [cell for table in tables for cell in table.to_numpy().ravel() if isinstance(cell, str)]
    assert [cell for cell in words if cell.startswith("'")]
    assert [cell for cell in words if cell.startswith(LIVE)] == []


@pytest.mark.browser
@pytest.mark.parametrize(("name", "button"), [("search", "Download these as CSV"), ("timeline", "Figures: CSV")])
def test_no_download_of_a_page_holds_one(chromium: Browser, address: str, links: Links, name: str, button: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/{'' if name == 'search' else name}?{urlencode(links[name], doseq=True)}")
        settle(page, SHOWN[name])
        for folded in page.get_by_test_id("stPopoverButton").filter(has_text="Download").all():
            folded.click()
        with page.expect_download() as taken:
            page.get_by_role("button", name=button).click()
        found = cells(taken.value.path().read_text(encoding="utf-8"))
    assert len(found) > 4
    assert [cell for cell in found if cell.startswith(LIVE)] == []
