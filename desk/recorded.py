"""An engine whose answers are written down as they are given, and one that gives them again from what was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.engine import Alike, Day, Engine, Query, QuoteHit, Quotes
from ingest.article import NewsdeskError

Place = tuple[str, int, int]  # of a quote: its article, start and end


class NotRecorded(NewsdeskError):
    """A question that was not asked when the answers were written down."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Questions with their answers."""

    quotes: tuple[tuple[Query, Quotes], ...] = ()
    days: tuple[tuple[Query, tuple[Day, ...]], ...] = ()
    alike: tuple[tuple[tuple[Place, ...], tuple[Alike, ...]], ...] = ()


class Recorder:
    """Asks an engine, and remembers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._quotes: dict[Query, Quotes] = {}
        self._days: dict[Query, tuple[Day, ...]] = {}
        self._alike: dict[tuple[Place, ...], tuple[Alike, ...]] = {}

    @property
    def recording(self) -> Recording:
        """Everything so far."""
        return Recording(tuple(self._quotes.items()), tuple(self._days.items()), tuple(self._alike.items()))

    def quotes(self, query: Query) -> Quotes:
        """`engine.quotes`."""
        return self._quotes.setdefault(query, self._engine.quotes(query))

    def days(self, query: Query) -> tuple[Day, ...]:
        """`engine.days`."""
        return self._days.setdefault(query, self._engine.days(query))

    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]:
        """`engine.alike`."""
        return self._alike.setdefault(_places(quotes), self._engine.alike(quotes))


class Replayer:
    """Answers from a recording alone. Raises NotRecorded on any other question."""

    def __init__(self, recording: Recording) -> None:
        self._quotes = dict(recording.quotes)
        self._days = dict(recording.days)
        self._alike = dict(recording.alike)

    def quotes(self, query: Query) -> Quotes:
        """`engine.quotes`."""
        if query not in self._quotes:
            raise NotRecorded(f"The evidence has no quotes for the question {query.text!r}.")
        return self._quotes[query]

    def days(self, query: Query) -> tuple[Day, ...]:
        """`engine.days`."""
        if query not in self._days:
            raise NotRecorded(f"The evidence has no days for the question {query.text!r}.")
        return self._days[query]

    def alike(self, quotes: Sequence[QuoteHit]) -> tuple[Alike, ...]:
        """`engine.alike`."""
        if (places := _places(quotes)) not in self._alike:
            raise NotRecorded("The evidence does not say which of its quotes are near in meaning.")
        return self._alike[places]


def _places(quotes: Sequence[QuoteHit]) -> tuple[Place, ...]:
    return tuple((quote.article, quote.start, quote.end) for quote in quotes)
