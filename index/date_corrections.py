"""Dates that people put right: the day of an article, and a day or time that a text speaks of.

Like every correction it lies in the ledger and is laid over what was read, in every version of the article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from index.ledger import Entry, Ledger
from index.records import day_number, read_article
from ingest.article import Article, DateMention, MentionType, Published, Span

ARTICLE_DAY = "article day"  # {"day": ISO 8601 or null for undated, "precision", "was", "why"}
MENTION = "date mention"  # {"value": TIMEX3, or null: it speaks of no time, "was"}
KINDS = (ARTICLE_DAY, MENTION)


@dataclass(frozen=True, slots=True)
class DateCorrections:
    """What holds now, by the id of the article."""

    days: Mapping[str, Entry] = field(default_factory=dict)  # of several for one article, the last
    mentions: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)  # in order of writing
    rows: Mapping[str, int] = field(default_factory=dict)  # of those articles in the archive

    def applied(self, article: Article) -> Article:
        """The article with its day and its dates as people put them right."""
        if entry := self.days.get(article.id):
            article = replace(article, published=published_by(entry, article.published))
        if entries := self.mentions.get(article.id):
            dates = put_right(article, entries)
            article = replace(article, dates=dates, said=_said(article, dates))
        return article

    def day_by_row(self) -> dict[int, int | None]:
        """The day since 1970-01-01 of each article that has another one now, by its row; None: undated."""
        given = {self.rows[id]: published_by(entry, None) for id, entry in self.days.items() if id in self.rows}
        return {row: day_number(published.day) if published else None for row, published in given.items()}

    def lost(self, articles: Mapping[str, Article]) -> Iterator[Entry]:
        """Corrections of a mention whose words the current version no longer has, or whose article is gone."""
        for id, entries in self.mentions.items():
            yield from (one for one in entries if id not in articles or _place(one, articles[id]) is None)
        yield from (entry for id, entry in self.days.items() if id not in self.rows)


NO_DATE_CORRECTIONS = DateCorrections()


def read_date_corrections(connection: sqlite3.Connection, ledger: Ledger) -> DateCorrections:
    """The corrections that hold."""
    days: dict[str, Entry] = {}
    mentions: dict[str, tuple[Entry, ...]] = {}
    for entry in ledger.entries(*KINDS):
        if entry.anchor and entry.kind == ARTICLE_DAY:
            days[entry.anchor.article] = entry
        elif entry.anchor:
            mentions[entry.anchor.article] = (*mentions.get(entry.anchor.article, ()), entry)
    return DateCorrections(days, mentions, dict(_rows(connection, {**days, **mentions})))


def published_by(entry: Entry, before: Published | None) -> Published | None:
    """The day that an entry gives, with what it was read as among its evidence; None: undated."""
    if entry.content["day"] is None:
        return None
    was = f"read as {before.day} ({before.evidence})" if before else "read as undated"
    who = f" by {entry.author}" if entry.author else ""
    why = f": {entry.content['why']}" if entry.content.get("why") else ""
    evidence = f"put right by a person{who} on {entry.written:%Y-%m-%d}{why}; {was}"
    return Published(date.fromisoformat(entry.content["day"]), entry.content["precision"], evidence)


def put_right(article: Article, entries: Iterable[Entry]) -> tuple[DateMention, ...]:
    """The mentions with each correction in the place of what it overlaps, in the order of the text."""
    dates = list(article.dates)
    for entry in entries:
        if (span := _place(entry, article)) is None:
            continue
        dates = [one for one in dates if one.span.end <= span.start or span.end <= one.span.start]
        if value := entry.content["value"]:
            dates.append(DateMention(span, value, type_of(value), None))
    return tuple(sorted(dates, key=lambda one: one.span))


def type_of(value: str) -> MentionType:
    """The TIMEX3 type of a value: a length, a time of day, or a date."""
    return "DURATION" if value.startswith("P") and not value.endswith("REF") else "TIME" if "T" in value else "DATE"


def mentions_of(connection: sqlite3.Connection, corrections: DateCorrections) -> Iterator[tuple[int, Article]]:
    """The articles whose mentions were corrected, as they are now, each with its row."""
    for id in corrections.mentions:
        if id in corrections.rows:
            yield corrections.rows[id], corrections.applied(read_article(connection, id, None))


def _place(entry: Entry, article: Article) -> Span | None:
    return entry.anchor.within(article) if entry.anchor else None


def _said(article: Article, dates: tuple[DateMention, ...]) -> int | None:
    """Where the mention that dates the words is now; None: it was corrected away."""
    if article.said is None:
        return None
    span = article.dates[article.said].span
    return next((n for n, one in enumerate(dates) if one.span.start < span.end and span.start < one.span.end), None)


def _rows(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    for id in ids:
        if found := connection.execute("SELECT row FROM articles WHERE id = ?", (id,)).fetchone():
            yield id, int(found[0])
