"""Verdicts on a quote said in sentences. Nothing here holds an article's words but the names of speakers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from desk.changes import Kind, Reason
from desk.differences import Fragment, fragments
from desk.holdings import Holdings
from desk.verify import Source, Verdict, Verified
from desk.wording import REASONS, count
from ingest.article import Span

if TYPE_CHECKING:
    from desk.drafts import Draft

LABELS: dict[Verdict, str] = {
    "exact": "Exact",
    "typographic": "Typographic",
    "cut": "Cut",
    "altered": "Altered",
    "spliced": "Spliced",
    "misattributed": "Somebody else's",
    "absent": "Not in this archive",
}
KINDS: dict[Kind, str] = {
    "same": "the same",
    "typographic": "typographic",
    "cut": "words cut out without a mark",
    "ellipsis": "words left out, marked by an ellipsis",
    "brackets": "words put in, in brackets",
    "reworded": "other words, or a translation",
    "altered": "altered in substance",
}


def verdict_line(verified: Verified, held: Holdings) -> str:
    """The verdict in a sentence."""
    match verified.verdict:
        case "exact":
            return "The archive prints these words exactly so."
        case "typographic":
            return "The archive prints these words; only marks, case, spaces or the writing of numbers differ."
        case "cut":
            return f"The archive prints more: {kinds_line(verified.kinds, verified.reasons)}."
        case "altered":
            return f"The archive prints it otherwise: {kinds_line(verified.kinds, verified.reasons)}."
        case "spliced":
            return "These words join two statements that stand apart in the archive."
        case "misattributed":
            how = "" if verified.kinds == ("same",) else f", {kinds_line(verified.kinds, verified.reasons)},"
            named = _named(verified.sources)
            return f"The archive gives these words{how} to {named}, and nowhere to {verified.speaker}."
        case "absent":
            return absence_line(held)


def draft_line(draft: Draft) -> str:
    """How many quotes a draft has, and how many of them somebody must look at."""
    from desk.drafts import wrong  # here: drafts need the readers of files, which cost a question 0.1 s

    told = f"{count(len(draft.quotes), 'quote')} in {draft.name}, {wrong(draft.quotes):,} to look at."
    if not draft.reported:
        return told
    return f"{told} Reported speech ({draft.reported:,}) has no words of its own to verify."


def absence_line(held: Holdings) -> str:
    """What was looked through in vain, and what that does not mean."""
    if not held.articles:
        return "There is no article to look in: the archive is empty, or no article passes these filters."
    days = f", published on {count(held.days, 'day')} from {held.since} to {held.until}," if held.days else ""
    outlets = f" in {count(held.outlets, 'outlet')}" if held.outlets else ""
    looked = f"{count(held.articles, 'article')}{outlets}{days}"
    return f"None of {looked} has these words. Somebody may still have said them."


def kinds_line(kinds: Sequence[Kind], reasons: Sequence[Reason]) -> str:
    """What was done, the gravest first.

    >>> kinds_line(("altered", "ellipsis"), ("negation", "number"))
    'altered in substance (a negation, a number), words left out, marked by an ellipsis'
    """
    why = f" ({', '.join(REASONS[reason] for reason in reasons)})" if reasons else ""
    return ", ".join(KINDS[kind] + (why if kind == "altered" else "") for kind in kinds)


def notes(verified: Verified) -> Iterator[str]:
    """What a reader should know besides the verdict."""
    sources = verified.sources
    if sources and not any(source.in_marks for source in sources):
        yield "They stand outside quotation marks: as the outlet's own words, or in indirect speech."
    if sources and sources[0].around:
        reasons = ", ".join(REASONS[reason] for reason in sources[0].around)
        yield f"They are part of a longer sentence, and what is left out of it matters: {reasons}."
    if verified.otherwise:
        reasons = ", ".join(dict.fromkeys(REASONS[r] for source in verified.otherwise for r in source.changes.reasons))
        yield f"Other printings alter what these words say: {reasons}. Which of them was said, an archive cannot tell."
    nobody = bool(sources) and not any(source.person or source.speaker for source in sources)
    if verified.speaker and nobody and verified.verdict not in ("spliced", "misattributed"):
        yield f"The archive does not say who said them, so not that it was {verified.speaker}."


def source_fragments(source: Source) -> tuple[Fragment, ...]:
    """The archive's words, marked where those given differ."""
    spans = (place.one for place in source.changes.places)
    return fragments(source.text, _within(spans, -source.start))


def given_fragments(verified: Verified, source: Source) -> tuple[Fragment, ...]:
    """The given words that come from this source, marked where the archive differs."""
    spans = (place.other for place in source.changes.places)
    return fragments(source.of.of(verified.words), _within(spans, 0))


def _within(spans: Iterator[Span], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in sorted(spans) if span.start < span.end]


def _named(sources: Sequence[Source]) -> str:
    return " and ".join(dict.fromkeys(who for one in sources if (who := one.person or one.speaker)))
