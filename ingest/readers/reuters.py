"""Reuters-21578, by lxml: a REUTERS element an article. It is SGML, so whatever no XML can hold is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from ingest.article import Refusal
from ingest.readers.foreign import reading
from ingest.readers.markup import markup_text
from ingest.readers.opened import HELD, Opened
from ingest.received import DateGiven, Received, assemble, source_of

Element = Any  # an lxml.etree._Element: lxml ships no types

_ARTICLE = re.compile(r"<REUTERS\b.*?(?:</REUTERS>|(?=<REUTERS\b)|\Z)", re.DOTALL)
_CONTROL = re.compile(r"&#(?:[0-8]|1[124-9]|2\d|3[01]|127);")
_LAST_LINE = re.compile(r"\s+REUTER\s*\Z", re.IGNORECASE)


def read_reuters(file: Opened) -> Iterator[Received | Refusal]:
    """Title, dateline and body of each article; one that breaks off is refused."""
    text = markup_text(file.content(HELD))
    for number, found in enumerate(_ARTICLE.finditer(text), start=1):
        origin = f"{file.origin}#{number}"
        if found.group().endswith("</REUTERS>"):
            yield _received(found.group(), origin)
        else:
            yield Refusal(origin, "the article breaks off: </REUTERS> is missing")


def _received(markup: str, origin: str) -> Received | Refusal:
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    with reading("a Reuters article"):
        article = etree.fromstring(_CONTROL.sub("", markup).encode(), parser)
    title, dateline, body, day = (_words(article, tag) for tag in ("TITLE", "DATELINE", "BODY", "DATE"))
    words = assemble(title, "", f"{dateline} {_LAST_LINE.sub('', body)}".strip() or _words(article, "TEXT"))
    if not words.text.strip():
        return Refusal(origin, "empty: the article holds neither title nor text")
    return Received(
        text=words.text,
        title=words.title,
        lede=None,
        source=source_of(markup.encode(), origin=origin, media_type="text/sgml"),
        given_id=article.get("NEWID"),
        outlet="Reuters",
        dates=(DateGiven(day, "Reuters DATE"),) if day else (),
    )


def _words(article: Element, tag: str) -> str:
    return str(article.findtext(f".//{tag}") or "").strip()
