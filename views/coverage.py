"""The picture of who carried a statement, who cut or altered it, and who left it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from desk.coverage import Carried, Coverage, How, Statement
from desk.links import CHECKED
from desk.statement_wording import HOWS, carried_line, earliest_line
from desk.wording import count
from views.escape import address, safe, to_words
from views.outlets import about

OUTLETS = 14  # columns at most


def as_matrix(coverage: Coverage, statements: Sequence[Statement]) -> str:
    """A row for each statement, a column for each outlet that wrote of the theme."""
    outlets = coverage.outlets[:OUTLETS]
    heads = "".join(_head(outlet, articles) for outlet, articles in outlets)
    rows = "".join(_row(statement, [outlet for outlet, _ in outlets]) for statement in statements)
    beyond = len(coverage.outlets) - len(outlets)
    more = f'<p class="nd-how">{count(beyond, "more outlet")} wrote of this theme.</p>' if beyond else ""
    return (
        f'<div class="nd-scroll" tabindex="0"><table class="nd-matrix"><thead><tr>'
        f'<th scope="col" class="nd-what">Statement</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{key()}{more}"
    )


def _head(outlet: str | None, articles: int) -> str:
    told = " · ".join(filter(None, (about(outlet), f"{count(articles, 'article')} on this theme")))
    return f'<th scope="col" title="{safe(told)}">{safe(outlet or "no outlet").replace(".", "<wbr>.")}</th>'


def key() -> str:
    """What the signs mean."""
    signs = "".join(f"<li>{_sign(how)} {told}</li>" for how, told in HOWS.items())
    left_out = f"<li>{_sign('missing')} wrote of the theme and left it out</li>"
    return f'<ul class="nd-signs">{signs}{left_out}</ul>'


def _row(statement: Statement, outlets: Sequence[str | None]) -> str:
    whole = statement.fullest
    words = to_words(whole.text, whole.article, whole.sha256, whole)
    said = f'<span class="nd-clamp" dir="auto">{words}</span><small>{safe(earliest_line(statement))}</small>'
    cells = "".join(_cell(statement.by(outlet), outlet) for outlet in outlets)
    return f'<tr><th scope="row">{said}</th>{cells}</tr>'


def _cell(carried: Carried | None, outlet: str | None) -> str:
    if carried is None:
        told = f"{outlet or 'no outlet named'}: wrote of the theme and left it out"
        return f'<td title="{safe(told)}">{_sign("missing")}</td>'
    quote, told = carried.quote, safe(carried_line(carried))
    where = address("article", article=quote.article, sha256=quote.sha256[:CHECKED], start=quote.start, end=quote.end)
    return f'<td title="{told}"><a href="{safe(where)}" aria-label="{told}">{_sign(carried.how)}</a></td>'


def _sign(how: How | Literal["missing"]) -> str:
    """A shape of its own for each, so that none needs its colour."""
    return f'<i class="nd-sign nd-{how}"></i>'
