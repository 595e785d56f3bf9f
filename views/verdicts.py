"""Verdicts on quotes as HTML: the words of archive and quote one below the other, readable without colour."""

from __future__ import annotations

from collections.abc import Iterable

from desk.differences import Fragment
from desk.drafts import Checked, Draft
from desk.holdings import Holdings
from desk.verify import Source, Verified
from desk.verify_wording import LABELS, draft_line, given_fragments, notes, source_fragments, verdict_line
from views.escape import safe, to_words
from views.hits import byline

HEADS = ("", "Quote of the draft", "Verdict", "In the archive")


def as_verdict(verified: Verified, held: Holdings) -> str:
    """The verdict, what it rests on, and other printings."""
    told = "".join(f'<p class="nd-how">{safe(note)}</p>' for note in notes(verified))
    shown = verified.sources if verified.verdict == "spliced" else verified.sources[:1]
    again = "".join(f"<li>{_where(source)}</li>" for source in verified.sources[len(shown) :])
    also = f'<h3>Also printed so</h3><ul class="nd-list">{again}</ul>' if again else ""
    others = "".join(_side_by_side(verified, source) for source in verified.otherwise)
    otherwise = f"<h3>Printed otherwise</h3>{others}" if others else ""
    near = "".join(f'<blockquote dir="auto">{safe(s.text)}</blockquote>{_by(s)}' for s in verified.nearest)
    nearest = f"<h3>Nearest passages</h3>{near}" if near else ""
    return (
        f'<section class="nd-verdict"><h2>{safe(LABELS[verified.verdict])}</h2>'
        f'<p class="nd-say" role="status">{safe(verdict_line(verified, held))}</p>{told}'
        f"{''.join(_side_by_side(verified, source) for source in shown)}{otherwise}{also}{nearest}</section>"
    )


def as_draft(draft: Draft, held: Holdings) -> str:
    """Every quote of a draft in order, with its verdict and its source."""
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    rows = "".join(_row(number, checked, held) for number, checked in enumerate(draft.quotes, start=1))
    table = f'<table class="nd-quotes nd-checked"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    heading = f'<h2 class="nd-count" aria-live="polite">{safe(draft_line(draft))}</h2>'
    return f'<section class="nd-verdict">{heading}{table if rows else ""}</section>'


def _row(number: int, checked: Checked, held: Holdings) -> str:
    verified = checked.verified
    source = verified.sources[0] if verified and verified.sources else None
    given = _marked(given_fragments(verified, source), "ins") if verified and source else safe(checked.text)
    verdict = f"<b>{safe(LABELS[verified.verdict])}</b>" if verified else "<b>Not looked up</b>"
    why = verdict_line(verified, held) if verified else checked.problem
    archive = (
        f'<bdi lang="{safe(source.language)}">{_marked(source_fragments(source), "del")}</bdi>{_by(source)}'
        if source
        else ""
    )
    cells = (
        f"{number}<br><small>¶&nbsp;{checked.paragraph}</small>",
        f'<bdi>{given}</bdi><p class="nd-by">{safe(checked.speaker or "speaker not named")}</p>',
        f'{verdict}<p class="nd-how">{safe(why)}</p>',
        archive or '<p class="nd-none">nothing in this archive</p>',
    )
    drawn = "".join(f'<td data-label="{head}">{cell}</td>' for head, cell in zip(HEADS, cells, strict=True))
    return f"<tr>{drawn}</tr>"


def _side_by_side(verified: Verified, source: Source) -> str:
    archive, given = source_fragments(source), given_fragments(verified, source)
    return (
        f'<dl class="nd-sides"><dt>Archive</dt>'
        f'<dd dir="auto" lang="{safe(source.language)}">{_marked(archive, "del")}</dd>'
        f'<dt>Given</dt><dd dir="auto">{_marked(given, "ins")}</dd></dl>{_by(source)}'
    )


def _marked(fragments: Iterable[Fragment], tag: str) -> str:
    """`tag`: del for what the quote left out or changed, ins for what it has instead."""
    return "".join(f"<{tag}>{safe(f.text)}</{tag}>" if f.differs else safe(f.text) for f in fragments)


def _by(source: Source) -> str:
    return f'<p class="nd-by">{_where(source)}</p>'


def _where(source: Source) -> str:
    who = source.person or source.speaker or "speaker not named"
    where = to_words("read there", source.article, source.sha256, source)
    return f"<b><bdi>{safe(who)}</bdi></b> · {byline(source.outlet, str(source.published or ''))} · {where}"
