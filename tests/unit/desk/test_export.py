"""Briefs and comparisons as files: the words are there, proved, and never markup."""

import errno
import io
import os
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from desk.as_docx import docx as as_docx
from desk.as_html import html
from desk.as_markdown import markdown
from desk.assignment import assignment
from desk.compare import Sides
from desk.export import export, manuscript, write
from desk.manuscript import Item, Manuscript, Note, Section
from desk.output import FileError, replaced, replacing
from index.engine import Query
from index.local import Local

TRAWLER = assignment(Query("trawler"), day="2025-03-04")
SIDES = Sides(Query("close the strait"), "outlet", ("harbourwire.example", "dailyflare.example"))
LIVE = (  # what an article's words could try in each form
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1)) ![b](http://evil.example/p.png)",
    "# heading",
    "- list",
    "1. list",
    "---",
    "``` code",
    "*bold* _it_ ~~gone~~ $x^2$ :smile: @someone #1 https://evil.example www.evil.example",
    '"> <b onclick="x">',
    "[^1]: another note",
    "| a | b |",
    "\x00\x0b\ud7ff control",
    "=HYPERLINK(1)",
)


def hostile(words: str) -> Manuscript:
    note = Note(words, words, date(2025, 3, 4), f"javascript:{words}", "a" * 16, "b" * 64, 0, 9, words)
    item = Item(words, words, words, f" {words}", "en", (1,))
    return Manuscript(words, words, (Section(words, (item,)),), (note,))


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("words", LIVE)
def test_words_are_no_markup_on_a_page(words: str) -> None:
    page, plain = Tags(html(hostile(words))), Tags(html(hostile("plain")))
    assert (page.tags, page.attributes) == (plain.tags, plain.attributes)
    assert all(address.startswith("#") for address in page.addresses)
    assert words.strip() in page.text


@pytest.mark.parametrize("words", LIVE)
def test_words_are_no_markup_in_markdown(words: str) -> None:
    dialect = MarkdownIt("gfm-like", {"linkify": False}).disable("linkify")
    drawn, plain = (Tags(dialect.render(_without_notes(markdown(hostile(one))))) for one in (words, "plain"))
    assert (drawn.tags, drawn.addresses) == (plain.tags, plain.addresses)


@pytest.mark.parametrize("words", LIVE)
def test_words_are_no_markup_in_word(words: str) -> None:
    document = docx.Document(io.BytesIO(as_docx(hostile(words))))
    plain = docx.Document(io.BytesIO(as_docx(hostile("plain"))))
    assert [p.style.name for p in document.paragraphs if p.style] == [p.style.name for p in plain.paragraphs if p.style]


def test_a_note_proves_its_words(engine: Local) -> None:
    written = manuscript(engine, TRAWLER)
    page = Tags(html(written)).text
    (section,) = written.sections
    assert len(section.items) == len(written.notes) > 1
    for item in section.items:
        note = written.notes[item.notes[0] - 1]
        article = engine.article(note.article)
        assert article.text[note.start : note.end] == item.before + item.after
        assert article.sha256 == note.sha256
        assert all(
            told in page for told in (note.sha256, str(note.published), note.title, note.outlet or "", note.url or "")
        )


def test_a_word_document_has_a_footnote_for_each_stretch(engine: Local) -> None:
    content = export(engine, SIDES, "docx")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
    ids = notes.xpath("//*[local-name()='footnote']/@*[local-name()='id']")
    references = body.xpath("//*[local-name()='footnoteReference']/@*[local-name()='id']")
    assert references and references == ids[2:]  # the first two are the separators
    assert "SHA-256" in "".join(notes.itertext())


@pytest.mark.parametrize("form", ["md", "html", "docx", "zip"])
@pytest.mark.parametrize("asked", [TRAWLER, SIDES])
def test_made_twice_a_file_is_the_same_bytes(engine: Local, asked: object, form: str) -> None:
    first = export(engine, asked, form)  # type: ignore[arg-type]
    assert first and first == export(engine, asked, form)  # type: ignore[arg-type]


def test_a_file_is_written_in_the_form_of_its_ending(engine: Local, tmp_path: Path) -> None:
    write(engine, TRAWLER, tmp_path / "brief.MD")
    assert (tmp_path / "brief.MD").read_text(encoding="utf-8").startswith("# In brief: 2025-03-04 on trawler")
    with pytest.raises(FileError, match=r"\.docx"):
        write(engine, TRAWLER, tmp_path / "brief.pdf")
    with pytest.raises(FileError, match="cannot be written"):
        write(engine, TRAWLER, tmp_path / "nowhere" / "brief.md")
    assert [file.name for file in tmp_path.iterdir()] == ["brief.MD"]


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    there = tmp_path / "brief.md"
    replaced(there, "first")
    with pytest.raises(ZeroDivisionError), replacing(there) as beside:
        beside.write_text("half")
        raise ZeroDivisionError
    with pytest.raises(FileError, match="cannot be written: No space left"), replacing(there) as beside:
        beside.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("brief.md", "first")]


def test_an_empty_brief_says_why(engine: Local) -> None:
    written = manuscript(engine, assignment(Query('"no such phrase anywhere"')))
    assert "Nothing in this archive matches." in html(written)
    assert "Nothing in this archive matches." in markdown(written)


def _without_notes(text: str) -> str:
    """The body: this reader of Markdown knows no footnotes."""
    return text.partition("\n[^1]:")[0].replace("[^1]", "")


def test_an_address_is_a_link_only_to_the_web() -> None:
    web = replace(hostile("plain").notes[0], url="https://lantern.example/a")
    page = Tags(html(replace(hostile("plain"), notes=(web,))))
    assert "https://lantern.example/a" in page.addresses
