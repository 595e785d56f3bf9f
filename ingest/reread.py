"""An article that was kept, received once more: from its bytes by today's readers, else from the text that was kept."""

from __future__ import annotations

from dataclasses import replace

from ingest.article import Article, DateEvidence, Source
from ingest.read import read_opened
from ingest.readers.opened import DAMAGED, HELD, open_content
from ingest.received import DateGiven, Received

# A row without the header of its table, and the words of an entry without the feed around it, say nothing alone.
_IN_PARTS = frozenset(("text/csv", "application/feed+xml"))
_FOUND_ANEW = frozenset(("date in the address", "dateline", "date in the file name"))  # by `understand` itself


def received_again(article: Article, source: Source) -> Received:
    """What today's readers make of the bytes, under the name that the article has in the library."""
    found = _read(source, article.url) or _as_kept(article)
    return replace(
        found,
        source=source,
        url=article.url,
        given_id=article.given_id,
        outlet=found.outlet or article.outlet,
        language=found.language or article.language,
    )


def under_its_id(again: Article, article: Article) -> Article:
    """The id stays, whatever the readers of today would have made of the address."""
    return replace(again, id=article.id)


def _read(source: Source, url: str | None) -> Received | None:
    """The one article in the bytes; None where there is not exactly one."""
    if source.content is None or source.media_type in _IN_PARTS:
        return None
    name = source.origin.partition("#")[0]
    try:
        found = list(read_opened(open_content(source.content, name, max_bytes=HELD, url=url)))
    except DAMAGED:
        return None
    return found[0] if len(found) == 1 and isinstance(found[0], Received) else None


def _as_kept(article: Article) -> Received:
    given = (one for one in article.evidence if one.place not in _FOUND_ANEW)
    return Received(
        article.text, article.title, article.lede, article.source, dates=tuple(_given(one) for one in given)
    )


def _given(one: DateEvidence) -> DateGiven:
    doubt = one.doubt if one.doubt and one.doubt.startswith("stands among") else None  # other doubts are thought anew
    return DateGiven(one.value, one.place, one.span, doubt)
