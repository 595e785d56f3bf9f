"""A paragraph with everything in it that can take part in a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from ingest.article import Paragraph
from ingest.cues import Cue, find_cues
from ingest.frames import Frame, frame
from ingest.lexicon import Lexicon
from ingest.marks import Stretch, find_stretches
from ingest.mentions import Mention, find_mentions
from ingest.singles import are_main, find_single_stretches
from ingest.unclosed import cut

FEW = 3  # words of a name in marks
NEAR = 60  # tokens on either side that a choice looks at, so that reading stays linear in a text without full stops


@dataclass(frozen=True, slots=True)
class Scene:
    """One paragraph with everything in it that can take part in a quote."""

    frame: Frame
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    alone: bool  # the paragraph holds nothing but quoted stretches
    announced: str  # whether a said-verb and a colon are in it
    titles: frozenset[int]  # tokens of stretches that a naming word stands before
    objects: frozenset[int]  # first tokens of mentions that can be no subject
    retold: frozenset[int]  # numbers of sentences in the mood of what another said, without a said-verb of their own

    def sentence_number(self, token: int) -> int:
        """Which of the paragraph's sentences holds a token."""
        return bisect_right(self.frame.sentences, token, key=itemgetter(0)) - 1

    def sentence(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that holds a token; of a very long one what is near."""
        begin, end = self.frame.sentences[self.sentence_number(token)]
        return max(begin, token - NEAR), min(end, token + NEAR)

    def mentions_in(self, begin: int, end: int) -> tuple[Mention, ...]:
        """The mentions that begin within a token range."""
        low = bisect_left(self.mentions, begin, key=attrgetter("first"))
        return self.mentions[low : bisect_left(self.mentions, end, low, key=attrgetter("first"))]


def read_scenes(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> tuple[Scene, ...]:
    """One scene for each paragraph."""
    by_paragraph: dict[int, list[Stretch]] = {}
    find = find_single_stretches if are_main(text) else find_stretches
    for stretch in find(text, paragraphs):
        whole = stretch if stretch.closed else cut(text, stretch, lexicon)
        by_paragraph.setdefault(stretch.paragraph, []).append(whole)
    frames = (frame(text, p, by_paragraph.get(place, ()), lexicon) for place, p in enumerate(paragraphs))
    return tuple(_scene(text, f, lexicon) for f in frames)


def _scene(text: str, frame: Frame, lexicon: Lexicon) -> Scene:
    letters = set(frame.letters)
    announced = f"{'V' in letters}{':' in letters}"
    titles = frozenset(token for token in frame.stretches if _is_title(text, frame, token, lexicon))
    mentions, cues, alone = find_mentions(frame), find_cues(frame, lexicon), letters <= set("Q.,")
    retold = frozenset(_retold(frame, lexicon)) if lexicon.subjunctive else frozenset[int]()
    objects = frozenset(m.first for m in mentions if lexicon.oblique and _is_object(frame, m.first, lexicon))
    return Scene(frame, mentions, cues, alone, announced, titles, objects, retold)


def _is_object(frame: Frame, first: int, lexicon: Lexicon) -> bool:
    """Whether a mention's case says that it is no subject: "dem Sprecher", "auf der neuen Seite"."""
    before = first - 1
    while before > first - 3 and before >= 0 and frame.letters[before] in "xeg":
        before -= 1
    ruled = before >= 0 and (frame.letters[before] == "p" or frame.words[before] in lexicon.oblique)
    return ruled or frame.words[first] in lexicon.oblique


def _retold(frame: Frame, lexicon: Lexicon) -> Iterator[int]:
    for number, (begin, end) in enumerate(frame.sentences):
        if "V" not in frame.letters[begin:end] and not lexicon.subjunctive.isdisjoint(frame.words[begin:end]):
            yield number


def _is_title(text: str, frame: Frame, token: int, lexicon: Lexicon) -> bool:
    """Whether a stretch is named so: 'the film "Night Boat"', 'the band, "Night Boat,"'."""
    before = [word for word in frame.words[max(0, token - 2) : token] if word != ","]
    words = frame.stretches[token].inner.of(text)
    if lexicon.proper and words[:1].islower():
        return False
    proper = lexicon.proper and words[:1].isupper() and words.count(" ") < FEW
    announced = (token > 0 and frame.letters[token - 1] in ":V,-Q") or "V" in frame.letters[token + 1 : token + 4]
    return (bool(before) and before[-1] in lexicon.naming) or (proper and not announced)
