"""Paragraphs whose words stand elsewhere in the same article: glued summaries, pull quotes, boilerplate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ingest.article import Paragraph
from ingest.copies import normal_words

_LEAST = 8  # words: "Thank you, Karine." said twice in a briefing is no repeat
_PLACES = 8  # paragraphs remembered for one sentence; keeps an article of one sentence a thousand times linear

Keys = tuple[str, ...]  # the sentences of one paragraph as normal words


def find_repeats(text: str, paragraphs: Sequence[Paragraph]) -> dict[int, int]:
    """Ordinal -> the ordinal whose words it repeats.

    A paragraph repeats where every sentence of it stands in another paragraph that is not itself such a repeat. Longer
    paragraphs are asked first, so a summary glued from others is the repeat and not they; of two that are equal, the
    second. A summary of several points to the one that it shares most words with.
    """
    keys = {p.ordinal: _keys(text, p) for p in paragraphs}
    repeating = _repeating(keys)
    originals = _places({n: k for n, k in keys.items() if n not in repeating})
    return {n: _most_shared(keys[n], originals) for n in sorted(repeating)}


def _keys(text: str, paragraph: Paragraph) -> Keys:
    found = (normal_words(sentence.of(text)) for sentence in paragraph.sentences)
    return tuple(key for key in found if key)


def _repeating(keys: Mapping[int, Keys]) -> frozenset[int]:
    standing = Counter(key for of_one in keys.values() for key in set(of_one))
    repeating = set()
    for ordinal in sorted(keys, key=lambda n: (-len(keys[n]), -n)):
        own = keys[ordinal]
        if _length(own) >= _LEAST and all(standing[key] > 1 for key in own):
            repeating.add(ordinal)
            standing.subtract(set(own))
    return frozenset(repeating)


def _length(keys: Keys) -> int:
    return sum(key.count(" ") + 1 for key in keys)


def _places(keys: Mapping[int, Keys]) -> Mapping[str, Sequence[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for ordinal, key in ((n, key) for n, of_one in keys.items() for key in dict.fromkeys(of_one)):
        if len(places[key]) < _PLACES:
            places[key].append(ordinal)
    return places


def _most_shared(own: Iterable[str], places: Mapping[str, Sequence[int]]) -> int:
    shared: Counter[int] = Counter()
    for key in own:
        for ordinal in places[key]:
            shared[ordinal] += key.count(" ") + 1
    return max(shared, key=lambda n: (shared[n], -n))
