"""Markup as text: in the encoding that it declares, and a line for each of its blocks."""

from __future__ import annotations

import re

import lxml.html  # type: ignore[import-untyped]
from lxml import etree

from ingest.readers.decode import decode_declared
from ingest.received import keepable

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*["']?([\w.:-]+)""",
    re.IGNORECASE,
)
_LOOKED_AT = 1 << 12  # bytes within which markup declares its encoding; HTML allows 1,024, pages take more
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = ("script", "style", "head", "template", "title")
_MARKED_UP = re.compile(r"</(?:p|div|a|li|span|b|i|em|strong|h\d)\s*>|<(?:br|p|img)\b[^<>]*>", re.IGNORECASE)
_PAGE = re.compile(
    r"\s*<(?:!doctype|html|body|article|section|div|p|h[1-6]|ul|ol|figure|table|blockquote)\b[^<>]*>", re.IGNORECASE
)


def markup_text(content: bytes, charset: str | None = None) -> str:
    """The text of a page or feed: UTF-8 where it is that, else as its sender or it itself declares, else as found."""
    declared = _DECLARED.search(content[:_LOOKED_AT])
    own = (name.decode() for name in declared.groups() if name) if declared else ()
    return decode_declared(content, (charset, *own)).lstrip("\ufeff")


def words_of(text: str) -> str:
    """The text, without its markup where it has any.

    >>> words_of("<p>Talks ended.</p><p>Both <b>sides</b> left.</p>"), words_of("2 < 3")
    ('Talks ended.\\nBoth sides left.', '2 < 3')
    """
    return fragment_text(text) if _MARKED_UP.search(text) else text


def page_words(text: str) -> str:
    """The words of a column that holds a page; anything that does not begin as one is kept as received.

    >>> page_words("<p>Talks ended.</p>"), page_words("Write to <desk@x.example> or <i>now</i>.")
    ('Talks ended.', 'Write to <desk@x.example> or <i>now</i>.')
    """
    return fragment_text(text) if _PAGE.match(text) else text


def fragment_text(markup: str) -> str:
    """The words of a page or of a piece of one, a line for each block; nothing is taken for navigation."""
    if not markup.strip():
        return ""
    root = lxml.html.fragment_fromstring(keepable(markup), create_parent="div")
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for piece in lines if (line := " ".join(piece.split())))


def _pieces(root: object) -> list[str]:
    pieces = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        pieces.append("\n" if element.tag in _BLOCKS else " " if element.tag in _CELLS else "")
        words = element.text if event == "start" else element.tail
        pieces.append(re.sub(r"\s+", " ", words or ""))
    return pieces
