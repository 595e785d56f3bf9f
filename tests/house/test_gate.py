"""Nothing is shown as from the archive around the gate.

An archive is changed behind the desk's back, one character in each text, and every page, command, HTTP answer and file
is asked for its words.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from api.routes import broken, routes
from desk.__main__ import main
from desk.asked import ANSWERS
from index.archive import FILE
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Article

APP = Path(__file__).parents[2] / "app.py"
PAGES = re.findall(r'VIEWS / "(\w+)\.py"', APP.read_text(encoding="utf-8"))
OUTLETS = ("harbourwire.example", "dailyflare.example")
# A page of the dashboard -> a link under which it would show an article's words. A page that is not here fails.
LINKS: dict[str, dict[str, str | list[str]]] = {
    "search": {"q": "close the strait", "brief": "true"},
    "timeline": {"q": "close the strait", "days": "true"},
    "compare": {"q": "close the strait", "by": "Outlets", "outlets": list(OUTLETS)},
    "brief": {"q": "close the strait"},
    "people": {"q": "close the strait", "person": "Ilse Maravec"},
    "verify": {"words": "Valdora will not close the Kelm Strait to anyone"},
    "article": {"article": "ID"},
    "projects": {"place": "ID"},
    "library": {},  # shows counts, and names of files
}
COMMANDS = (
    ("search", "close the strait"),
    ("quotes", "close the strait"),
    ("days", "close the strait"),
    ("compare", "close the strait", "--outlet", OUTLETS[0], "--outlet", OUTLETS[1]),
    ("coverage", "close the strait"),
    ("said", "close the strait"),
    ("profile", "close the strait", "--speaker", "Ilse Maravec"),
    ("drift", "close the strait", "--speaker", "Ilse Maravec"),
    ("summary", "close the strait"),
    ("summary", "--said-by", "Ilse Maravec"),
    ("summary", "--day", "2025-03-04"),
    ("summary", "--article", "ID"),
    ("summary", "--pick", "ID:0-60"),
    ("summary", "close the strait", "--out", "FILE.md"),
    ("summary", "close the strait", "--out", "FILE.zip"),
    ("article", "ID"),
    ("star", "--on", "ID"),
    ("tag", "strait", "--on", "ID:0-60"),
    ("headline", "ID"),
    ("verify", "Valdora will not close the Kelm Strait to anyone"),
)


@pytest.fixture(scope="module")
def words(sample_articles: tuple[Article, ...]) -> set[str]:
    """The first forty characters of every paragraph that has so many."""
    spans = [(article, paragraph.span) for article in sample_articles for paragraph in article.paragraphs]
    return {span.of(article.text)[:40] for article, span in spans if span.end - span.start >= 40}


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, sample_articles: tuple[Article, ...]) -> Iterator[Settings]:
    """The samples, the last character of each text another one: far from the words that are asked for."""
    folder = tmp_path_factory.mktemp("changed") / "library"
    settings = replace(Settings.from_environment(), library=folder, model_languages="none")
    with Local.open(settings, create=True) as engine:
        engine.add(sample_articles)
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE versions SET text = substr(text, 1, length(text) - 1) || '~'")
    connection.close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_LIBRARY", str(folder))
        patch.setenv("NEWSDESK_MODEL_LANGUAGES", "none")
        yield settings


@pytest.fixture(scope="module")
def article(engine: Local) -> str:
    """The id of an article that speaks of the strait: the same in both libraries."""
    return engine.search(Query("close the strait")).hits[0].article


def test_every_page_has_a_link_here() -> None:
    assert set(PAGES) == set(LINKS)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_shows_a_changed_text(changed: Settings, words: set[str], article: str, name: str) -> None:
    st.cache_data.clear()  # answers are kept by the library's version, and another library may have the same
    st.cache_resource.clear()
    page = AppTest.from_file(str(APP), default_timeout=60)
    if name != "search":
        page.switch_page(f"views/{name}.py")
    for key, value in LINKS[name].items():
        page.query_params[key] = article if value == "ID" else value
    page.run()
    st.cache_data.clear()
    shown = "\n".join(block.value for block in page.html)
    assert not [told for told in words if told in shown]
    assert name == "library" or "The text has changed" in shown


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_prints_or_writes_a_changed_text(
    changed: Settings,
    words: set[str],
    article: str,
    command: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main([word.replace("ID", article).replace("FILE", str(tmp_path / "file")) for word in command])
    printed, complaint = capsys.readouterr()
    assert status == 2 and "The text has changed" in complaint
    assert not [told for told in words if told in printed]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [*ANSWERS, "articles/ID"])
def test_no_http_answer_holds_a_changed_text(changed: Settings, words: set[str], article: str, name: str) -> None:
    client = TestClient(
        Starlette(routes=routes(), exception_handlers={Exception: broken}), raise_server_exceptions=False
    )
    asked = {} if "/" in name else {"q": "close the strait"} | ({"outlet": OUTLETS} if name == "compare" else {})
    told = json.dumps(client.get(f"/api/v1/{name.replace('ID', article)}", params=asked).json(), ensure_ascii=False)
    assert not [one for one in words if one in told]


def test_the_words_are_shown_where_nothing_was_changed(
    library: Settings, words: set[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "close the strait", "--library", str(library.library)]) == 0
    printed = capsys.readouterr().out
    assert [told for told in words if told in printed]
