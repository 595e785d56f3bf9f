"""Passages that a person has picked, as a link or a command line writes them: `0a1b2c3d4e5f6071@9f86d081:12-80`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.passages import Passage, passage_at
from index.engine import Engine, Hit, QuoteHit
from ingest.article import Article, NewsdeskError, Span

_WRITTEN = re.compile(r"(?P<article>[0-9a-f]{16})(?:@(?P<sha256>[0-9a-f]{8,64}))?(?::(?P<start>\d+)-(?P<end>\d+))?")
_DIGITS = 16  # of the checksum in a written pick


class PickError(NewsdeskError):
    """A pick that cannot be read, or whose words the library does not have."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A stretch of one version of an article, or all of it."""

    article: str
    sha256: str  # how the checksum of the version's text begins; empty: the current version
    span: Span | None  # None: the whole article

    def __str__(self) -> str:
        version = f"@{self.sha256[:_DIGITS]}" if self.sha256 else ""
        return self.article + version + (f":{self.span.start}-{self.span.end}" if self.span else "")


def pick_of(found: Hit | QuoteHit) -> Pick:
    """The words of a hit, in the version where they were found."""
    return Pick(found.article, found.sha256, Span(found.start, found.end))


def parse_pick(written: str) -> Pick:
    """A pick as it was written.

    >>> parse_pick("0a1b2c3d4e5f6071:12-80")
    Pick(article='0a1b2c3d4e5f6071', sha256='', span=Span(start=12, end=80))
    """
    if not (match := _WRITTEN.fullmatch(written)):
        raise PickError(f"{written!r:.100} is no pick: expected an article's id, then perhaps @SHA256 and :START-END")
    span = Span(int(match["start"]), int(match["end"])) if match["start"] else None
    if span and span.start >= span.end:
        raise PickError(f"{written!r} ends before it begins: write START-END, END not included")
    return Pick(match["article"], match["sha256"] or "", span)


def picked_article(engine: Engine, pick: Pick) -> Article:
    """The version that the pick means. Raises UnknownArticle, and PickError where it is not in the library."""
    versions = [number for number, sha256 in engine.versions(pick.article) if sha256.startswith(pick.sha256)]
    if not versions:
        raise PickError(f"The words picked are of a version of article {pick.article} that is not in this library.")
    article = engine.article(pick.article, versions[-1])
    if pick.span and pick.span.end > len(article.text):
        raise PickError(f"{pick}: the article has {len(article.text):,} characters; pick the words again")
    return article


def picked_passage(engine: Engine, written: str) -> Passage:
    """The words of a pick; of a whole article, its first paragraph. Raises PickError and UnknownArticle."""
    pick = parse_pick(written)
    article = picked_article(engine, pick)
    span = pick.span or article.paragraphs[0].span
    return passage_at(article, span)
