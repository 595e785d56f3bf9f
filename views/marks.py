"""An article's text with its quotes, speakers, cues and dates marked, and what the marks mean."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from desk.reading import Block, Mark, Piece
from ingest.article import Article, Quote
from views.escape import safe, to_words

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


def as_quotes(article: Article) -> str:
    """The article's quotes as a table."""
    rows = "".join(_quote(article, quote) for quote in article.quotes)
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Words", "Speaker", "Person", "Kind", "Confidence"))
    return f'<table class="nd-quotes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


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


def _quote(article: Article, quote: Quote) -> str:
    span = quote.span
    words = to_words(span.of(article.text), article.id, article.sha256, span)
    speaker = quote.speaker.of(article.text) if quote.speaker else "not named"
    cells = (
        ("Words", words),
        ("Speaker", safe(speaker)),
        ("Person", safe(quote.person or "unsure")),
        ("Kind", safe(quote.kind)),
        ("Confidence", f'<span title="{safe(quote.decided_by)}">{quote.confidence:.0%}</span>'),
    )
    drawn = "".join(f'<td data-label="{name}">{cell}</td>' for name, cell in cells)
    return f"<tr>{drawn}</tr>"
