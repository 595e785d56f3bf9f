"""An archive whose texts were changed behind the library's back: the engine lets none of their words out."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import FILE
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Article
from ingest.verbatim import NotVerbatim


@pytest.fixture
def changed(tmp_path: Path, sample_articles: tuple[Article, ...]) -> Settings:
    """A library in which one character of each text is another one, far from the words that are asked for."""
    settings = replace(Settings.from_environment(), library=tmp_path / "library", model_languages="none")
    with Local.open(settings, create=True) as engine:
        engine.add(sample_articles)
    with sqlite3.connect(settings.library / FILE) as connection:
        connection.execute("UPDATE versions SET text = substr(text, 1, length(text) - 1) || '~'")
    connection.close()
    return settings


def test_a_changed_text_is_not_found_read_or_quoted(changed: Settings) -> None:
    with Local.open(changed) as engine:
        assert engine.status().articles
        for ask in (engine.search, engine.quotes):
            with pytest.raises(NotVerbatim, match="index check"):
                ask(Query("strait"))


def test_a_changed_article_is_not_opened(changed: Settings, sample_articles: tuple[Article, ...]) -> None:
    with Local.open(changed) as engine, pytest.raises(NotVerbatim):
        engine.article(sample_articles[0].id)
