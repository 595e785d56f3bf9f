"""An article's text with its quotes, speakers, cues and dates marked, and what the marks mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desk.reading import Block, Mark, Piece
from ingest.article import Article
from views.escape import safe

MEANS: dict[Mark, str] = {
    "quote": "direct speech",
    "indirect": "indirect speech",
    "speaker": "speaker",
    "cue": "said",
    "date": "date",
}
FIRST_FOCUS = '<mark class="nd-focus" id="passage">'


def as_text(article: Article, blocks: Sequence[Block], shown: Collection[Mark]) -> str:
    """The whole article; the first piece in focus can be scrolled to by its id."""
    text = "".join(_paragraph(block, shown) for block in blocks)
    marked = text.replace('<mark class="nd-focus">', FIRST_FOCUS, 1)
    return f'<div class="nd-article" lang="{safe(article.language)}" dir="auto">{marked}</div>'


def _paragraph(block: Block, shown: Collection[Mark]) -> str:
    repeats = block.paragraph.repeats
    words = "".join(_piece(piece, shown) for piece in block.pieces)
    if repeats is None:
        return f"<p>{words}</p>"
    return f'<p class="nd-repeats">{words} <small>repeats paragraph {repeats + 1}</small></p>'


def _piece(piece: Piece, shown: Collection[Mark]) -> str:
    words = safe(piece.text)
    for mark in MEANS:
        if mark in piece.marks and mark in shown:
            words = f'<span class="nd-{mark}">{words}</span>'
    return f'<mark class="nd-focus">{words}</mark>' if "focus" in piece.marks else words
