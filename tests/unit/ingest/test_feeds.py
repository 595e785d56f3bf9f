"""Feeds: an entry an article, and no entity that could unpack to any size."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from tests.unit.ingest.reading import all_articles, only_article, only_refusal

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Wire</title><language>en-gb</language>{}</channel></rss>"""
ITEM = """<item><title>Talks end</title><link>https://wire.example/a</link><guid>w-1</guid>
<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate>
<description>&lt;p&gt;Both sides &lt;b&gt;left&lt;/b&gt;.&lt;/p&gt;
&lt;p&gt;Nobody spoke.&lt;/p&gt;</description></item>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Wire</title><entry>
<title>Talks end</title><id>urn:a</id><updated>2025-03-05T01:00:00Z</updated>{}
<summary>Both sides left.</summary><content type="html">&lt;p&gt;Both sides left early.&lt;/p&gt;</content>
</entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><title>The Wire</title></channel>
<item rdf:about="https://wire.example/a"><title>Talks end</title><link>https://wire.example/a</link>
<dc:date>2025-03-04</dc:date></item></rdf:RDF>"""


def test_an_entry_of_rss_is_an_article_without_markup(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.xml", RSS.format(ITEM))
    assert found.text == "Talks end\nBoth sides left.\nNobody spoke."
    assert (found.url, found.given_id, found.language) == ("https://wire.example/a", "w-1", "en-gb")


def test_the_day_is_the_one_that_the_feed_prints(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.xml", RSS.format(ITEM))
    assert [(d.value, d.evidence) for d in found.dates] == [("Tue, 04 Mar 2025 23:30:00 -0500", "feed published")]


def test_an_atom_entry_has_its_summary_as_lede_and_is_published_before_it_is_updated(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.xml", ATOM.format("<published>2025-03-04T10:00:00Z</published>"))
    assert found.text == "Talks end\nBoth sides left.\nBoth sides left early."
    assert found.lede and found.lede.of(found.text) == "Both sides left."
    assert [d.evidence for d in found.dates] == ["feed published", "feed updated"]


def test_rdf_is_read(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.rdf", RDF)
    assert (found.text, found.dates[0].value) == ("Talks end", "2025-03-04")


@pytest.mark.parametrize("declared", ["koi8-r", "windows-1251", "utf-8"])
def test_the_encoding_is_the_declared_one_even_for_few_words(tmp_path: Path, declared: str) -> None:
    item = "<item><title>Мир</title></item>"
    feed = f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel>{item}</channel></rss>'
    assert only_article(tmp_path / "a.xml", feed.encode(declared)).text == "Мир"


def test_a_wrongly_declared_encoding_is_not_believed(tmp_path: Path) -> None:
    item = f"<item><title>{'Переговоры завершились, стороны уехали. ' * 5}</title></item>"
    feed = f'<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel>{item}</channel></rss>'
    assert "Переговоры" in only_article(tmp_path / "a.xml", feed.encode("cp1251")).text


def test_an_empty_entry_is_refused_by_its_number_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.format("<item><guid>1</guid></item>" + ITEM), encoding="utf-8")
    refused, found = read(tmp_path / "a.xml")
    assert isinstance(refused, Refusal) and refused.origin.endswith("a.xml#1") and "empty" in refused.reason
    assert isinstance(found, Received)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (RSS.format(""), "without entries"),
        ("<?xml version='1.0'?><catalogue><plant>Fern</plant></catalogue>", "no RSS, Atom or RDF"),
    ],
)
def test_xml_without_entries_is_refused(tmp_path: Path, content: str, why: str) -> None:
    assert why in only_refusal(tmp_path / "a.xml", content).reason


def test_billion_laughs_are_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]>'
        + RSS.format("<item><title>&l9;</title></item>").partition("?>")[2]
    )
    assert "bomb" in only_refusal(tmp_path / "a.xml", bomb).reason


def test_many_entries_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS.format(ITEM * 3), encoding="utf-8")
    assert [one.source.origin[-7:] for one in all_articles(tmp_path / "a.xml")] == ["a.xml#1", "a.xml#2", "a.xml#3"]
