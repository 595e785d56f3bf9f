"""Questions to a library, each answered from one state of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from sqlite3 import Connection
from typing import TypeVar

from index import answers, counting
from index.archive import generation
from index.beside import BESIDE
from index.corrections import Corrections, read_corrections
from index.date_corrections import read_date_corrections
from index.engine import Alike, Day, Hits, Query, QuoteHit, Quotes, Sharing, Speaker, Status
from index.opened import Opened
from index.sharing import best_sharing, runs_of
from index.state import State
from index.status import read_status
from index.tags import tagged_rows, tags_version

_Answer = TypeVar("_Answer")


class Asking(Opened):
    """The asking half of an open library. Safe from any thread."""

    def version_for(self, *asked: str) -> str:
        """The version of an answer to these words: what `tag:` finds is each reader's own."""
        tagged = any("tag:" in words.casefold() for words in asked)
        return f"{self.version}-{tags_version(self.ledger)}" if tagged else self.version

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

    def status(self) -> Status:
        """What is in the library and how far its derived indexes are."""
        return self._answered(lambda state, connection: read_status(connection, state, self.settings))

    def _search(self, query: Query, state: State, connection: Connection) -> Hits:
        found = self.finder.find(query, state)
        counted = BESIDE.submit(answers.counts_of, found.matches, state.columns)
        page = answers.page_of(found.matches, state.columns, query)
        cosines = found.cosines(state.columns.row[page.firsts])
        hits = tuple(answers.hits_of(connection, found, page, state.columns, cosines))
        articles, groups = counted.result()
        return Hits(
            hits=hits,
            total=len(found.matches.places),
            articles=articles,
            groups=groups,
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
        return replace(state, columns=columns, tagged=partial(tagged_rows, connection, self.ledger))
