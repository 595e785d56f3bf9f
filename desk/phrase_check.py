"""Whether a sentence that a model wrote says only what the archive's sentences say that it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desk.candidates import content_terms
from desk.printing import Word, words_of
from desk.substance import NEGATION
from ingest.lexicon import lexicon

LONGEST = 60  # words
OWN = 0.25  # of its content words may be the model's own: phrasing needs a few, a new story more
_QUOTED = re.compile(r"[\"“”„«「『]([^\"“”„«»「」『』]*)[\"“”»」』]")
_MARKS = re.compile(r"[\"“”„«»「」『』]")
_ADDRESS = re.compile(r"(?i)\b(?:https?|ftp|file|data|javascript):|\bwww\.|[\w.]+@\w+\.\w+|[<>`|]|!?\[[^\]]*\]\(")


def fault(text: str, sources: Sequence[str], language: str) -> str | None:
    """Why the sentence is struck out; None: it says nothing beyond its sources.

    >>> fault("Halvik left on Monday.", ["Joren Halvik did not leave on Monday, he said."], "en")
    'leaves out a negation'
    >>> fault("Halvik left 3 days later.", ["Joren Halvik left two days later."], "en")
    'has the number “3”, which they have not'
    """
    words, held = words_of(text, language), [word for source in sources for word in words_of(source, language)]
    if len(words) > LONGEST:
        return "is longer than a sentence"
    if foreign := _ADDRESS.search(text):
        return f"has “{foreign[0]}”, which is markup or an address"
    return (
        _wrong_quote(text, sources)
        or _wrong_number(words, held)
        or _wrong_name(words, held, text)
        or _wrong_marker(words, held)
        or _own_words(text, sources, language)
    )


def _wrong_quote(text: str, sources: Sequence[str]) -> str | None:
    quoted = _QUOTED.findall(text)
    if len(_MARKS.findall(text)) != 2 * len(quoted):
        return "has a quotation mark without its other"
    wrong = next((words for words in quoted if not any(words in source for source in sources)), None)
    return None if wrong is None else f"quotes “{wrong}”, which they do not say so"


def _wrong_number(words: Sequence[Word], held: Sequence[Word]) -> str | None:
    known = {word.number for word in held}
    wrong = next((word.number for word in words if word.number and word.number not in known), None)
    return f"has the number “{wrong}”, which they have not" if wrong else None


def _wrong_name(words: Sequence[Word], held: Sequence[Word], text: str) -> str | None:
    """A capital at the head of a sentence may be a name too, unless the word is a common one."""
    known, common = {_stem(word.key) for word in held}, lexicon("en").closed
    for at, word in enumerate(words):
        capital = word.span.of(text)[:1].isupper() and (at > 0 or word.key not in common)
        if (word.name or capital) and _stem(word.key) not in known:
            return f"names “{word.span.of(text)}”, which they do not"
    return None


def _stem(key: str) -> str:
    return key.removesuffix("'s").removesuffix("'")


def _wrong_marker(words: Sequence[Word], held: Sequence[Word]) -> str | None:
    """Negation has to be kept both ways; a doubt, a duty or a condition must not be added."""
    said, known = ({marker for word in some for marker in word.markers} for some in (words, held))
    if NEGATION in known - said:
        return "leaves out a negation"
    added = sorted(said - known)
    return f"adds what they do not say: {added[0]}" if added else None


def _own_words(text: str, sources: Sequence[str], language: str) -> str | None:
    own, known = content_terms(text, language), content_terms("\n".join(sources), language)
    if not own:
        return "says nothing"
    return "tells what they do not" if len(own - known) > OWN * len(own) else None
