"""A manuscript as one HTML page that fetches nothing, runs nothing and prints well (also to PDF)."""

from __future__ import annotations

from html import escape

from desk.addresses import is_web
from desk.manuscript import Item, Manuscript, Note, Section

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.75rem; line-height: 1.25; } h2 { font-size: 1.125rem; margin-bottom: 0.25rem; }
p, li, h1, h2 { overflow-wrap: anywhere; } .how, .notes { font-size: 0.875rem; }
.name { font-style: italic; opacity: 0.75; } sup a { text-decoration: none; }
@page { margin: 22mm 20mm; }
@media print {
  :root { color-scheme: light; } body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
  p, li { break-inside: avoid; } h1, h2 { break-after: avoid; } a { color: inherit; }
}
"""
_NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html(manuscript: Manuscript) -> str:
    """The text of a .html file."""
    notes = "".join(_note(number, note) for number, note in enumerate(manuscript.notes, start=1))
    listed = f'<h2>Notes</h2><ol class="notes">{notes}</ol>' if notes else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_NOTHING_ELSE)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(manuscript.title)}</title><style>{_STYLE}</style></head>\n"
        f'<body><h1 dir="auto">{escape(manuscript.title)}</h1><p class="how">{escape(manuscript.how)}</p>\n'
        f"{''.join(map(_section, manuscript.sections))}{listed}</body></html>\n"
    )


def _section(section: Section) -> str:
    heading = f"<h2>{escape(section.heading)}</h2>\n" if section.heading else ""
    return heading + "".join(map(_item, section.items))


def _item(item: Item) -> str:
    label = f"<b>{escape(item.label)}</b>: " if item.label else ""
    name = f' <span class="name">[{escape(item.name)}]</span>' if item.name else ""
    notes = "".join(f'<sup><a href="#n{number}" id="w{number}">{number}</a></sup>' for number in item.notes)
    words = f'<span lang="{escape(item.language)}">{escape(item.before)}{name}{escape(item.after)}</span>'
    return f'<p dir="auto">{label}{words}{notes}</p>\n'


def _note(number: int, note: Note) -> str:
    address = escape(note.url or "")
    link = f' <a href="{address}" rel="noopener noreferrer">{address}</a>' if is_web(note.url) else f" {address}"
    return (
        f'<li id="n{number}">{escape(note.told)}{link} <a href="#w{number}" aria-label="back to the words">↩</a></li>\n'
    )
