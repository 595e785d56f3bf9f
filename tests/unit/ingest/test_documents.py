"""PDF, DOCX, ODT and RTF: their words, and no date but one that is printed near the top."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from ingest.understand import understand
from tests.unit.ingest.reading import only_article, only_refusal

LINES = ("Talks end", "Port Amity, 4 March 2025", "Both sides left.")
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
ODT = """<?xml version="1.0"?>{doctype}<office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text>
<text:tracked-changes><text:deletion><text:p>Struck out.</text:p></text:deletion></text:tracked-changes>
<text:h>Talks end</text:h><text:p>Port Amity,<text:s/>4 March 2025</text:p>
<text:p>Both <text:span>sides</text:span> left.<office:annotation><text:p>Really?</text:p></office:annotation></text:p>
{more}</office:text></office:body></office:document-content>"""


def packed(**files: str | bytes) -> bytes:
    """A zip file; "__" in a name stands for "/", "_" for "."."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return into.getvalue()


def a_docx() -> bytes:
    document, into = docx.Document(), io.BytesIO()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ships", "12"
    document.add_paragraph("Nobody spoke.")
    document.save(into)
    return into.getvalue()


def an_odt(more: str = "", doctype: str = "") -> bytes:
    return packed(mimetype=OPEN_TEXT, content_xml=ODT.format(more=more, doctype=doctype))


def a_pdf(*pages: tuple[str, ...]) -> bytes:
    """The smallest file that shows these lines on these pages."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "BT /F1 12 Tf 72 720 Td 14 TL " + "".join(f"({line}) Tj T* " for line in lines) + "ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * n} 0 R /MediaBox [0 0 612 792] >>")
        objects.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    trailer = f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}{trailer}".encode()


RTF = rb"{\rtf1\ansi\ansicpg1252 Talks end\par Port Amity, 4 March 2025\par Both {\b sides} left.\par Na\'efve}"


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.docx", a_docx(), "\n".join((*LINES, "Ships | 12", "Nobody spoke."))),
        ("a.odt", an_odt(), "\n".join(LINES)),
        ("a.pdf", a_pdf(LINES, ("Nobody spoke.",)), "\n".join(LINES) + "\n\nNobody spoke."),
        ("a.rtf", RTF, "\n".join((*LINES, "Naïve"))),
    ],
)
def test_the_words_come_in_their_order_with_the_dateline_as_date(
    tmp_path: Path, name: str, content: bytes, text: str
) -> None:
    found = only_article(tmp_path / name, content)
    assert found.text == text
    assert found.title.of(found.text) == "Talks end"
    assert [(e.value, e.place) for e in understand(found).evidence] == [("4 March 2025", "dateline")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (a_pdf(()), "recognition (OCR)"),
        (b"%PDF-1.4\nnothing of a PDF", "a PDF that could not be read"),
        (b"PK\x03\x04nothing of a zip file", "a zip archive that could not be read"),
        (packed(xl__workbook_xml="<x/>"), "a spreadsheet"),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<x/>"), "a spreadsheet"),
        (packed(word__document_xml="<x/>"), "a DOCX document that could not be read"),
        (packed(mimetype=OPEN_TEXT, content_xml="<x"), "an ODT document that could not be read"),
        (b"{\\rtf1 }", "no words"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    ],
)
def test_a_document_without_words_is_refused_by_what_it_is(tmp_path: Path, content: bytes, why: str) -> None:
    assert why in only_refusal(tmp_path / "a.bin", content).reason


def test_a_document_that_unpacks_to_far_more_than_it_is_is_refused(tmp_path: Path) -> None:
    bomb = packed(word__document_xml=b" " * (1 << 26))
    assert "bomb" in only_refusal(tmp_path / "a.docx", bomb).reason


def test_entities_of_a_document_are_not_unpacked(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    content = an_odt("<text:p>&l9;</text:p>", f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>')
    assert "an ODT document that could not be read" in only_refusal(tmp_path / "a.odt", content).reason
