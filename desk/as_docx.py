"""A manuscript as a Word document, with real footnotes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from desk.manuscript import Item, Manuscript, Note
from desk.zipped import zipped

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_UNDATED = datetime(1980, 1, 1)  # the same document whenever it is made
_SEPARATORS = (  # ECMA-376, 17.11: every document with footnotes holds these two
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


def docx(manuscript: Manuscript) -> bytes:
    """The content of a .docx file."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _clean(manuscript.title)[:255], "Newsdesk", ""
    properties.created = properties.modified = _UNDATED
    document.add_heading(_clean(manuscript.title), level=1)
    document.add_paragraph(_clean(manuscript.how)).runs[0].italic = True
    for section in manuscript.sections:
        if section.heading:
            document.add_heading(_clean(section.heading), level=2)
        for item in section.items:
            _write(document.add_paragraph(), item)
    _add_notes(document, manuscript.notes)
    return _saved(document)


def _write(paragraph: Paragraph, item: Item) -> None:
    if item.label:
        paragraph.add_run(f"{_clean(item.label)}: ").bold = True
    paragraph.add_run(_clean(item.before))
    if item.name:
        paragraph.add_run(f" [{_clean(item.name)}]").italic = True
    paragraph.add_run(_clean(item.after))
    for number in item.notes:
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(reference)


def _add_notes(document: Docx, notes: tuple[Note, ...]) -> None:
    """The part of the package that holds the footnotes: python-docx has no call for it."""
    body = "".join(_note(number, note) for number, note in enumerate(notes, start=1))
    xml = f"<w:footnotes {nsdecls('w')}>{_SEPARATORS}{body}</w:footnotes>"  # UTF-8, as XML is where nothing is said
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note(number: int, note: Note) -> str:
    """The address is text: what a click opens is the reader's own choice."""
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    told = escape(_clean(f" {note.told} {note.url or ''}".rstrip()))
    return (
        f'<w:footnote w:id="{number}"><w:p><w:r>{raised}<w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve">{told}</w:t></w:r></w:p></w:footnote>'
    )


def _saved(document: Docx) -> bytes:
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def _clean(text: str) -> str:
    """Text as XML can hold it; a line that an export broke is joined."""
    return re.sub(r"\s+", " ", _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))
