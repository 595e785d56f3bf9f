"""Turns of a transcript: what stands after "MS. KERR:" is hers, and so are the paragraphs up to the next label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.article import Paragraph, Span
from ingest.lexicon import Lexicon

RULES = "turns-1"
SURE = 0.95  # a judgement: of 126 turns read by eye none was another's, but a label such as "VIDEO:" may be nobody's
LABEL = re.compile(r"[\"“]?(?P<name>[^\W\d_][\w.'’ -]{1,40}?)(?:\s\([^)\n]{1,40}\))?:\s+(?=\S)")
ASKED = re.compile(r"(?P<name>Q)[:.]?[ \t\xa0]+(?=\S)")  # whoever asks, where others have names
MARKS = frozenset('"“')
BESIDE = re.compile(r"[(\[][^)\]]*[)\]]")  # "(Laughter.)"
EARLY = 6  # paragraphs within which a transcript begins whose turns run over several paragraphs


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of what somebody says in a transcript."""

    speaker: Span  # the label that the turn stands under
    under: int  # place of the label's paragraph, which may be above
    words: Span


def find_turns(text: str, paragraphs: Sequence[Paragraph], lexicon: Lexicon) -> dict[int, Turn]:
    """Turns by place of their paragraph; none where the labels are no dialogue's, such as "UPDATE:"."""
    labels = [_label(text, paragraph.span) for paragraph in paragraphs]
    names = [label["name"] for label in labels if label]
    if not _are_speakers(names, lexicon):
        return {}
    asked = [label or ASKED.match(text, p.span.start, p.span.end) for label, p in zip(labels, paragraphs, strict=True)]
    return dict(_turns(text, paragraphs, asked))


def _label(text: str, span: Span) -> re.Match[str] | None:
    found = LABEL.match(text, span.start, span.end)
    return found if found and found["name"].isupper() else None


def _are_speakers(names: Sequence[str], lexicon: Lexicon) -> bool:
    """Somebody speaks again after another, or a label is a title: "THE PRESIDENT", "MR. KERR"."""
    titled = any(lexicon.is_title(word.strip(".").lower()) for name in names for word in name.split())
    return titled or len(names) > len(set(names)) > 1


def _turns(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[re.Match[str] | None]
) -> Iterator[tuple[int, Turn]]:
    runs_on = any(labels[:EARLY])
    current: re.Match[str] | None = None
    under = 0
    for place, (paragraph, label) in enumerate(zip(paragraphs, labels, strict=True)):
        span = paragraph.span
        current, under = (label, place) if label else (current, under)
        marked = current is not None and current[0][0] in MARKS
        if current is None or (label is None and not (text[span.start] in MARKS if marked else runs_on)):
            current = None
            continue
        words = Span(label.end() if label else span.start, span.end)
        said = BESIDE.sub("", words.of(text))
        if any(map(str.islower, said)):
            yield place, Turn(Span(*current.span("name")), under, words)
