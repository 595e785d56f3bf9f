"""`python -m index`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from index.__main__ import main
from index.local import Local
from index.settings import Settings
from tests.contract.build import article

GIVEN = (article("a", "The harbour was closed."), article("b", "Growers expect apples.", title="Apples"))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(tmp_path / "library"))
    return Settings.from_environment()


@pytest.fixture
def library(settings: Settings) -> Settings:
    with Local.open(settings, create=True) as local:
        local.add(GIVEN)
    return settings


def test_without_a_library_it_says_how_to_begin(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status"]) == 1
    assert "python -m ingest add" in capsys.readouterr().err


def test_status_counts(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 0
    status = json.loads(capsys.readouterr().out)
    assert (status["articles"], status["meaning_behind"], status["since"]) == (2, 0, "2024-01-31")
    assert main(["status"]) == 0
    assert "the-lantern.example 2" in capsys.readouterr().out


def test_check_proves_a_whole_library(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"problems": []}


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE versions SET text = 'The harbour was opened.' WHERE article = 1", "SHA-256"),
        ('UPDATE paragraphs SET "end" = 999 WHERE article = 2', "outside"),
        ("UPDATE sources SET content = x'00'", "bytes"),
        ("UPDATE embeddings SET vector = x'00000000'", "vectors"),
    ],
)
def test_check_names_what_is_wrong(
    library: Settings, capsys: pytest.CaptureFixture[str], harm: str, found: str
) -> None:
    with Local.open(library) as local, local.archive.writing() as connection:
        connection.execute(harm)
    assert main(["check"]) == 1
    assert found in capsys.readouterr().out


def test_rebuild_derives_the_same_anew(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebuild", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"articles": 2, "paragraphs": 2, "embedded": 0}
    assert main(["check"]) == 0


def test_remove_takes_an_id_a_url_or_the_id_received(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "--yes", "--json", GIVEN[0].id, "https://example.org/b", "nobody"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert [article["id"] for article in answer["removed"]] == [GIVEN[0].id, GIVEN[1].id]
    assert answer["unknown"] == ["nobody"]
    with Local.open(library) as local:
        assert local.status().articles == 0


def test_remove_asks_first(library: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["remove", "a"]) == 1
    assert "--yes" in capsys.readouterr().err
    with Local.open(library) as local:
        assert local.status().articles == 2


def test_opening_a_library_loads_no_heavy_package() -> None:
    code = (
        "import index.local, sys; print(*{'torch', 'pandas', 'streamlit', 'faiss', 'onnxruntime'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
