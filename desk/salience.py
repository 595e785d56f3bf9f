"""How much a sentence tells of what many articles report.

The figures were chosen with one topic held out at a time; for topics not seen ROUGE-1 is then 21.6 (RESULTS.md has the
rest), and around each figure it moves by half a point at most.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from desk.candidates import Candidate, Material, content_terms
from ingest.article import Span
from ingest.copies import normal_words

Weights = Mapping[str, float]  # term -> how much of the news it carries

_LENGTH = 0.4  # power of the length a sentence is charged with: 0 favours long sentences, 1 short ones
DEEP = 20  # sentences into an article: what stands below is background
_STUB = 8  # words: a shorter sentence tells little without its neighbours

# What the news of the day looks like, in the languages that the archive's analyser knows best.
_PEG = re.compile(r"\b(?:today|yesterday|tonight|сегодня|вчера)\b|今天|昨天|今日|昨日", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Яя]|[Мм]ы|[Вв]ы)\b|我|我们|您")
_SAYING = re.compile(r"\b(?:said|says|told|added|сказал\w*|сообщил\w*|заявил\w*)\b|表示|称")
_PRONOUN = re.compile(
    r"""[\s"“”«‘'`(\[–—-]*(?:(?:but|and|so|yet|then|still|however|meanwhile|но|и|а|однако)[\s,]+)?
    (he|she|it|they|his|her|its|their|him|them|this|that|these|those
    |он|она|оно|они|его|её|ее|их|это|эта|этот|эти)\b|[\s“「]*(他|她|它|这|那)""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDED = re.compile(r"""[.!?…。！？][\s"'”’»」』)\]]*$""")
_PAIRS = (("“", "”"), ("«", "»"), ("「", "」"), ("(", ")"), ("（", "）"))


def weigh_terms(materials: Sequence[Material], sentences: Iterable[Candidate]) -> Weights:
    """Term -> the geometric mean of how many sentences hold it and of how early articles bring it.

    A sentence that several articles print word for word counts once. A title counts as a first sentence.
    """
    holding: defaultdict[str, int] = defaultdict(int)
    early: defaultdict[str, float] = defaultdict(float)
    met = [content_terms(m.title, m.language) for m in materials]
    for term in (term for title in met for term in title):
        early[term] += 1
    seen: set[str] = set()
    for sentence in sentences:
        if (words := normal_words(sentence.text)) in seen:
            continue
        seen.add(words)
        for term in sentence.terms:
            holding[term] += 1
        for term in sentence.terms - met[sentence.material]:
            early[term] += (1 + sentence.place) ** -0.5
        met[sentence.material] |= sentence.terms
    return {term: (count * early[term]) ** 0.5 for term, count in sorted(holding.items())}


def fitness(sentence: Candidate) -> float:
    """What its form makes of a sentence's weight: 1 is neutral."""
    text = sentence.text
    factor = 1.2 if _PEG.search(text) else 1.0
    factor *= 0.7 if _FIRST_PERSON.search(text) else 1.0
    factor *= 0.8 if _SAYING.search(text) else 1.0
    factor *= 0.5 if sentence.place >= DEEP else 1.0
    return factor * (0.2 if _needs_its_neighbours(sentence) else 1.0)


def _needs_its_neighbours(sentence: Candidate) -> bool:
    text = sentence.text
    return sentence.words < _STUB or dangles(text) or is_torn(text) or is_unfinished(text)


def charge(sentence: Candidate) -> float:
    """What the length of a sentence divides its weight by."""
    return float(sentence.words**_LENGTH)


def dangles(text: str) -> bool:
    """The sentence begins with a word that points to one before it.

    >>> dangles("But he refused."), dangles("Heather refused.")
    (True, False)
    """
    return pointing(text) is not None


def pointing(text: str) -> Span | None:
    """Where that word stands; None where the sentence begins with none.

    >>> pointing("But he refused.")
    Span(start=4, end=6)
    """
    found = _PRONOUN.match(text)
    return Span(*found.span(found.lastindex or 0)) if found else None


def is_torn(text: str) -> bool:
    """The sentence holds half a pair of marks, so a quote or a bracket goes on outside it.

    >>> is_torn('"We will stay.'), is_torn('"We will stay," she said.')
    (True, False)
    """
    return text.count('"') % 2 == 1 or any(text.count(opening) != text.count(closing) for opening, closing in _PAIRS)


def is_unfinished(text: str) -> bool:
    """A heading, a list or a piece: it has no end, or begins in lower case.

    >>> is_unfinished("Talks in Kelm"), is_unfinished("Talks ended.")
    (True, False)
    """
    return text[:1].islower() or not _ENDED.search(text)
