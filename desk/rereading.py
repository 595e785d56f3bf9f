"""Articles that were kept profit from what was learnt since: they are read and understood again, in place."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.engine import UnknownArticle
from index.local import Local
from index.lock import TURN
from index.records import ids_named
from index.upkeep import Progress
from ingest.article import Article, Refusal
from ingest.crew import understood
from ingest.received import Received
from ingest.reread import received_again, under_its_id


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of the articles."""

    articles: int
    changed: int  # of them, those whose words are read otherwise now: a new version, the old one is kept
    marked: int  # whose quotes, dates, paragraphs or facts are others now, over the same words
    same: int
    refused: tuple[Refusal, ...]  # they stay as they were
    embedded: int

    def line(self) -> str:
        """The form for a person."""
        return (
            f"{self.articles:,} read again: {self.changed:,} new versions, {self.marked:,} marked anew, "
            f"{self.same:,} as before, {len(self.refused):,} left as they were; {self.embedded:,} texts embedded"
        )


def reread(library: Local, names: Sequence[str], progress: Progress) -> Reread:
    """Read the articles with these ids or addresses again; none named: all. Raises UnknownArticle."""
    ids = list(_ids(library, names))
    refused: list[Refusal] = []
    found = _again(library, ids, refused)
    changed, marked, same = library.revise(found, progress=lambda stage, done, _: progress(stage, done, len(ids)))
    return Reread(len(ids), changed, marked, same, tuple(refused), library.embed_missing(progress, wait=TURN))


def _ids(library: Local, names: Iterable[str]) -> Iterator[str]:
    with library.archive.reading() as connection:
        if not names:
            yield from [id for (id,) in connection.execute("SELECT id FROM articles ORDER BY row")]
        for name in names:
            if not (found := ids_named(connection, name)):
                raise UnknownArticle(f"No article has the id or the address {name!r}.")
            yield from found


def _again(library: Local, ids: Iterable[str], refused: list[Refusal]) -> Iterator[Article]:
    """Each article as it is read today; what cannot be understood today stays as it was."""
    waiting = deque[Article]()  # in the order in which they are handed over

    def received() -> Iterator[Received]:
        for id in ids:
            article = library.article(id)
            waiting.append(article)
            yield received_again(article, library.source(article.source.sha256))

    for became in understood(received()):
        article = waiting.popleft()
        if isinstance(became, Refusal):
            refused.append(became)
        else:
            yield under_its_id(became, article)
