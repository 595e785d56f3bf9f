"""A paragraph with everything in it that can take part in a quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from ingest.article import Paragraph
from ingest.cues import Cue, find_cues
from ingest.frames import Frame, frame
from ingest.lexicon import Lexicon
from ingest.marks import Stretch, find_stretches
from ingest.mentions import Mention, find_mentions
from ingest.unclosed import cut

NEAR = 60  # tokens on either side that a choice looks at, so that reading stays linear in a text without full stops


@dataclass(frozen=True, slots=True)
class Scene:
    """One paragraph with everything in it that can take part in a quote."""

    frame: Frame
    mentions: tuple[Mention, ...]
    cues: tuple[Cue, ...]
    alone: bool  # the paragraph holds nothing but quoted stretches
    announced: str  # whether a said-verb and a colon are in it

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
    for stretch in find_stretches(text, paragraphs):
        whole = stretch if stretch.closed else cut(text, stretch, lexicon)
        by_paragraph.setdefault(stretch.paragraph, []).append(whole)
    frames = (frame(text, p, by_paragraph.get(place, ()), lexicon) for place, p in enumerate(paragraphs))
    return tuple(_scene(f, lexicon) for f in frames)


def _scene(frame: Frame, lexicon: Lexicon) -> Scene:
    letters = set(frame.letters)
    announced = f"{'V' in letters}{':' in letters}"
    return Scene(frame, find_mentions(frame), find_cues(frame, lexicon), letters <= set("Q.,"), announced)
