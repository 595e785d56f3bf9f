"""A comparison as a table: a row for each statement, told above it who was first; a phone shows it as cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from desk.compare import Column
from desk.headlines import Above, Word
from desk.parts import JOINT
from desk.picks import pick_of
from desk.sheet import Piece, Printing, Row
from desk.statement_wording import changed_line, earliest_line
from desk.wording import count, shortened, speaker_line
from index.engine import QuoteHit
from views import basket
from views.citing import cite_button
from views.escape import safe, to_words
from views.hits import byline
from views.keeping import buttons
from views.outlets import tooltip

LEFT_OUT = 48  # characters shown of what a printing leaves out; all of it stands in its tooltip and in the fullest
Beside = tuple[Mapping[tuple[str, int], Above], frozenset[str]]  # by a quote's article and start; own stars


def as_table(columns: Sequence[Column], rows: Sequence[Row], first: int, beside: Beside) -> str:
    """Rows numbered from `first`; `beside`: what stands above the quotes, and which of them the reader starred."""
    labels = [column.label for column in columns]
    heads = "".join(
        f'<th scope="col"{tooltip(column.label)}>{safe(column.label)}{_shown(column)}</th>' for column in columns
    )
    body = "".join(_row(labels, row, number, beside) for number, row in enumerate(rows, start=first))
    return f'<table class="nd-compare" data-drawn="{basket.dropped()}"><thead><tr>{heads}</tr></thead>{body}</table>'


def _shown(column: Column) -> str:
    return f"<small>{column.shown:,} of {count(column.total, 'quote')}</small>"


def _row(labels: Sequence[str], row: Row, number: int, beside: Beside) -> str:
    cells = "".join(_cell(label, cell, beside) for label, cell in zip(labels, row.cells, strict=True))
    head = (
        f'<tr class="nd-statement"><th colspan="{len(labels)}" scope="rowgroup"><b>{number}</b> {_told(row)}</th></tr>'
    )
    return f'<tbody id="statement-{number}">{head}<tr>{cells}</tr></tbody>'


def _told(row: Row) -> str:
    """Who printed it first in this archive, or that meaning alone holds the row together."""
    if row.statement is None:
        return f"near in meaning, not the same words (cosine {row.cosine:.2f})"
    outlets = count(len(row.statement.carried), "outlet")
    return f"{outlets} · {safe(earliest_line(row.statement))}"


def _cell(label: str, cell: Sequence[Printing], beside: Beside) -> str:
    words = "".join(_printing(printing, beside) for printing in cell)
    return f'<td data-label="{safe(label)}">{words or "<p class=nd-none>nothing in this archive</p>"}</td>'


def _printing(printing: Printing, beside: Beside) -> str:
    """A quote held against the fullest printing, who said it where, and what stands above it there."""
    aboves, stars = beside
    quote = printing.first.first
    again = "".join(f"<li>{as_source(other)}</li>" for other in printing.again)
    more = f"<details><summary>+{count(len(printing.again), 'printing')}</summary><ul>{again}</ul></details>"
    keep = buttons(str(pick_of(quote)), stars)
    above = aboves.get((quote.article, quote.start))
    return (
        f'<div class="nd-printing">{_kinds(printing)}'
        f'<blockquote dir="auto" lang="{safe(quote.language)}">{"".join(map(as_piece, printing.pieces))}</blockquote>'
        f'<p class="nd-by">{as_source(quote)} <span class="nd-acts">{to_take(quote)} {keep}</span></p>'
        f"{_above(above) if above else ''}"
        f"{more if again else ''}</div>"
    )


def _kinds(printing: Printing) -> str:
    """The kind of each difference, by name."""
    if printing.is_fullest:
        return ""
    changes = printing.first.changes
    named = ((kind, safe(changed_line(kind, changes.reasons))) for kind in changes.kinds)
    return "".join(f'<span class="nd-kind nd-{kind}">{name}</span>' for kind, name in named)


def as_piece(piece: Piece) -> str:
    """What differs is marked by line and weight, not by colour alone."""
    if piece.mark == "left out":
        return f'<del title="left out: {safe(piece.text)}">{safe(shortened(piece.text, LEFT_OUT))}</del>'
    words = safe(piece.text).replace(JOINT, '<i class="nd-joint"> ⋯ </i>')
    return f"<ins>{words}</ins>" if piece.mark == "other" else words


def _above(above: Above) -> str:
    headline = f"<b>Headline</b> {_words(above.headline)}" if any(word.shared for word in above.headline) else ""
    lede = f"<br><b>Lede</b> {_words(above.lede)}" if above.lede else ""
    return f'<p class="nd-above" dir="auto">{headline}{lede}</p>' if headline or lede else ""


def _words(words: Sequence[Word]) -> str:
    return "".join(f"<u>{safe(word.text)}</u>" if word.shared else safe(word.text) for word in words)


def as_source(quote: QuoteHit) -> str:
    """Speaker as printed, outlet, day, and the way to the words."""
    where = to_words("read there", quote.article, quote.sha256, quote)
    return (
        f"<b><bdi>{safe(speaker_line(quote))}</bdi></b> · {byline(quote.outlet, str(quote.published or ''))} · {where}"
    )


def to_take(quote: QuoteHit) -> str:
    """What is done with a quote on every page: it is cited, and picked for a brief."""
    return f"{cite_button(quote)} {basket.button(quote, basket.picked())}"
