"""The receipt of an ingest: every line that came in is new, the same, changed or refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ingest.article import Article, Refusal
from ingest.crew import understood
from ingest.identity import article_id, canonical_url
from ingest.published import conflicts, why_undated
from ingest.received import Received

Keeps = Callable[[str, str], bool]  # (article id, SHA-256 of the source) -> the library has it from these bytes

_SHOWN = 20  # refusals and undated articles printed one by one; the rest are counted by reason


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the articles."""

    new: int = 0
    same: int = 0
    changed: int = 0
    refused: int = 0
    embedded: int = 0


def _nothing_yet(id: str, sha256: str) -> bool:
    """What an empty library keeps."""
    return False


@dataclass(slots=True)
class Tally:
    """What went by while articles were read; filled as the articles are taken."""

    articles: int = 0
    same: int = 0  # of them, those that the library has from the very same bytes: not understood again
    undated: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    dates_set_aside: list[Refusal] = field(default_factory=list)  # a date was given, but could not be trusted
    dates_differ: list[Refusal] = field(default_factory=list)  # several were trusted, and say different days
    merged: list[Refusal] = field(default_factory=list)  # one address under several given ids: one article
    _given: dict[int, int] = field(default_factory=dict)  # article -> the id it was first given under, both as hashes

    def articles_of(self, found: Iterable[Received | Refusal], keeps: Keeps = _nothing_yet) -> Iterator[Article]:
        """The articles, understood one at a time; refusals are kept here, and what the library keeps is counted.

        So an ingest that was interrupted passes at the speed of reading over what it had done.
        """
        for became in understood(self._not_kept(found, keeps)):
            if isinstance(became, Refusal):
                self.refusals.append(became)
            else:
                self._note(became)
                yield became

    def _not_kept(self, found: Iterable[Received | Refusal], keeps: Keeps) -> Iterator[Received | Refusal]:
        for one in found:
            if isinstance(one, Received):
                id = article_id(one, canonical_url(one.url))
                self._note_merge(one, id)
                if keeps(id, one.source.sha256):
                    self.articles += 1
                    self.same += 1
                    continue
            yield one

    def _note(self, article: Article) -> None:
        origin = article.source.origin
        self.articles += 1
        self.undated += article.published is None
        if why := why_undated(article.evidence):
            self.dates_set_aside.append(Refusal(origin, why))
        if differing := conflicts(article.evidence):
            others = "; ".join(f"{one.place}: {one.value}" for one in differing)
            chosen = article.published
            self.dates_differ.append(Refusal(origin, f"{chosen and chosen.evidence} was taken, but {others}"))

    def _note_merge(self, received: Received, id: str) -> None:
        """Two given ids at one address are one article, and whoever gave them should know."""
        if not received.url or not received.given_id:
            return
        given = hash(received.given_id)
        if self._given.setdefault(int(id, 16), given) != given:
            told = f"{received.given_id!r} has the address of an article under another id, {received.url}: kept as one"
            self.merged.append(Refusal(received.source.origin, told))

    def receipt(self, counts: Counts) -> Receipt:
        """The receipt, once all articles are taken and kept."""
        return Receipt(
            received=self.articles + len(self.refusals),
            new=counts.new,
            same=counts.same + self.same,
            changed=counts.changed,
            refused=counts.refused + len(self.refusals),
            embedded=counts.embedded,
            undated=self.undated,
            refusals=tuple(self.refusals),
            dates_set_aside=tuple(self.dates_set_aside),
            dates_differ=tuple(self.dates_differ),
            merged=tuple(self.merged),
        )


def preview(articles: Iterable[Article]) -> Counts:
    """What an empty library would make of the articles."""
    latest: dict[str, str] = {}
    new = same = changed = 0
    for article in articles:
        before = latest.get(article.id)
        new, same, changed = (
            new + (before is None),
            same + (before == article.sha256),
            changed + (before not in (None, article.sha256)),
        )
        latest[article.id] = article.sha256
    return Counts(new, same, changed)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of everything that came in: received = new + same + changed + refused."""

    received: int
    new: int
    same: int
    changed: int
    refused: int
    embedded: int
    undated: int  # of the articles that are new or changed, or the same from other bytes
    refusals: tuple[Refusal, ...]
    dates_set_aside: tuple[Refusal, ...]
    dates_differ: tuple[Refusal, ...]
    merged: tuple[Refusal, ...]

    def json(self) -> dict[str, Any]:
        """The stable form, as docs/json.md describes it."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """The form for a person."""
        became = f"{self.new} new, {self.same} same, {self.changed} changed, {self.refused} refused"
        yield f"{self.received} received: {became}"
        if self.undated:
            yield f"{self.undated} without a trustworthy date"
        yield from _listed("refused", self.refusals)
        yield from _listed("undated", self.dates_set_aside)
        yield from _listed("dates differ", self.dates_differ)
        yield from _listed("one address", self.merged)


def _listed(what: str, refusals: tuple[Refusal, ...]) -> Iterator[str]:
    yield from (f"{what}: {refusal.origin}: {refusal.reason}" for refusal in refusals[:_SHOWN])
    rest = Counter(refusal.reason for refusal in refusals[_SHOWN:])
    yield from (f"{what}: {count} more: {reason}" for reason, count in rest.most_common(_SHOWN))
    if left := sum(rest.values()) - sum(count for _, count in rest.most_common(_SHOWN)):
        yield f"{what}: {left} more for other reasons: --json names each"
