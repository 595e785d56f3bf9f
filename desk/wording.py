"""Answers said in a sentence: how many, in how many, of what. Nothing here holds an article's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.absence import Absence
    from desk.altered import Altered
    from desk.brief import Brief, BriefSentence
    from desk.changes import Reason
    from desk.events import EventDay, Events
    from desk.phrasing import PhrasedSentence
    from desk.said_apart import Distance
    from index.engine import Hit, Hits, Query, QuoteHit, Status, Why
    from index.jobs import Job


REASONS: dict[Reason, str] = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
    "modality": "what is certain, possible or due",
}


def count(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count(1, "copy"), count(2, "copy"), count(12000, "article")
    ('1 copy', '2 copies', '12,000 articles')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") and noun[-2:] != "ay" else f"{number:,} {noun}s"


def result_line(hits: Hits) -> str:
    """How much matches, copies included and counted once."""
    found = f"{count(hits.total, 'paragraph')} in {count(hits.articles, 'article')}"
    return found if hits.groups == hits.total else f"{found}, {hits.groups:,} of them different"


def how_line(hits: Hits, query: Query) -> str:
    """How they were found and ranked."""
    if not query.text:
        return f"Everything{' that passes the filters' if narrowed(query) else ''}, {_order(query)}."
    if hits.note:
        return hits.note
    if hits.meaning == 0:
        return "Found by words alone."
    ranked = {"relevance": "best first", "recent": "best first, newer ones a little before"}
    order = ranked.get(query.order) or _order(query)
    return (
        f"They hold a word of yours or are near in meaning, {order}. "
        f"Meaning covers {hits.meaning:.0%} of the paragraphs that were asked."
    )


def _order(query: Query) -> str:
    return "oldest first" if query.order == "oldest" else "newest first"


def why_line(hit: Hit) -> str:
    """How a hit came to its rank, as a sum that can be done again."""
    if not (why := hit.why):
        return "Not ranked: in order of day, or beyond the best of both sides."
    bm25 = f"bm25 {hit.bm25:.2f} of {why.best_bm25:.2f}, {_rank(why.words_rank)}"
    words = f"words {1 - why.share:.1f} x {why.words:.3f} ({bm25})"
    meaning = f"meaning {why.share:.1f} x {why.meaning:.3f} ({_cosine(hit, why)})"
    recency = f" + recency {why.recency:.3f}" if why.recency else ""
    return f"{hit.fused:.3f} = {words} + {meaning if why.share else 'meaning took no part'}{recency}"


def _cosine(hit: Hit, why: Why) -> str:
    if hit.cosine is None or why.best_cosine is None:
        return "no embedding"
    return f"cosine {hit.cosine:.3f} of {why.best_cosine:.3f}, {_rank(why.meaning_rank)}"


def _rank(rank: int | None) -> str:
    return f"number {rank:,}" if rank else "none of your words"


def absence_line(found: Absence) -> str:
    """What was looked through in vain, and whether anything is near, unless only words were looked for."""
    nearest = "Nothing is near it either." if found.by_meaning else ""
    if found.nearest:
        where = " (without the filters)" if found.wider else ""
        nearest = f"Nearest {'are' if len(found.nearest) > 1 else 'is'}:{where}"
    return f"{nothing_line(found.status, found.query)} {nearest}".rstrip()


def brief_line(brief: Brief) -> str:
    """What a brief rests on, or why there is none."""
    if not brief.sentences:
        return brief.note or "Nothing in this archive matches."
    rests = f"{count(brief.paragraphs, 'paragraph')} in {count(brief.articles, 'article')}"
    return " ".join(filter(None, (f"Verbatim sentences, none cut, from {rests} that match.", brief.note)))


def printed_line(sentence: BriefSentence) -> str:
    """How often else it was printed; empty where it was not."""
    return _more_copies([outlet for _, outlet in sentence.printings])


def altered_line(altered: Altered) -> str:
    """Who prints a sentence otherwise, and what that alters."""
    where = " · ".join(filter(None, (altered.passage.outlet, str(altered.passage.published or ""))))
    return f"Printed otherwise: {where} ({', '.join(REASONS[reason] for reason in altered.reasons)})"


def struck_line(sentence: PhrasedSentence) -> str:
    """Why a model's sentence must not stand."""
    return f"{sentence.struck} (it names {', '.join(map(str, sentence.rests_on)) or 'none'})"


def day_line(day: EventDay) -> str:
    """Why a day matters, and how many tell of it."""
    when = "on that day" if day.day == day.until else "in that time"
    why = f"{count(day.published, 'article')} {when}, {count(day.later, 'later one')} that speak of it"
    sources = f"{count(day.outlets, 'outlet')}, {day.independent} independent"
    return " · ".join(filter(None, (why, sources, apart_line(day.apart))))


def apart_line(apart: Distance | None) -> str:
    """How far apart outlets are in what they wrote; empty where that cannot be told."""
    if apart is None:
        return ""
    if len(set(apart.pair)) < 2 or apart.mean == apart.farthest:
        return f"{apart.mean:.0%} of the words are not shared"
    one, other = apart.pair
    return f"{apart.mean:.0%} of the words are not shared, {apart.farthest:.0%} between {one} and {other}"


def period_line(day: EventDay) -> str:
    """The day, or first and last of the period."""
    return str(day.day) if day.day == day.until else f"{day.day} to {day.until}"


def days_line(events: Events) -> str:
    """What the days rest on."""
    if not events.days:
        return events.note or "No article that matches speaks of a day."
    return " ".join(filter(None, (f"From {count(events.read, 'article')} that speak of this.", events.note)))


def copies_line(hit: Hit) -> str:
    """Who else printed it; empty where nobody did."""
    return _more_copies([copy.outlet for copy in hit.copies])


def _more_copies(outlets: Sequence[str | None]) -> str:
    return f"+{count(len(outlets), 'copy')} in {count(len(set(outlets)), 'outlet')}" if outlets else ""


def speaker_line(found: QuoteHit) -> str:
    """The speaker as printed, who that is where it is not the same, and whom a person put right."""
    printed, person = found.speaker, found.quote.person
    line = f"{printed} ({person})" if printed and person and person not in printed else printed or person
    return (line or "speaker not named") + corrected_line(found)


def shortened(text: str, most: int) -> str:
    """Words on one line, cut where they are too many for it.

    >>> shortened("The harbour is  closed", 12)
    'The harbour…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def corrected_line(found: QuoteHit) -> str:
    """That a person put the speaker right, and what was read; empty where nobody did."""
    if not found.corrected:
        return ""
    entries = ", ".join(str(number) for number in found.corrected)
    return f" [put right by a person, entry {entries}; read as {found.extracted or 'nobody'}]"


def nothing_line(status: Status, query: Query) -> str:
    """What was looked through in vain."""
    stretch = f", from {status.since} to {status.until}," if status.since else ""
    archive = f"these {count(status.articles, 'article')}{stretch} of {count(len(status.outlets), 'outlet')}"
    asked = f"has “{query.text}”" if query.text else "passes these filters"
    return f"Nothing in {archive} {asked}{' with these filters' if query.text and narrowed(query) else ''}."


def narrowed(query: Query) -> bool:
    """Whether any filter is set."""
    among = query.outlets or query.languages or query.speakers
    return bool(query.since or query.until or query.undated or among or query.received_after)


def filters_line(query: Query) -> str:
    """The filters that are set, in words; empty where none is."""
    said = [
        "plain words" if query.plain else "",
        "undated only" if query.undated else "",
        f"from {query.since}" if query.since else "",
        f"until {query.until}" if query.until else "",
        ", ".join(query.outlets),
        ", ".join(query.languages),
        f"quoting {' or '.join(query.speakers)}" if query.speakers else "",
        "what came after you last looked" if query.received_after else "",
    ]
    return " · ".join(part for part in said if part)


def covered(status: Status) -> float:
    """The share of all paragraphs that meaning covers, 0..1."""
    waiting = status.meaning_behind + status.meaning_left_out
    return 1 - waiting / status.paragraphs if status.paragraphs else 0.0


def behind_line(status: Status) -> str:
    """What words or meaning do not find yet, or never will; empty where they find everything."""
    said = [
        f"{count(status.words_behind, 'article')} not yet found by words" if status.words_behind else "",
        f"{count(status.meaning_behind, 'paragraph')} not yet embedded" if status.meaning_behind else "",
        f"{count(status.meaning_left_out, 'paragraph')} in languages that {status.model} does not read, found by words"
        if status.meaning_left_out
        else "",
    ]
    return "; ".join(part for part in said if part)


def size(number: int) -> str:
    """Bytes as a person says them.

    >>> size(512), size(1_500_000)
    ('512 bytes', '1.5 MB')
    """
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return f"{number} bytes"


def job_line(job: Job) -> str:
    """Whose files, and how far they are."""
    by = f" by {job.author}" if job.author else ""
    stages = {
        "words": f": {count(job.done, 'article')} found by words",
        "meaning": f": {job.done:,} of {job.of or 0:,} embedded",
    }
    far = "" if job.ended else stages.get(job.stage, "")
    return f"{job.written:%Y-%m-%d %H:%M} UTC{by}: {job.what}, {job.state}{far}"
