"""PDF, by pypdf: the text of its pages. The day its file was made is not taken for the day of publication."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import BinaryIO

from pypdf import PdfReader

from ingest.article import IngestError
from ingest.readers.foreign import reading
from ingest.readers.opened import HELD, Opened
from ingest.readers.texts import titled
from ingest.received import Received, source_of

_MOST_PAGES = 5000
logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is no concern of a reader's


def read_pdf(file: Opened) -> Iterator[Received]:
    """The pages one after the other, a blank line between them. Raises IngestError where they hold no words."""
    content = file.content(HELD)
    with file.seekable() as stream, reading("a PDF"):
        pages = list(_pages(stream))
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise IngestError(f"its {len(pages)} pages hold no text: if they are scans, run text recognition (OCR) first")
    yield titled(text, source_of(content, origin=file.origin, media_type="application/pdf"))


def _pages(stream: BinaryIO) -> Iterator[str]:
    pdf = PdfReader(stream)
    if pdf.is_encrypted and not pdf.decrypt(""):
        raise IngestError("it is a PDF under a password: save it without one")
    if len(pdf.pages) > _MOST_PAGES:
        raise IngestError(f"a PDF of {len(pdf.pages):,} pages, more than the {_MOST_PAGES:,} read as one: split it")
    yield from (page.extract_text().strip() for page in pdf.pages)
