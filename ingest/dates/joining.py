"""Expressions that stand beside each other and mean one thing: a time and its day, an eve and its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from ingest.dates.moment import UNSPECIFIED
from ingest.dates.reading import Clock, Located, Reading
from ingest.dates.tokens import Words

_BETWEEN = frozenset((",", "on", "at", "about", "around", "by"))  # may stand between a time and its day
_BEFORE_DAY = frozenset(("of", "the", "before", "after"))  # may stand between an eve and its day
_DAY = len("2024-01-31")
_NEAR = 6  # words within which a day that follows belongs to a time


def join_neighbours(words: Words, located: list[Located], clock: Clock) -> list[Located]:
    """Times become one expression with the day that is printed beside them, or take the day spoken of nearby."""
    joined: list[Located] = []
    located = list(_count_from_next(words, located))
    for one in located:
        if joined and _belong(words, joined[-1], one):
            joined[-1] = _merge(joined[-1], one)
        else:
            joined.append(one)
    return [_with_day(joined, index, clock) if _is_time(one) else one for index, one in enumerate(joined)]


def _belong(words: Words, first: Located, second: Located) -> bool:
    return _between(words, first, second, _BETWEEN) and (
        (_is_time(first) and _is_day(second)) or (_is_day(first) and _is_time(second))
    )


def _is_time(one: Located) -> bool:
    return one.reading.value.startswith("T")


def _is_day(one: Located) -> bool:
    return one.reading.type == "DATE" and len(one.reading.value) == _DAY


def _has_day(one: Located) -> bool:
    """A day, or a time that stands with its day: "between 2pm and 4pm on Saturday"."""
    return _is_day(one) or (one.reading.type == "TIME" and one.reading.value[_DAY : _DAY + 1] == "T")


def _between(words: Words, first: Located, second: Located, allowed: frozenset[str]) -> bool:
    return all(words.word(index) in allowed for index in range(first.end, second.start))


def _merge(first: Located, second: Located) -> Located:
    time, day = (first, second) if _is_time(first) else (second, first)
    value = day.reading.value + time.reading.value
    return Located(first.start, second.end, replace(day.reading, value=value, type="TIME"))


def _with_day(located: list[Located], index: int, clock: Clock) -> Located:
    """The day that follows at once, else the latest before in the paragraph, else the latest of the article."""
    one = located[index]
    after = [other for other in located[index + 1 : index + 3] if _has_day(other) and other.start - one.end <= _NEAR]
    before = [other for other in located[max(index - 4, 0) : index] if _is_day(other)]
    if after or before:
        day = (after[:1] or before[-1:])[0].reading
        return replace(one, reading=replace(day, value=day.value[:_DAY] + one.reading.value, type="TIME"))
    time, spoken = one.reading.value, one.reading.moment
    if spoken:
        return replace(one, reading=Reading(spoken.value + time, "TIME", "mention", spoken))
    here = clock.here.isoformat() if clock.here else UNSPECIFIED["day"]
    return replace(one, reading=Reading(here + time, "TIME", "publication"))


def _count_from_next(words: Words, located: list[Located]) -> Iterator[Located]:
    """An eve gets the day before the one that follows; without one it is no date."""
    for one, following in zip_longest(located, located[1:]):
        days = one.reading.days_from_next
        if days is None:
            yield one
        elif following and _is_day(following) and _between(words, one, following, _BEFORE_DAY):
            moment = following.reading.moment and following.reading.moment.shifted(days, "day")
            if moment:
                yield replace(one, reading=Reading(moment.value, "DATE", "mention", moment))
