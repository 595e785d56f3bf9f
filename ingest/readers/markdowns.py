"""Markdown: the words by markdown-it, what is said of them by the YAML or TOML front matter on top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date

import yaml  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from ingest.article import IngestError, Refusal
from ingest.readers.columns import received_from
from ingest.readers.decode import decode
from ingest.readers.foreign import reading
from ingest.readers.markup import fragment_text
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.received import Received, source_of

_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"\s*#[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_TABLES = MarkdownIt("commonmark").enable("table")


def read_markdown(file: Opened) -> Iterator[Received | Refusal]:
    """The article. Its title is that of the front matter, else a heading that it begins with."""
    content = file.content(ONE_ARTICLE)
    text = decode(content).lstrip("\ufeff \t\r\n")
    front = _FRONT_MATTER.match(text)
    said = _front_matter(front) if front else {}
    with reading("Markdown"):
        body = fragment_text(_TABLES.render(text[front.end() :] if front else text))
    row = {"title": _first_heading(text[front.end() :] if front else text), **said, "text": body}
    source = source_of(content, origin=file.origin, media_type="text/markdown")
    yield received_from(row, source, place=file.origin, kind="front matter", columns=file.columns)


def _front_matter(found: re.Match[str]) -> Mapping[str, object]:
    """What the front matter says, each value as it is written: YAML itself would move a time of day to UTC."""
    try:
        said = tomllib.loads(found[2]) if found[1] == "+++" else yaml.load(found[2], yaml.BaseLoader)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise IngestError(f"its front matter cannot be read: {' '.join(str(error).split())}") from error
    written = said.items() if isinstance(said, dict) else ()
    return {str(name): value.isoformat() if isinstance(value, date) else value for name, value in written}


def _first_heading(body: str) -> str:
    heading = _HEADING.match(body)
    return fragment_text(_TABLES.renderInline(heading[1])) if heading else ""
