"""What is kept is read again by better rules: ids stay, other words make a version, corrections keep their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.rereading import reread
from desk.taking import take_in
from index.anchor import Anchor
from index.check import problems
from index.engine import Query, UnknownArticle
from index.local import Local
from index.settings import Settings
from index.upkeep import silent
from ingest.article import Article
from ingest.read import read

PAGE = (
    "<html><head><title>Talks end</title><meta name='date' content='2025-03-04'></head><body><article>"
    "<p>Both sides left the town before noon, and the envoys said nothing to the press at the gates.</p>"
    "<p>“We will be back,” said Minister Ana Orlay on Monday.</p>"
    "<p>Ferries sailed again in the afternoon, the harbour office said, and the market opened as on every day.</p>"
    "</article></body></html>"
)
ROWS = "title,text,date\nThe ferry,The ferry sailed on Monday.,2025-03-05\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(
        '{"id": "7", "text": "Nobody spoke.", "published": "2025-03"}\n', encoding="utf-8"
    )
    with Local.open(Settings(library=tmp_path / "library"), create=True) as opened:
        found = (one for name in ("a.html", "b.csv", "c.jsonl") for one in read(tmp_path / name))
        take_in(opened, found, silent)
        yield opened


def every(library: Local) -> dict[str, Article]:
    ids = {hit.article for hit in library.search(Query(limit=100)).hits}
    return {id: library.article(id) for id in ids}


def test_the_same_rules_change_nothing(library: Local) -> None:
    before, generation = every(library), library.version
    outcome = reread(library, [], silent)
    assert (outcome.articles, outcome.same) == (3, 3)
    assert every(library) == before and library.version == generation


def test_better_marks_take_the_place_of_the_old_over_the_same_words(
    library: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = every(library)
    quoting = next(article for article in before.values() if article.quotes)
    anchor = Anchor.of(quoting, quoting.quotes[0].span)
    monkeypatch.setattr("ingest.understand.find_quotes", lambda *_: ())
    outcome = reread(library, [], silent)
    assert (outcome.changed, outcome.marked, outcome.same) == (0, 1, 2)
    now = library.article(quoting.id)
    assert now.quotes == () and now.text == quoting.text and len(library.versions(quoting.id)) == 1
    assert anchor.within(now) == quoting.quotes[0].span
    assert list(problems(library)) == []


def test_other_words_are_a_new_version_under_the_same_id(library: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    page = next(article for article in every(library).values() if article.source.media_type == "text/html")
    quote = next(quote for quote in page.quotes if quote.kind == "direct")
    anchor = Anchor.of(page, quote.span)
    monkeypatch.setattr("ingest.readers.web._join_lines", _drop_first_paragraph)
    outcome = reread(library, [page.id], silent)
    assert (outcome.articles, outcome.changed) == (1, 1)
    now = library.article(page.id)
    assert now.version == 2 and now.text != page.text and library.article(page.id, 1).text == page.text
    place = anchor.within(now)
    assert place and place.of(now.text) == quote.span.of(page.text)


def _drop_first_paragraph(tree: Any) -> None:
    first = tree.find(".//p")
    first.getparent().remove(first)


def test_a_name_that_nothing_has_is_told(library: Local) -> None:
    with pytest.raises(UnknownArticle, match="nothing"):
        reread(library, ["nothing"], silent)
