"""Quotes put right by a person: whom the words belong to, or that they are no quote. Each can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from desk.characters import JOINERS, one_line
from index.anchor import Anchor
from index.corrections import KINDS, REJECTED, SAME_PERSON, SPEAKER, Corrections
from index.date_corrections import KINDS as DATE_KINDS
from index.ledger import Entry
from index.local import Local
from ingest.article import Article, NewsdeskError, Quote

MOST = 200  # characters of a name


class CorrectionError(NewsdeskError):
    """A correction that cannot be made."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A quote of an article as it holds now, beside what was read."""

    quote: Quote  # as the extractor read it
    person: str | None  # whom the words belong to now
    speaker: Entry | None  # what said so; None: nobody corrected the speaker
    rejected: Entry | None  # what rejected the quote; None: it stands
    merged: tuple[int, ...] = ()  # the entries by which the person goes under another name


def correct_speaker(engine: Local, article: Article, quote: Quote, person: str, *, author: str = "") -> Entry:
    """Give a quote to somebody else; to nobody where `person` is empty. Raises CorrectionError."""
    name = clean_name(person)
    if name == (quote.person or ""):
        raise CorrectionError(f"The speaker is {name or 'nobody'} already: write another name.")
    content = {"person": name or None, "was": quote.person}
    return engine.ledger.append(SPEAKER, content, anchor=Anchor.of(article, quote.span), author=author)


def reject(engine: Local, article: Article, quote: Quote, *, author: str = "") -> Entry:
    """Say that the words are nobody's quote."""
    content = {"was": quote.person}
    return engine.ledger.append(REJECTED, content, anchor=Anchor.of(article, quote.span), author=author)


def corrected_quotes(corrections: Corrections, article: Article) -> tuple[Corrected, ...]:
    """Every quote of an article's current version, rejected ones included."""
    return tuple(_corrected(corrections, article.id, number, quote) for number, quote in enumerate(article.quotes))


def listed(engine: Local, article: str | None = None) -> tuple[tuple[Entry, bool], ...]:
    """Everything that was put right and holds, in order of writing; and whether its words are still there."""
    lost = {entry.number for entry in (*engine.corrections().lost, *_lost_dates(engine))}
    entries = engine.ledger.entries(*KINDS, *DATE_KINDS, article=article)
    return tuple((entry, entry.number not in lost) for entry in entries)


def quote_at(engine: Local, article: Article, start: int) -> Quote:
    """The quote that begins at a character, as `desk quotes` prints it. Raises CorrectionError."""
    for quote in article.quotes:
        if quote.span.start == start:
            return quote
    begins = ", ".join(str(quote.span.start) for quote in article.quotes) or "nowhere"
    raise CorrectionError(f"No quote of {article.id} begins at character {start}: they begin at {begins}.")


def undo(engine: Local, number: int, *, author: str = "") -> Entry:
    """Take back one entry of those that `listed` names. Raises CorrectionError on any other."""
    if number not in {entry.number for entry, _ in listed(engine)}:
        raise CorrectionError(f"There is no correction {number} that holds: `python -m desk corrections` lists them.")
    return engine.ledger.undo(number, author=author)


def told(entry: Entry) -> str:
    """What a correction says, without an article's words."""
    content = entry.content
    if entry.kind in DATE_KINDS:
        return f"{content['was'] or 'no time'} → {content.get('day') or content.get('value') or 'none'}"
    if entry.kind == SAME_PERSON:
        return f"{content['also']} → {content['name']}"
    was = content["was"] or "nobody"
    return f"{was}: rejected" if entry.kind == REJECTED else f"{was} → {content['person'] or 'nobody'}"


def _lost_dates(engine: Local) -> tuple[Entry, ...]:
    corrections = engine.date_corrections()
    return tuple(corrections.lost({id: engine.article(id) for id in corrections.mentions if id in corrections.rows}))


def clean_name(name: str) -> str:
    """A name on one line, its spaces single. Raises CorrectionError on one that is too long."""
    clean = one_line(name, unseen=JOINERS)
    if len(clean) > MOST:
        raise CorrectionError(f"A name has at most {MOST} characters; this one has {len(clean)}.")
    return clean


def _corrected(corrections: Corrections, article: str, number: int, quote: Quote) -> Corrected:
    speaker, rejected = (
        placed.entry if (placed := kind.get((article, number))) else None
        for kind in (corrections.speakers, corrections.rejected)
    )
    named = speaker.content["person"] if speaker else quote.person
    names = corrections.names
    person = None if named is None else names.of(named)
    return Corrected(quote, person, speaker, rejected, names.entries.get(named or "", ()))
