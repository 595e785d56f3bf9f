"""The pronoun that a sentence leaves open when it is read away from its place, and whom it means there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from desk.candidates import Candidate
from desk.salience import pointing
from ingest.article import Article, Span

_SPEAKING = frozenset("he she they он она они 他 她 他们 她们".split())  # "her skipper" is not her
# "On Friday he said", "Speaking in Kelm, she ...": what stands before the pronoun names nobody.
_OPENED = re.compile(
    r"""(?:After|Also|Asked|At|Before|By|During|Earlier|For|From|In|Later|Last|On|Since|Speaking|Then|There|Today
    |Until|When|While|With|Yesterday)\b[^"“”«»:;]{0,60}?\s(he|she|they|it)\b""",
    re.VERBOSE,
)
_AFTER_QUOTE = re.compile(r'[,.!?…—-]["”»]\s*(he|she|they)\b')  # "We sail on Friday," he said.


@dataclass(frozen=True, slots=True)
class OpenPronoun:
    """A pronoun whose name stands outside the sentence."""

    span: Span  # in the article's text
    person: str | None  # whom the article's quotes take it for; None: nobody can say


def open_pronoun(sentence: Candidate, article: Article) -> OpenPronoun | None:
    """The first one; None where the sentence can be read by itself."""
    speaking = dict(_speaking_in(sentence, article))
    for span in sorted({*_pronouns_in(sentence), *speaking}):
        person = speaking.get(span)
        if not (person and _names(article.text[sentence.span.start : span.start], person)):
            return OpenPronoun(span, person)
    return None


def _pronouns_in(sentence: Candidate) -> Iterator[Span]:
    """Pronouns that stand where only an earlier sentence can have named somebody."""
    found = [Span(*match.span(1)) for pattern in (_OPENED, _AFTER_QUOTE) if (match := pattern.search(sentence.text))]
    if head := pointing(sentence.text):
        found.append(head)
    for span in found:
        yield Span(sentence.span.start + span.start, sentence.span.start + span.end)


def _speaking_in(sentence: Candidate, article: Article) -> Iterator[tuple[Span, str | None]]:
    """Pronouns that speak a quote in the sentence, and whom the article takes each for."""
    for quote in article.quotes:
        speaker, whole = quote.speaker, sentence.span
        within = speaker and whole.start <= speaker.start and speaker.end <= whole.end
        if speaker and within and speaker.of(article.text).lower() in _SPEAKING:
            yield speaker, quote.person


def _names(before: str, person: str) -> bool:
    """The words before the pronoun hold the last word of the name."""
    return person.split()[-1] in before
