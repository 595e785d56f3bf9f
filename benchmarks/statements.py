"""Statements across outlets, measured on PolNeAR (seven publishers, one campaign): `python -m benchmarks.statements`.

Groups were read by hand: "same" where every quote of the group is the same words or an edited copy of them by one
person, "again" where the same words were perhaps said on another occasion. benchmarks/statements.json keeps ids and
offsets, no text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from benchmarks.gold import shared
from benchmarks.results import record
from benchmarks.train_speakers import read_gold
from desk.coverage import statement_of
from desk.statements import group_statements
from index.engine import QuoteHit
from ingest.article import Span
from ingest.paragraphs import find_paragraphs
from ingest.quotes import find_quotes

BY_HAND = Path(__file__).with_name("statements.json")
POLNEAR = "gold/quotes/polnear.dev.jsonl"
COMMAND = "python -m benchmarks.statements"
Place = tuple[str, int, int]  # article, start, end
Group = list[QuoteHit]
OVERLAP = 0.5  # of two spans together: a better extractor cuts the same quote a little differently


def main() -> None:
    quotes = [quote for row in read_gold(shared(POLNEAR)) for quote in quotes_of(row)]
    found = group_statements(quotes)
    groups: dict[int, Group] = {}
    for quote, statement in zip(quotes, found, strict=True):
        groups.setdefault(statement, []).append(quote)
    several = [group for group in groups.values() if len(group) > 1]
    judged = json.loads(BY_HAND.read_text(encoding="utf-8"))
    rows = [
        line("in two outlets or more", [group for group in several if outlets(group) > 1], judged),
        line("in two articles of one outlet", [g for g in several if outlets(g) == 1 and articles(g) > 1], judged),
        line("within one article", [group for group in several if articles(group) == 1], judged),
        line("all of them", several, judged),
    ]
    hows = [one.how for group in several if outlets(group) > 1 for one in statement_of(group).carried]
    changed = ", ".join(f"{hows.count(how)} {how}" for how in ("carried", "cut", "reworded", "altered"))
    record(
        "Statements across outlets",
        COMMAND,
        ("statements", "groups", "read by hand", "same", "again", "other", "precision", "strictly"),
        rows,
        f"{len(quotes):,} quotes make {len(groups):,} statements. Of the printings of those in two "
        f"outlets or more: {changed}. *Precision* counts the same words said again as right, *strictly* as wrong. What "
        "two quotes must share was chosen on these articles, before the second half of the groups was read.",
    )


def quick() -> dict[str, float]:
    """Precision of the groups that were read, found anew in the articles that they stand in."""
    judged = json.loads(BY_HAND.read_text(encoding="utf-8"))
    ids = {place[0] for one in judged for place in one["quotes"]}
    rows = [row for row in read_gold(shared(POLNEAR)) if row["article_id"] in ids]
    quotes = [quote for row in rows for quote in quotes_of(row)]
    groups: dict[int, Group] = {}
    for quote, statement in zip(quotes, group_statements(quotes), strict=True):
        groups.setdefault(statement, []).append(quote)
    verdicts = [verdict_on(group, judged) for group in groups.values() if len(group) > 1 and articles(group) > 1]
    return {
        "groups in two articles": float(len(verdicts)),
        "of them read and the same words": sum(verdict in ("same", "again") for verdict in verdicts) / len(verdicts),
    }


def quotes_of(row: dict[str, object]) -> Iterator[QuoteHit]:
    """The quotes that Newsdesk finds in an article of the gold."""
    id, text = str(row["article_id"]), str(row["text"])
    outlet = id.partition("/")[2].partition("_")[0]
    for quote in find_quotes(text, find_paragraphs(text, Span(0, len(text)), "en"), "en"):
        yield QuoteHit(
            article=id,
            given_id=None,
            url=None,
            outlet=outlet,
            language="en",
            title="",
            published=date.fromisoformat(str(row["date"])),
            sha256="",
            start=quote.span.start,
            end=quote.span.end,
            text=quote.span.of(text),
            paragraph=0,
            quote=quote,
            speaker=None,
            rank=1,
            group=0,
        )


def line(name: str, groups: list[Group], judged: list[dict[str, object]]) -> tuple[object, ...]:
    """One row of the table."""
    verdicts = [verdict for group in groups if (verdict := verdict_on(group, judged))]
    same, again, other = (verdicts.count(verdict) for verdict in ("same", "again", "other"))
    read = len(verdicts)
    share = (f"{(same + again) / read:.3f}", f"{same / read:.3f}") if read else ("", "")
    return (name, len(groups), read, same, again, other, *share)


def verdict_on(group: Group, judged: Iterable[dict[str, object]]) -> str | None:
    """What was read of a group; None: it was not read, or has changed since."""
    for one in judged:
        places: list[Place] = one["quotes"]  # type: ignore[assignment]  # as the file has them
        if all(any(is_at(quote, place) for place in places) for quote in group):
            return str(one["verdict"])
    return None


def is_at(quote: QuoteHit, place: Place) -> bool:
    """Whether a quote is the one that was read."""
    article, start, end = place
    shared = min(quote.end, end) - max(quote.start, start)
    return quote.article == article and shared >= OVERLAP * (max(quote.end, end) - min(quote.start, start))


def outlets(group: Group) -> int:
    """How many outlets print it."""
    return len({quote.outlet for quote in group})


def articles(group: Group) -> int:
    """How many articles print it."""
    return len({quote.article for quote in group})


if __name__ == "__main__":
    main()
