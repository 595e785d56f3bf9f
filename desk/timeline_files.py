"""A timeline as a file: figures as CSV, days as TimelineJS, the picture as SVG or PNG, all of it as a page to print."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from datetime import date

from desk.bars import Measure, Picture
from desk.events import EventDay, Events
from desk.lanes import Lanes
from desk.markers import Marker
from desk.passages import Passage
from desk.rows import Row
from desk.tables import csv_text
from desk.wording import count, day_line, days_line, period_line

WIDTH, HEIGHT = 960, 320  # pixels of the picture
SHARP = 2  # PNG pixels for each
_STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 11pt/1.5 Georgia, serif; color: #141412; }
svg { max-width: 100%; height: auto; } h2 { break-after: avoid; margin-bottom: 0; } article { break-inside: avoid; }
p { margin: 0.25rem 0; } .by { color: #5c5850; font-size: 0.875em; } blockquote { margin: 0.25rem 0 0.25rem 1rem; }
table { border-collapse: collapse; font-size: 0.875em; }
td, th { padding: 0.125rem 0.75rem 0.125rem 0; text-align: left; }
"""


def figures_csv(picture: Picture) -> str:
    """A row for each bar of each lane; a name that a spreadsheet would run as a formula is made harmless."""
    return csv_text(figure_rows(picture))


def figure_rows(picture: Picture) -> list[Row]:
    """The same as fields."""
    return [
        {"period": bar.period, "lane": bar.lane, "articles": bar.articles, "share": round(bar.share, 6)}
        for bar in picture.bars
    ]


def timelinejs(found: Events, title: str) -> str:
    """The days that matter as Knight Lab's TimelineJS reads them; its texts are HTML, so every word is escaped."""
    events = [_timelinejs_event(day) for day in found.days]
    head = {"text": {"headline": html.escape(title), "text": html.escape(days_line(found))}}
    return json.dumps({"title": head, "events": events}, ensure_ascii=False, indent=1)


def svg(picture: Picture, measure: Measure, markers: Sequence[Marker] = ()) -> str:
    """The picture, made on this machine."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_spec(picture, measure, markers), allowed_base_urls=[]))


def png(picture: Picture, measure: Measure, markers: Sequence[Marker] = ()) -> bytes:
    """The picture in pixels."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(_spec(picture, measure, markers), scale=SHARP, allowed_base_urls=[]))


def printable(picture: Picture, measure: Measure, markers: Sequence[Marker], found: Events | None, title: str) -> str:
    """One page that needs nothing else: picture, days with their sentences and sources, figures."""
    days = "".join(map(_printed_day, found.days)) if found else ""
    rests = f'<p class="by">{html.escape(days_line(found))}</p>' if found else ""
    rows = "".join(
        f"<tr><td>{html.escape(row['period'])}</td><td>{html.escape(row['lane'])}</td><td>{row['articles']:,}</td></tr>"
        for row in figure_rows(picture)
    )
    marks = "".join(f"<li>{html.escape(f'{one.since}: {one.why}')}</li>" for one in markers)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{html.escape(title)}</h1>{svg(picture, measure, markers)}"
        f"{f'<h2>Above their own past</h2><ul>{marks}</ul>' if marks else ''}{days}{rests}"
        "<h2>Figures</h2><table><thead><tr><th>Period</th><th>Of</th><th>Articles</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></body></html>"
    )


def title_of(found: Lanes, asked: str) -> str:
    """What a file is called within."""
    return f"{asked or 'Everything'}: {count(found.whole.articles, 'article')} by {found.whole.grain}"


def _spec(picture: Picture, measure: Measure, markers: Sequence[Marker]) -> str:
    from desk.plot import plot  # altair takes a second to import, which no other answer needs

    chart = plot(picture, measure, markers, file=True).properties(width=WIDTH, height=HEIGHT, background="white")
    return str(chart.to_json())


def _timelinejs_event(day: EventDay) -> Row:
    first, *_ = day.sentences
    words = "".join(f"<p>{html.escape(one.text)}</p><p><small>{_source(one)}</small></p>" for one in day.sentences)
    return {
        "unique_id": day.day.isoformat(),
        "start_date": _date(day.day),
        **({"end_date": _date(day.until)} if day.until > day.day else {}),
        "text": {"headline": html.escape(first.title or first.text), "text": words},
    }


def _date(day: date) -> Row:
    return {"year": day.year, "month": day.month, "day": day.day}


def _source(one: Passage) -> str:
    """Outlet, day and place; a link only to the web."""
    where = f"{one.outlet or 'no outlet named'}, {one.published}, characters {one.start} to {one.end}"
    if one.url and one.url.startswith(("https://", "http://")):
        return f'<a href="{html.escape(one.url)}">{html.escape(where)}</a>'
    return html.escape(where)


def _printed_day(day: EventDay) -> str:
    words = "".join(f'<p>{html.escape(one.text)}</p><p class="by">{_source(one)}</p>' for one in day.sentences)
    quotes = "".join(
        f"<blockquote>{html.escape(one.text)} <span class=by>{html.escape(one.quote.person or one.speaker or '')}, "
        f"{html.escape(one.outlet or 'no outlet named')}</span></blockquote>"
        for one in day.quotes
    )
    return (
        f'<article><h2>{period_line(day)}</h2><p class="by">{html.escape(day_line(day))}</p>{words}{quotes}</article>'
    )
