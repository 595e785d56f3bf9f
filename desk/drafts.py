"""Every quote of a draft looked up in the archive, as an editor checks a page before it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from desk.verify import Verified, VerifyError, verify
from index.engine import Query
from index.local import Local
from ingest.article import Article, Quote, Refusal, Span
from ingest.understand import FAULTS, fault, understand

PASTED = "draft.txt"  # the name of a draft that comes as words and no file
FEWEST = 3  # words in marks within a sentence that are looked up: fewer are a term or a title


class DraftError(VerifyError):
    """A draft that cannot be read."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One quote of the draft."""

    span: Span  # in the draft's text
    text: str  # as the draft has it
    paragraph: int  # of the draft, from 1
    speaker: str | None  # to whom the draft gives it
    verified: Verified | None  # None: it could not be looked up, and `problem` says why
    problem: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, checked."""

    name: str
    quotes: tuple[Checked, ...]  # in order
    reported: int  # indirect quotes, which have no words that could be verified


def check_file(engine: Local, path: Path, query: Query | None = None) -> Draft:
    """Check a file of any kind that the archive reads. Raises DraftError on one that it does not read."""
    articles = tuple(_articles(path, path.name, engine.settings.max_file_mb << 20))
    quotes = tuple(checked for article in articles for checked in _checked(engine, article, query))
    return Draft(path.name, quotes, sum(q.kind == "indirect" for a in articles for q in a.quotes))


def check_upload(engine: Local, name: str, content: bytes, query: Query | None = None) -> Draft:
    """The same for a file that somebody hands over in the browser."""
    with TemporaryDirectory(prefix="newsdesk-") as folder:
        path = Path(folder) / (PurePath(name).name or PASTED)  # only the name: it may hold a path
        path.write_bytes(content)
        return check_file(engine, path, query)


def check_text(engine: Local, text: str, query: Query | None = None) -> Draft:
    """The same for a pasted text."""
    return check_upload(engine, PASTED, text.encode("utf-8", "replace"), query)


def _articles(path: Path, name: str, max_bytes: int) -> Iterator[Article]:
    from ingest.read import read  # the readers take longer to load than any other answer takes

    for found in read(path, max_bytes=max_bytes):
        if isinstance(found, Refusal):
            raise DraftError(f"{found.origin.replace(str(path), name)} cannot be checked: {found.reason}")
        try:
            yield understand(found)
        except FAULTS as error:
            raise DraftError(f"{name} cannot be checked: {fault(error)}") from error


def _checked(engine: Local, draft: Article, query: Query | None) -> Iterator[Checked]:
    for quote in draft.quotes:
        for span in _in_marks(draft.text, quote):
            words = span.of(draft.text)
            speaker = quote.person
            try:
                verified, problem = verify(engine, words, speaker=speaker, query=query), None
            except VerifyError as error:
                verified, problem = None, str(error)
            yield Checked(span, words, _paragraph(draft, span), speaker, verified, problem)


def _in_marks(text: str, quote: Quote) -> Sequence[Span]:
    """The words that are given as somebody's own; none of an indirect quote."""
    if quote.kind == "direct":
        return (quote.span,)
    return tuple(piece for piece in quote.fragments if len(piece.of(text).split()) >= FEWEST)


def _paragraph(draft: Article, span: Span) -> int:
    return next((p.ordinal + 1 for p in draft.paragraphs if p.span.start <= span.start < p.span.end), 1)


def wrong(quotes: Iterable[Checked]) -> int:
    """How many an editor must look at: all but those that the archive prints in these words."""
    return sum(one.verified is None or one.verified.verdict not in ("exact", "typographic") for one in quotes)
