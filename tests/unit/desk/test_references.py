"""Citations and files for reference managers, read back by the libraries that others read them with."""

import doctest
import json
from dataclasses import replace

import bibtexparser
import pytest
import rispy

from desk import references as module
from desk.__main__ import main
from desk.citations import citation
from desk.references import bibtex, csl, ris
from index.engine import Engine, Query, QuoteHit
from index.settings import Settings
from tests.unit.desk.test_statements import quoted

ODD = replace(
    quoted("“Fifty % of {all} & more \\ said\nER  - she”"),
    title="A title} with, braces = {and\nTY  - a line",
    url="https://a.example/b?c=%20&d={e}",
    outlet="a.example",
    speaker="Mara Vint",
)


def test_a_citation_holds_who_the_words_where_when_and_the_proof(engine: Engine) -> None:
    quote = engine.quotes(Query("close the strait")).quotes[0]
    line = citation(quote)
    for part in (" ".join(quote.text.split()), quote.title, str(quote.published), quote.url, quote.sha256):
        assert part
        assert part in line
    assert f"characters {quote.start}-{quote.end}" in line
    assert "\n" not in citation(ODD)


def test_hits_are_cited_too(engine: Engine) -> None:
    hit = engine.search(Query("close the strait")).hits[0]
    assert hit.sha256 in citation(hit)
    assert json.loads(csl([hit]))[0]["abstract"] == hit.text


def test_ris_comes_back_whole(engine: Engine) -> None:
    quotes = engine.quotes(Query(limit=50)).quotes
    read = rispy.loads(ris(quotes))
    assert len(read) == len(quotes) == 50
    for row, quote in zip(read, quotes, strict=True):
        assert (row["type_of_reference"], row.get("secondary_title")) == ("NEWS", quote.outlet)
        assert quote.sha256 in row["notes"][0]
        assert row["abstract"] == " ".join(quote.text.split())


def test_bibtex_comes_back_whole(engine: Engine) -> None:
    quotes = engine.quotes(Query(limit=50)).quotes
    read = bibtexparser.parse_string(bibtex(quotes))
    assert not read.failed_blocks
    assert len(read.entries) == 50
    for entry, quote in zip(read.entries, quotes, strict=True):
        assert quote.sha256 in entry.fields_dict["note"].value


@pytest.mark.parametrize("undated", [ODD, replace(ODD, published=None, url=None, outlet=None)])
def test_no_text_ends_a_field(undated: QuoteHit) -> None:
    (row,) = rispy.loads(ris([undated]))
    assert row["title"] == "A title} with, braces = {and TY - a line"
    (entry,) = bibtexparser.parse_string(bibtex([undated])).entries
    assert undated.sha256 in entry.fields_dict["note"].value
    assert json.loads(csl([undated]))[0]["title"] == row["title"]
    assert ("issued" in csl([undated])) is (undated.published is not None)


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl"])
@pytest.mark.parametrize("command", ["search", "quotes"])
def test_both_commands_write_each_form(
    library: Settings, command: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main((command, "strait", "--references", form, "--library", str(library.library))) == 0
    assert "SHA-256" in capsys.readouterr().out


def test_the_examples_hold() -> None:
    assert doctest.testmod(module) == (0, 1)
