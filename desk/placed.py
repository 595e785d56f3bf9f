"""Where a thing that readers keep stands now: in the current version of its article, or where it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk.passages import Passage, passage_at
from desk.picks import Pick
from index.anchor import Anchor
from index.ledger import Entry
from index.local import Local
from index.texts import Text, head_of
from ingest.article import Span


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that a reader keeps, where it stands now."""

    entry: Entry
    passage: Passage  # in the current version; where that has the words no longer, as they stood
    gone_in: int | None  # the version that has the words no longer; None: they are there, or the article is not
    removed: bool  # the article is no longer in the archive

    @property
    def number(self) -> int:
        """By which it goes, also after it was removed and brought back."""
        return number_of(self.entry)

    @property
    def whole(self) -> bool:
        """Whether it is about the whole article."""
        return bool(self.entry.content.get("whole"))


def number_of(entry: Entry) -> int:
    """The number that an entry first had."""
    return int(entry.content.get("again", entry.number))


def pick_of(one: Kept) -> Pick:
    """Its place as a link or a command writes it."""
    passage = one.passage
    return Pick(passage.article, passage.sha256, None if one.whole else Span(passage.start, passage.end))


def placed(engine: Local, entries: Iterable[Entry]) -> tuple[Kept, ...]:
    """Entries where they stand now, in the order given."""
    if not (every := [(entry, entry.anchor) for entry in entries if entry.anchor]):
        return ()
    texts = engine.texts(anchor.article for _, anchor in every)
    return tuple(_placed(engine, entry, anchor, texts.get(anchor.article)) for entry, anchor in every)


def _placed(engine: Local, entry: Entry, anchor: Anchor, now: Text | None) -> Kept:
    if now is None:
        return Kept(entry, _as_written(anchor), None, removed=True)
    span = anchor.within(now) or (head_of(now.text, now.title) if entry.content.get("whole") else None)
    if span:
        return Kept(entry, passage_at(now, span), None, removed=False)
    past = engine.past_texts(anchor.article)
    own = next((text for text in reversed(past) if text.sha256 == anchor.sha256), None)
    later = [text.version for text in past if own and text.version > own.version and not anchor.within(text)]
    passage = passage_at(own, Span(anchor.start, anchor.end)) if own else _as_written(anchor)
    return Kept(entry, passage, min(later, default=now.version), removed=False)


def _as_written(anchor: Anchor) -> Passage:
    """The words as the ledger has them: their article is no longer in the archive."""
    return Passage(
        article=anchor.article,
        given_id=None,
        url=None,
        outlet=None,
        language="und",
        title="",
        published=None,
        sha256=anchor.sha256,
        start=anchor.start,
        end=anchor.end,
        text=anchor.words,
    )
