"""Answers as plain text for a terminal, in which an article's words cannot move the cursor."""

from __future__ import annotations

import sys
from datetime import date

from desk.absence import Absence
from desk.brief import Brief
from desk.characters import UNSEEN
from desk.compare import Comparison
from desk.phrasing import Phrased
from desk.timeline import Timeline
from desk.wording import (
    absence_line,
    altered_line,
    brief_line,
    copies_line,
    printed_line,
    speaker_line,
    struck_line,
    why_line,
)
from index.engine import Hit, Hits, Quotes
from ingest.article import Span

BAR_WIDTH = 40  # characters of the longest bar


def print_hits(hits: Hits, *, explain: bool = False) -> None:
    """Hits with their query words in bold where the terminal can; `explain`: how each came to its rank."""
    for number, hit in enumerate(hits.hits, start=1):
        print(f"{number}. {_headline(hit.published, hit.outlet, hit.title)}")
        print(f"   {_marked(hit)}")
        print(f"   article {hit.article} [{hit.start}:{hit.end}]  {copies_line(hit)}".rstrip())
        if explain:
            print(f"   {why_line(hit)}")
        print()
    print(f"{hits.total:,} paragraphs in {hits.articles:,} articles match; {hits.groups:,} with copies counted once.")
    if hits.note:
        print(hits.note)


def print_absence(found: Absence) -> None:
    """What was looked through in vain, and what is nearest."""
    print(absence_line(found))
    for hit in found.nearest:
        print(f"   {_headline(hit.published, hit.outlet, hit.title)}\n   {printable(hit.text)}")


def print_quotes(quotes: Quotes) -> None:
    """Quotes with who said them, as printed and as resolved."""
    for quote in quotes.quotes:
        print(f"{printable(speaker_line(quote))}: {printable(quote.text)}")
        print(f"   {_headline(quote.published, quote.outlet, quote.title)}")
        print(f"   article {quote.article} [{quote.start}:{quote.end}] {quote.quote.kind}\n")
    print(f"{len(quotes.quotes):,} of {quotes.total:,} quotes shown.")


def print_timeline(timeline: Timeline) -> None:
    """A bar of `#` for each period, all outlets together."""
    totals: dict[str, int] = {}
    for bar in timeline.bars:
        totals[str(bar.period)] = totals.get(str(bar.period), 0) + bar.articles
    longest = max(totals.values(), default=1)
    for period, articles in totals.items():
        print(f"{period}  {articles:>6,}  {'#' * max(1, round(BAR_WIDTH * articles / longest))}")
    print(f"{timeline.articles:,} articles match, {timeline.undated:,} of them undated.")


def print_comparison(comparison: Comparison) -> None:
    """One statement after the other, with what each column has of it."""
    for number, row in enumerate(comparison.rows, start=1):
        print(f"--- statement {number}")
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            for quote in cell:
                head = _headline(quote.published, quote.outlet, quote.title)
                print(f"[{column.label}] {printable(speaker_line(quote))}: {printable(quote.text)}\n    {head}")
    for column in comparison.columns:
        print(f"{column.label}: {column.shown:,} of {column.total:,} quotes compared.")


def print_brief(brief: Brief) -> None:
    """Sentences, each with where it stands."""
    for sentence in brief.sentences:
        passage, (before, name, after) = sentence.passage, sentence.pieces
        print(printable(f"{before} [{name}]{after}" if name else before))
        print(f"   {_headline(passage.published, passage.outlet, passage.title)}  {printed_line(sentence)}".rstrip())
        print(f"   article {passage.article} [{passage.start}:{passage.end}]")
        for altered in sentence.altered:
            print(printable(f"   {altered_line(altered)}: {altered.passage.text}"))
        print()
    print(printable(brief_line(brief)))


def print_phrased(phrased: Phrased) -> None:
    """What a model wrote, what of it is struck out, and which sentences below it rests on."""
    print("Written by a language model, not by a newspaper:\n")
    for sentence in phrased.sentences:
        told = f"  (struck out: {struck_line(sentence)})" if sentence.struck else f"  {list(sentence.rests_on)}"
        print(printable(sentence.text + told))
    print("\nThe archive's own words:\n")


def printable(text: str) -> str:
    r"""Text on one line without control characters.

    >>> printable("red \x1b[31malert\nnow"), printable("می\u200cخواهم") == "می\u200cخواهم"
    ('red �[31malert now', True)
    """
    return "".join(map(_printable, text))


def _printable(char: str) -> str:
    if char.isprintable() or char in UNSEEN:
        return char
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"


def _headline(published: date | None, outlet: str | None, title: str) -> str:
    return "  ".join(printable(part) for part in (str(published or "undated"), outlet or "no outlet", title) if part)


def _marked(hit: Hit) -> str:
    if not sys.stdout.isatty():
        return printable(hit.text)
    pieces, at = [], hit.start
    for span in (*hit.matched, Span(hit.end, hit.end)):
        pieces.append(printable(hit.text[at - hit.start : span.start - hit.start]))
        pieces.append(_bold(printable(hit.text[span.start - hit.start : span.end - hit.start])))
        at = span.end
    return "".join(pieces)


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m" if text else ""
