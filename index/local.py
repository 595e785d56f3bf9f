"""The default engine: one folder on one machine. SQLite holds the truth, tantivy and FAISS find in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from sqlite3 import Connection
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from index import answers, counting, embedding, writing
from index.analyse import ANALYSER_VERSION
from index.archive import FILE, Archive, generation, meta
from index.arrivals import Arrival, read_arrivals
from index.columns import Columns
from index.copies import link_all
from index.corrections import Corrections, read_corrections
from index.date_corrections import DateCorrections, read_date_corrections
from index.derived import Derived
from index.engine import Added, Alike, Day, Hits, LibraryError, Query, QuoteHit, Quotes, Sharing, Speaker, Status
from index.find import Finder
from index.ledger import Ledger
from index.lock import WriterLock
from index.outlets import keep_outlets, read_outlets
from index.records import read_article, read_source, signed_hash
from index.refusals import keep_refusals, read_refusals
from index.settings import Settings
from index.sharing import best_sharing, runs_of
from index.state import State
from index.status import read_status
from index.texts import Text, read_past_texts, read_texts
from index.upkeep import Progress as Progress
from index.upkeep import silent as silent
from ingest.article import Article, Refusal, Source
from ingest.verbatim import unchanged

if TYPE_CHECKING:
    from ingest.outlets import OutletFacts

_Answer = TypeVar("_Answer")


class Local:
    """A library folder, open. Reading is safe from any thread; of all processes, one writes at a time."""

    def __init__(self, settings: Settings, *, progress: Progress = silent) -> None:
        self.settings = settings
        self.folder = settings.library
        self.archive = Archive(self.folder)
        self.ledger = Ledger(self.folder)
        self.lock = WriterLock(self.folder)
        self.derived = Derived(
            settings, self.archive, self.lock, lambda texts: self.finder.embedder().embed(texts), progress
        )
        self.finder = Finder(settings, self.archive, self.derived)
        # Corrected, of one generation of archive and ledger; a dict, which whoever shares the open files shares too.
        self._columns: dict[tuple[int, int], Columns] = {}
        self._correcting = Lock()

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False, progress: Progress = silent) -> Self:
        """The library that the settings name. Raises LibraryError where there is none and `create` is not given.

        `progress` is told of what this version has to make anew before it can answer.
        """
        if create:
            _make_folder(settings.library)
        elif not (settings.library / FILE).exists():
            raise LibraryError(
                f"There is no library in {settings.library.resolve()}. Add articles with `python -m ingest add PATH`, "
                "or set NEWSDESK_LIBRARY to the folder of one."
            )
        return cls(settings, progress=progress)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self.derived.close()
        self.archive.close()
        self.ledger.close()

    @property
    def version(self) -> str:
        """Changes whenever an answer could change: with every write, correction, another analyser or another model."""
        where = f"{signed_hash(str(self.folder.resolve())):x}"  # answers of two libraries are kept in one cache
        generations = f"{self.archive.generation()}-{self.ledger.generation}"
        model = self.settings.model if self.ready() else "loading"
        return f"local-{where}-{generations}-{ANALYSER_VERSION}-{model}"

    def prepare(self) -> None:
        """Read now what questions are answered from, and make anew what this version reads otherwise."""
        self.derived.state()

    def warm(self) -> None:
        """Load the model and the vectors in the background; until they are there, words alone answer and say so."""
        self.finder.warm()

    def ready(self, seconds: float = 0) -> bool:
        """Whether meaning takes part, or will within so many seconds."""
        return self.finder.ready(seconds)

    def fresh(self) -> bool:
        """Whether the archive is as it was when this engine last looked; it looks by itself before every answer."""
        return self.derived.seen() in (None, self.archive.generation())

    # Writing

    def add(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """Keep the articles. Words find each lot as soon as it is committed; then what is new to the model is embedded.

        Raises LibraryError where somebody else is writing.
        """
        with self.lock.held():
            total = self._add_words(articles, progress)
            return replace(total, embedded=self._embed_missing(progress))

    def add_words(self, articles: Iterable[Article], *, progress: Progress = silent) -> Added:
        """Keep the articles so that words, dates and quotes find them; `embed_missing` lets meaning follow."""
        with self.lock.held():
            return self._add_words(articles, progress)

    def revise(self, articles: Iterable[Article], *, progress: Progress = silent) -> tuple[int, int, int]:
        """Put articles that are kept in their own place, as they are read today: how many changed, marked, the same."""
        outcomes = Counter[str]()
        with self.lock.held():
            for batch in writing.batches(articles):
                with self.archive.writing() as connection:
                    outcomes.update(writing.revise_article(connection, article) for article in batch)
                self.derived.update_words()
                progress("words", outcomes.total(), None)
            self.archive.checkpoint()
        return outcomes["changed"], outcomes["marked"], outcomes["same"]

    def embed_missing(self, progress: Progress = silent) -> int:
        """Embed what an earlier `add` left; how many texts."""
        with self.lock.held():
            return self._embed_missing(progress)

    def remove(self, ids: Iterable[str]) -> int:
        """Take articles out with all their versions; how many there were. An unknown id is passed over."""
        with self.lock.held():
            with self.archive.writing() as connection:
                removed = sum(writing.remove_article(connection, id) for id in ids)
            self.derived.update_words()
            self.derived.update_base()
        return removed

    def rebuild(self, *, progress: Progress = silent) -> int:
        """Derive copies, words and meaning anew, by the model of the settings; how many texts it embedded."""
        with self.lock.held():
            with self.archive.writing() as connection:
                link_all(connection, partial(progress, "copies"))
                if (meta(connection, "model") or "") not in ("", self.finder.embedder().fingerprint):
                    embedding.forget_vectors(connection)
            progress("words", 0, None)
            self.derived.rebuild_words()
            embedded = self._embed_missing(progress)
            self.derived.update_base(always=True)
            self.archive.checkpoint()
        return embedded

    def refuse(self, refusals: Iterable[Refusal], *, read: Iterable[str] = ()) -> None:
        """Keep what did not become an article; of what was `read` from its start to its end, only this is refused."""
        with self.lock.held(), self.archive.writing() as connection:
            keep_refusals(connection, refusals, read)

    def keep_outlets(self, outlets: Iterable[OutletFacts]) -> None:
        """Keep what is known of each outlet, in place of what was."""
        with self.lock.held(), self.archive.writing() as connection:
            keep_outlets(connection, outlets)

    def _add_words(self, articles: Iterable[Article], progress: Progress) -> Added:
        total = Added()
        for batch in writing.batches(articles):
            total = _sum(total, self._add_batch(batch))
            progress("words", total.new + total.same + total.changed, None)
        self.archive.checkpoint()
        return total

    def _add_batch(self, batch: list[Article]) -> Added:
        with self.archive.writing() as connection:
            added = writing.write_batch(connection, batch)
        self.derived.update_words()
        return added

    def _embed_missing(self, progress: Progress) -> int:
        with self.archive.reading() as connection:
            texts = embedding.waiting(connection, self.settings.model_languages)
        if texts:
            progress("meaning", 0, len(texts))
            embedding.embed_waiting(self.archive, self.finder.embedder(), texts, partial(progress, "meaning"))
            self.archive.checkpoint()
        self.derived.update_base()
        return len(texts)

    # Asking

    def search(self, query: Query) -> Hits:
        """Paragraphs that match, copies collapsed, one page of them; counts over all. Raises QueryError."""
        return self._answered(lambda state, connection: self._search(query, state, connection))

    def sharing(self, query: Query) -> tuple[Sharing, ...]:
        """Paragraphs that share most runs of words with the query's text, plain words; its filters act first."""
        return self._answered(lambda state, connection: tuple(self._sharing(query, state, connection)))

    def cosines(self, text: str, others: Sequence[str]) -> tuple[float, ...]:
        """How near each of the others is to the text in meaning; empty where the model does not read the text."""
        return self.finder.cosines(text, others)

    def days(self, query: Query) -> tuple[Day, ...]:
        """Articles and groups of copies by day of the query's clock and outlet, over all matches."""
        return self._answered(
            lambda state, _: counting.days_of(
                self.finder.find(query, state).matches, state.columns, self.derived.ticks(state, query.clock), query
            )
        )

    def quotes(self, query: Query) -> Quotes:
        """Quotes in all matches, best paragraph first, one page of them."""
        return self._answered(
            lambda state, connection: answers.quotes_of(
                connection, self.finder.find(query, state), state.columns, query
            )
        )

    def speakers(self, query: Query) -> tuple[Speaker, ...]:
        """Persons quoted in all matches, most quoted first."""
        return self._answered(lambda state, _: answers.speakers_of(self.finder.find(query, state), state.columns))

    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]:
        """Pairs of these quotes that are near in meaning, nearest first."""
        return self.finder.alike(quotes)

    def corrections(self) -> Corrections:
        """What people put right, at its place in the archive as it is now."""
        return self._answered(lambda state, _: state.columns.quotes.corrections)

    def date_corrections(self) -> DateCorrections:
        """The dates that people put right."""
        with self.archive.reading() as connection:
            return read_date_corrections(connection, self.ledger)

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

    def status(self) -> Status:
        """What is in the library and how far its derived indexes are."""
        return self._answered(lambda state, connection: read_status(connection, state, self.settings))

    def _search(self, query: Query, state: State, connection: Connection) -> Hits:
        found = self.finder.find(query, state)
        page = answers.page_of(found.matches, state.columns, query)
        rows = state.columns.row[found.matches.places[page.firsts]]
        hits = answers.hits_of(connection, found, page, state.columns, found.cosines(rows))
        return Hits(
            hits=tuple(hits),
            total=len(found.matches.places),
            articles=answers.count_articles(found.matches, state.columns),
            groups=page.groups,
            meaning=found.covered,
            note=found.note,
        )

    def _sharing(self, query: Query, state: State, connection: Connection) -> Iterator[Sharing]:
        passing = self.finder.filtered(query, state)
        found = best_sharing(runs_of(query.text), state.present_words, state.columns, passing, query.limit)
        return answers.sharing_of(connection, state.columns, *found)

    def _answered(self, answer: Callable[[State, Connection], _Answer]) -> _Answer:
        """An answer from one generation: what is counted and what is shown are the same archive."""
        while True:
            state = self.derived.state()
            with self.archive.reading() as connection:
                if generation(connection) == state.generation:
                    return answer(self._corrected(state, connection), connection)

    def _corrected(self, state: State, connection: Connection) -> State:
        """The state with what people put right laid over it; read anew when archive or ledger has changed."""
        key = (state.generation, self.ledger.generation)
        with self._correcting:  # one reads, whoever else asks just then waits for it
            if (columns := self._columns.get(key)) is None:
                quotes = state.columns.quotes.corrected(read_corrections(connection, self.ledger))
                dates = read_date_corrections(connection, self.ledger)
                columns = replace(state.columns, quotes=quotes).corrected(dates)
                self._columns.clear()
                self._columns[key] = columns
        return replace(state, columns=columns)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"{folder.resolve()} cannot be made: {error}. Set NEWSDESK_LIBRARY to another folder."
        ) from error


def _sum(some: Added, more: Added) -> Added:
    return Added(some.new + more.new, some.same + more.same, some.changed + more.changed)
