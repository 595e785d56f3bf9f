"""Files over HTTP: the same as pages and commands give, written down in the audit; drafts within a size."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import files
from desk.__main__ import main
from desk.assignment import assignment
from desk.export import export
from desk.library import opened
from desk.replay import replay
from index.audit import Act, Audit
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.unit.desk.test_json import errors

ASKED = {"q": "close the strait", "words": "60"}
OUTLETS = ["harbourwire.example", "dailyflare.example"]


def last(library: Settings) -> Act:
    return Audit(opened(replace(Settings.from_environment(), library=library.library)).ledger).acts(limit=1)[0]


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_brief_is_the_page_s_and_is_audited(client: TestClient, library: Settings, engine: Local, form: str) -> None:
    answer = client.get("/api/v1/export", params=ASKED | {"form": form})
    assert answer.content == export(engine, assignment(Query("close the strait"), words=60), form)
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''in-brief-close-the-strait.{form}"
    assert (answer.headers["content-security-policy"], answer.headers["x-content-type-options"]) == (
        "sandbox",
        "nosniff",
    )
    act = last(library)
    assert (act.author, act.action, act.what) == ("", "export", f"{form} of In brief: close the strait")


def test_word_and_a_bundle_open(client: TestClient, tmp_path: Path) -> None:
    word = client.get("/api/v1/export", params=ASKED).content
    assert "strait" in "\n".join(paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs)
    bundle = tmp_path / "bundle.zip"
    bundle.write_bytes(
        client.get("/api/v1/export", params={"of": "compare", "q": "strait", "outlet": OUTLETS, "form": "zip"}).content
    )
    assert replay(bundle).faults == ()


def test_a_table_has_every_match(client: TestClient, library: Settings) -> None:
    every = client.get("/api/v1/search", params={"q": "strait", "limit": 1}).json()["groups"]
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/export?of=search&form=csv&q=strait").text)))
    assert len(rows) == every > 20
    assert last(library).what == f"csv of search “strait”: {every} rows"
    lines = client.get("/api/v1/export?of=quotes&form=jsonl&q=strait").text.splitlines()
    quotes = client.get("/api/v1/quotes", params={"q": "strait", "limit": 1000}).json()
    assert [json.loads(line) for line in lines] == quotes["quotes"] != []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("of=everything", "it can be search or quotes"),
        ("form=exe", "a summary is written as md, docx, html, zip"),
        ("of=search&form=docx", "a search is written as csv, jsonl"),
        ("of=search&form=csv&limit=5", "takes no option 'limit'"),
        ("of=search&form=csv&like=0a1b2c3d4e5f6071", "takes no option 'like'"),
        ("of=compare&q=strait", "two times or more"),
    ],
)
def test_what_cannot_be_exported_gets_a_sentence(client: TestClient, asked: str, said: str) -> None:
    answer = client.get(f"/api/v1/export?{asked}")
    assert answer.status_code == 400
    assert said in answer.json()["error"]


def test_a_name_ends_no_header(client: TestClient) -> None:
    answer = client.get("/api/v1/export", params={"of": "search", "form": "csv", "q": "a\r\nSet-Cookie: x=1 Журнал"})
    assert "set-cookie" not in answer.headers
    assert answer.headers["content-disposition"].endswith(
        "search-a-set-cookie-x-1-%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB.csv"
    )


def test_a_draft_is_checked_as_the_command_checks_it(
    client: TestClient, library: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("“Valdora will close the Kelm Strait to everybody,” Ilse Maravec said on Monday.\n", "utf-8")
    answer = client.post("/api/v1/verify?name=draft.md", content=draft.read_bytes())
    main(["verify", str(draft), "--json", "--library", str(library.library)])
    assert answer.json() == json.loads(capsys.readouterr().out)
    assert errors(answer.json(), "draft") == []
    assert [quote["verified"]["verdict"] for quote in answer.json()["quotes"]] == ["altered"]


def test_a_draft_that_is_too_large_or_no_document_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = client.post("/api/v1/verify?name=draft.docx", content=b"PK\x03\x04broken")
    assert (broken.status_code, "draft.docx" in broken.json()["error"]) == (400, True)
    assert "takes no option 'speaker'" in client.post("/api/v1/verify?speaker=a", content=b"x").json()["error"]
    monkeypatch.setattr(files, "DRAFT_MB", 1)
    answer = client.post("/api/v1/verify", content=(b"x" * 65536 for _ in range(17)))
    assert (answer.status_code, "larger than 1 MB" in answer.json()["error"]) == (413, True)


def test_a_stranger_s_draft_is_not_even_read(app: Starlette, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "access.toml").write_text(
        f'sign_in = "proxy"\n[collections.a]\nlibrary = "{tmp_path}/a"\nreaders = ["*"]\n', encoding="utf-8"
    )
    monkeypatch.setenv("NEWSDESK_ACCESS", str(tmp_path / "access.toml"))
    read: list[bytes] = []

    def body():  # type: ignore[no-untyped-def]
        read.append(b"x")
        yield b"x" * 100

    assert TestClient(app).post("/api/v1/verify", content=body()).status_code == 401
