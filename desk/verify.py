"""Whether the archive has words that are given as a quote: so, set otherwise, cut, altered, spliced, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Literal

from desk.changes import GRAVEST, Changes, Kind, Reason, bare, changes_of
from desk.corrections import corrected_quotes
from desk.names import is_same_name
from desk.passages import Passage, passage_at
from desk.printing import ELLIPSIS, Word, words_of
from desk.windows import Window, find_window, stands_in
from index.analyse import is_stop_word
from index.engine import Query, Sharing
from index.local import Local
from ingest.article import Article, NewsdeskError, Paragraph, Quote, Span
from ingest.copies import normal_words

Verdict = Literal["exact", "typographic", "cut", "altered", "spliced", "misattributed", "absent"]

LONGEST = 5000  # characters of one quote
CANDIDATES = 20  # paragraphs that share most; as many printings can be named
COMPARED = 6  # of them compared word by word, copies apart
NAMED = 6  # printings whose article is read for who said it
LEAST = 0.5  # of the given words, and of those that are no stop words, stand in the one place that is their source
FEWEST = 3  # words: so many at least, unless all do
PIECE = 5  # words: a shorter stretch stands in many places by chance, and proves no splice
WHOLE = 0.8  # of a piece's words stand at its source
ALIKE = 0.6  # of the words: where a statement is the same one (desk/statements.py)
OTHERWISE = 3  # printings compared, beside words that stand as given, for one that alters them
NEAREST = 3  # passages shown beside "not in this archive"
_CUT: frozenset[Kind] = frozenset({"cut", "ellipsis"})


class VerifyError(NewsdeskError):
    """Words that cannot be looked for."""


@dataclass(frozen=True, slots=True)
class Source(Passage):
    """Where given words stand in the archive, or those that they come from."""

    speaker: str | None  # as printed; None: it is given to nobody
    person: str | None  # resolved, or as a person put it right
    in_marks: bool  # it stands in quotation marks
    of: Span  # the part of the given words that comes from here, in characters
    changes: Changes  # what the given words did to it
    around: tuple[Reason, ...]  # what its own sentence says beyond the given words that alters them: "not", "may"


@dataclass(frozen=True, slots=True)
class Verified:
    """What can be said of the given words."""

    words: str  # as given, without the marks around them
    speaker: str | None  # as given
    verdict: Verdict
    kinds: tuple[Kind, ...]  # of change against the best source, gravest first; empty for "absent"
    reasons: tuple[Reason, ...]  # why it alters the substance
    sources: tuple[Source, ...]  # the best first, and other printings; of a splice one for each piece, in their order
    nearest: tuple[Source, ...]  # for "absent": passages that share some of the words
    otherwise: tuple[Source, ...] = ()  # beside sources that have the words as given: printings that alter them


def verify(engine: Local, words: str, *, speaker: str | None = None, query: Query | None = None) -> Verified:
    """Look the words up. `query`: only what passes its filters is asked. Raises VerifyError on words that are none."""
    text, name = clean(words), (speaker or "").strip() or None
    look = _Look(engine, query or Query(), text)
    found = look.found()
    best = found[0] if found else None
    pieces = () if best is None or _is_whole(best) else _spliced(engine, query or Query(), text, found)
    if best and pieces:
        return Verified(text, name, "spliced", best.changes.kinds, best.changes.reasons, pieces, ())
    if best is None or not _is_source(best):
        nearest = tuple(_source(engine, one, text) for one in found[:NEAREST])
        return Verified(text, name, "absent", (), (), (), nearest)
    alike = (_source(engine, one, text) for one in found if one.changes.kinds == best.changes.kinds)
    sources = tuple(sorted(alike, key=_telling))
    verdict = _verdict(best)
    if name and _said_by_another(engine, name, sources):
        verdict = "misattributed"
    otherwise = tuple(_source(engine, one, text) for one in look.altering()) if _is_whole(best) else ()
    return Verified(text, name, verdict, best.changes.kinds, best.changes.reasons, sources, (), otherwise)


def _telling(source: Source) -> tuple[int, bool, date]:
    """Least changed first, then where it is known who said it, then the earliest; undated last."""
    return len(source.changes.places), source.person is None, source.published or date.max


def clean(words: str) -> str:
    """The words without the marks around them. Raises VerifyError where there are none, or too many."""
    text = bare(bare(words.replace("\0", "")).rstrip(",，"))  # the comma before "he said" is the cue's
    if all(word.key == ELLIPSIS for word in words_of(text[: LONGEST + 1])):
        raise VerifyError("There are no words to look for: paste the words of a quote.")
    if len(text) > LONGEST:
        raise VerifyError(
            f"These are {len(text):,} characters, and one quote has at most {LONGEST:,}: paste a shorter passage, "
            "or check the whole text as a document."
        )
    return text


@dataclass(frozen=True, slots=True)
class _Found:
    """One place, compared."""

    article: Article
    paragraph: int
    window: Window
    changes: Changes
    given: tuple[Word, ...]
    covered: float  # share of the given words that stand there
    telling: float  # the same of those that are no stop words


class _Look:
    """One search for given words."""

    def __init__(self, engine: Local, query: Query, text: str) -> None:
        self._engine = engine
        self._text = text
        self._given = words_of(text)
        self._sharing = engine.sharing(replace(query, text=text, speakers=(), limit=CANDIDATES, offset=0))

    def found(self) -> list[_Found]:
        """The best place first; then others, copies of the best before what is less alike."""
        verbatim = [one for one in self._sharing if stands_in(one.text, self._text)]
        if verbatim:
            return list(self._compared(verbatim[:NAMED]))
        found = sorted(self._compared(_unlike(self._sharing)), key=_rank)
        if not found:
            return []
        return [found[0], *self._compared(self._copies(found[0])), *found[1:]]

    def altering(self) -> list[_Found]:
        """Places that have most of the words, but say something else."""
        others = [one for one in self._sharing if not stands_in(one.text, self._text)]
        compared = self._compared(_unlike(others)[:OTHERWISE])
        return [one for one in compared if one.changes.gravest == "altered" and min(one.covered, one.telling) >= ALIKE]

    def _compared(self, sharing: Iterable[Sharing]) -> Iterator[_Found]:
        for one in sharing:
            article = self._engine.article(one.article)
            window = find_window(article, one.paragraph, self._text, self._given)
            if window:
                yield _compare(article, one.paragraph, window, self._given)

    def _copies(self, best: _Found) -> list[Sharing]:
        """Other printings of the same paragraph."""
        own = best.article.paragraphs[best.paragraph].span.of(best.article.text)
        words = normal_words(own)
        same = [one for one in self._sharing if normal_words(one.text) == words and one.article != best.article.id]
        return same[: NAMED - 1]


def _unlike(sharing: Iterable[Sharing]) -> list[Sharing]:
    """The first of each that has other words, as many as are compared."""
    first: dict[str, Sharing] = {}
    for one in sharing:
        first.setdefault(normal_words(one.text), one)
    return list(first.values())[:COMPARED]


def _compare(article: Article, paragraph: int, window: Window, given: Sequence[Word]) -> _Found:
    changes = Changes(("same",), (), ()) if window.verbatim else changes_of(window.words, given)
    shared = {n for span in window.shared for n in range(span.start, span.end)}
    spoken = [n for n, word in enumerate(given) if word.key != ELLIPSIS]
    telling = [n for n in spoken if not is_stop_word(given[n].key)] or spoken
    return _Found(article, paragraph, window, changes, tuple(given), _share(shared, spoken), _share(shared, telling))


def _share(shared: set[int], of: Sequence[int]) -> float:
    return sum(n in shared for n in of) / len(of) if of else 0.0


def _rank(found: _Found) -> tuple[float, int, int]:
    return -round(found.covered, 2), -GRAVEST.index(found.changes.gravest), len(found.changes.places)


def _is_source(found: _Found) -> bool:
    shared = sum(span.end - span.start for span in found.window.shared)
    enough = shared >= FEWEST or found.covered == 1
    return enough and found.covered >= LEAST and found.telling >= LEAST


def _is_whole(found: _Found) -> bool:
    return found.changes.gravest in ("same", "typographic")


def _verdict(found: _Found) -> Verdict:
    kind = found.changes.gravest
    if kind == "same":
        return "exact"
    if kind == "typographic":
        return "typographic"
    return "cut" if kind in _CUT else "altered"


def _spliced(engine: Local, query: Query, text: str, found: Sequence[_Found]) -> tuple[Source, ...]:
    """The sources of both pieces, where the given words join two statements; empty where they do not."""
    given = found[0].given
    for at in dict.fromkeys(_seams(found)):
        seam = given[at].span.start
        halves = (Span(0, seam), Span(seam, len(text)))
        pieces = [_piece(engine, query, half.of(text)) for half in halves]
        if pieces[0] and pieces[1] and _are_two(pieces[0], pieces[1]):
            return tuple(_source(engine, one, text, half) for one, half in zip(pieces, halves, strict=True) if one)
    return ()


def _seams(found: Sequence[_Found]) -> Iterator[int]:
    """The words given at which another statement may begin: where the best source leaps, begins or ends.

    Also where one source has all the words before and another one all from there on.
    """
    best, length = found[0], len(found[0].given)
    if best.window.apart:
        yield best.window.apart
    shared = best.window.shared
    edges = [0, *(edge for span in shared for edge in (span.start, span.end)), length]
    gaps = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start >= PIECE]
    if not gaps and best.covered >= WHOLE:
        return
    yield from (edge for gap in gaps for edge in gap if PIECE <= edge <= length - PIECE)
    heads = [one.window.shared[0].end for one in found if one.window.shared[0].start == 0]
    tails = [one.window.shared[-1].start for one in found if one.window.shared[-1].end == length]
    yield from sorted({tail for head in heads for tail in tails if PIECE <= tail <= min(head, length - PIECE)})


def _piece(engine: Local, query: Query, text: str) -> _Found | None:
    """Where one half stands nearly as given; None where it does not, or is too short to tell."""
    if len(words_of(text)) < PIECE:
        return None
    found = _Look(engine, query, text).found()
    return found[0] if found and found[0].covered >= WHOLE and found[0].telling >= WHOLE else None


def _are_two(one: _Found, other: _Found) -> bool:
    """Not one passage in another order."""
    return (one.article.id, one.paragraph) != (other.article.id, other.paragraph)


def _source(engine: Local, found: _Found, text: str, of: Span | None = None) -> Source:
    article, window = found.article, found.window
    quote, person = _quote_around(engine, article, window.span)
    return Source(
        **asdict(passage_at(article, window.span)),
        speaker=quote.speaker.of(article.text) if quote and quote.speaker else None,
        person=person,
        in_marks=window.in_marks,
        of=of or Span(0, len(text)),
        changes=found.changes,
        around=_around(article, found),
    )


def _quote_around(engine: Local, article: Article, span: Span) -> tuple[Quote | None, str | None]:
    """The quote that holds most of the span, and who said it as it holds now."""
    standing = [one for one in corrected_quotes(engine.corrections(), article) if one.rejected is None]
    shared = [(min(span.end, one.quote.span.end) - max(span.start, one.quote.span.start), one) for one in standing]
    most, best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return (best.quote, best.person) if best and most > 0 else (None, None)


def _around(article: Article, found: _Found) -> tuple[Reason, ...]:
    """Why the sentences that the words were taken from, read whole, say something else."""
    if found.changes.gravest not in ("same", "typographic"):
        return ()
    span = found.window.span
    sentences = [s for p in _near(article, span) for s in p.sentences if s.start < span.end and s.end > span.start]
    if not sentences:
        return ()
    whole = Span(min(sentences[0].start, span.start), max(sentences[-1].end, span.end)).of(article.text)
    return changes_of(words_of(whole, article.language), found.window.words).reasons


def _near(article: Article, span: Span) -> list[Paragraph]:
    return [p for p in article.paragraphs if p.span.start < span.end and p.span.end > span.start]


def _said_by_another(engine: Local, name: str, sources: Iterable[Source]) -> bool:
    """Whether the archive names who said it, and nowhere the person given."""
    names = engine.corrections().names
    known = [source for source in sources if source.person or source.speaker]
    said = (who for source in known for who in (source.person, source.speaker) if who)
    return bool(known) and not any(is_same_name(names.of(name), who) for who in said)
