"""What a library keeps, by its name: articles, their sources, what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from index.arrivals import Arrival, read_arrivals, read_received
from index.date_corrections import DateCorrections, read_date_corrections
from index.engine import LibraryError
from index.opened import Opened
from index.outlets import read_outlets
from index.records import read_article, read_source
from index.refusals import read_refusals
from index.texts import Text, read_past_texts, read_texts
from ingest.article import Article, Refusal, Source
from ingest.verbatim import unchanged

if TYPE_CHECKING:
    from ingest.outlets import OutletFacts


class LookingUp(Opened):
    """Reading what is named. Safe from any thread."""

    def article(self, id: str, version: int | None = None) -> Article:
        """The article as it was added, its dates as people put them right; its current version unless another is named.

        Raises UnknownArticle, and NotVerbatim where its text is no longer what was received.
        """
        with self.archive.reading() as connection:
            article = read_article(connection, id, version)
            corrections = read_date_corrections(connection, self.ledger)
        unchanged(article.text, article.sha256)
        return corrections.applied(article)

    def versions(self, id: str) -> tuple[tuple[int, str], ...]:
        """(version, sha256 of its text) of each, the first received first. Raises UnknownArticle."""
        self.article(id)
        with self.archive.reading() as connection:
            found = connection.execute(
                "SELECT version, sha256 FROM versions WHERE article = (SELECT row FROM articles WHERE id = ?) "
                "ORDER BY version",
                (id,),
            )
            return tuple(found.fetchall())

    def texts(self, ids: Iterable[str]) -> dict[str, Text]:
        """The current words of each of the articles that is there, by its id, on the day that people put right."""
        with self.archive.reading() as connection:
            days = read_date_corrections(connection, self.ledger).day_by_row()
            return {text.id: text for text in read_texts(connection, ids, days)}

    def past_texts(self, id: str) -> tuple[Text, ...]:
        """The words of every version of an article, the first received first; none where it is not there."""
        with self.archive.reading() as connection:
            return read_past_texts(connection, id)

    def source(self, sha256: str) -> Source:
        """The bytes that an article was read from. Raises LibraryError where the library never received them."""
        with self.archive.reading() as connection:
            if (source := read_source(connection, sha256)) is None:
                raise LibraryError(f"The library has no source with the SHA-256 {sha256}.")
            return source

    def keeps(self, id: str, sha256: str) -> bool:
        """Whether a version of the article was received as these very bytes."""
        with self.archive.reading() as connection:
            found = connection.execute(
                "SELECT 1 FROM articles a JOIN versions v ON v.article = a.row WHERE a.id = ? AND v.source = ?",
                (id, sha256),
            )
            return found.fetchone() is not None

    def received(self) -> int:
        """The number of the article that came last; each new one has a higher number."""
        with self.archive.reading() as connection:
            return read_received(connection)

    def arrivals(self, ids: Iterable[str]) -> Mapping[str, Arrival]:
        """When each of these articles came."""
        with self.archive.reading() as connection:
            return read_arrivals(connection, ids)

    def refusals(self) -> tuple[Refusal, ...]:
        """What did not become an article, and why."""
        with self.archive.reading() as connection:
            return read_refusals(connection)

    def outlets(self) -> Mapping[str, OutletFacts]:
        """Every outlet of which something is known, by its domain."""
        with self.archive.reading() as connection:
            return read_outlets(connection)

    def date_corrections(self) -> DateCorrections:
        """The dates that people put right."""
        with self.archive.reading() as connection:
            return read_date_corrections(connection, self.ledger)
