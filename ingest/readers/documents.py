"""Office documents: DOCX by python-docx, ODT by lxml, RTF by striprtf. Their properties date the file, not the news."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree  # type: ignore[import-untyped]
from striprtf.striprtf import rtf_to_text

from ingest.article import IngestError
from ingest.readers.foreign import reading
from ingest.readers.opened import HELD, ONE_ARTICLE, Opened
from ingest.readers.texts import titled
from ingest.readers.unpacked import check_size
from ingest.received import Received, source_of

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NOT_WORDS = (f"{_TEXT}tracked-changes", "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}annotation")
_STANDS_FOR = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}


def read_docx(file: Opened) -> Iterator[Received]:
    """Paragraphs and tables in their order, a line each."""
    with file.seekable() as stream, reading("a DOCX document"):
        check_size(stream)
        lines = list(_docx_lines(stream))
    yield _document(lines, file, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def _docx_lines(stream: BinaryIO) -> Iterator[str]:
    for block in Document(stream).iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            # a merged cell comes once for each place that it covers
            yield from (" | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)


def read_odt(file: Opened) -> Iterator[Received]:
    """Headings and paragraphs in their order, a line each; without comments and what was struck out."""
    with file.seekable() as stream, reading("an ODT document"):
        check_size(stream)
        with ZipFile(stream) as packed:
            lines = list(_odt_lines(packed.read("content.xml")))
    yield _document(lines, file, "application/vnd.oasis.opendocument.text")


def _odt_lines(content: bytes) -> Iterator[str]:
    # entities that a file declares for itself can unpack to any size (billion laughs): they are left as they are
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    etree.strip_elements(root, *_NOT_WORDS, with_tail=False)
    for tag, words in _STANDS_FOR.items():
        for element in root.iter(tag):
            element.text = words
    for element in root.iter(f"{_TEXT}h", f"{_TEXT}p"):
        if next(element.iterancestors(f"{_TEXT}p"), None) is None:  # a footnote's is part of the paragraph around it
            yield "".join(element.itertext())


def read_rtf(file: Opened) -> Iterator[Received]:
    """The words without their formatting."""
    content = file.content(ONE_ARTICLE)
    with reading("an RTF document"):
        lines = rtf_to_text(content.decode("cp1252", errors="replace"), errors="replace").splitlines()  # type: ignore[no-untyped-call]
    yield _document(lines, file, "application/rtf")


def _document(lines: list[str], file: Opened, media_type: str) -> Received:
    text = "\n".join(lines).strip()
    if not text:
        raise IngestError("empty: the document holds no words")
    return titled(text, source_of(file.content(HELD), origin=file.origin, media_type=media_type))
