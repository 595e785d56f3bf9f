"""Collections in forms of their own: Reuters SGML, TIME of 1963, Chinese lines, short keys and mappings in JSON."""

from __future__ import annotations

import json
from pathlib import Path

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from tests.unit.ingest.reading import all_articles, only_article, only_refusal

REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="NO" OLDID="1" NEWID="9"><DATE> 4-MAR-1987 15:59:17.10</DATE><UNKNOWN>&#5;&#5;F</UNKNOWN>
<TEXT>&#2;<TITLE>TALKS &lt;END> IN PORT</TITLE><DATELINE>    PORT AMITY, March 4 - </DATELINE><BODY>Both sides left.
 REUTER
&#3;</BODY></TEXT></REUTERS>
<REUTERS NEWID="10"><TEXT><TITLE>CUT"""


def test_reuters_sgml_gives_title_dateline_and_body_and_names_what_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a.sgm").write_text(REUTERS, encoding="utf-8")
    found, cut = read(tmp_path / "a.sgm")
    assert isinstance(found, Received) and found.text == "TALKS <END> IN PORT\nPORT AMITY, March 4 - Both sides left."
    assert (found.given_id, found.dates[0].value, found.outlet) == ("9", "4-MAR-1987 15:59:17.10", "Reuters")
    assert isinstance(cut, Refusal) and "breaks off" in cut.reason


def test_articles_of_time_are_parted_by_their_headers(tmp_path: Path) -> None:
    text = "*TEXT 017 01/04/63 PAGE 020\n\nBOTH SIDES LEFT .\n\n*TEXT 018 12/28/63 PAGE 021\n\nNOBODY SPOKE .\n*STOP\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    first, second = all_articles(tmp_path / "a.txt")
    assert (first.text, second.text) == ("BOTH SIDES LEFT .", "NOBODY SPOKE .")
    assert [one.dates[0].value for one in (first, second)] == ["1963-01-04", "1963-12-28"]


def test_chinese_lines_have_their_day_before_the_label(tmp_path: Path) -> None:
    lines = "[ 2023-07-28 16：40 ] ，正文：会谈结束。\n2023-08-03，正文：双方离开。\n，正文：无人发言。\n"
    (tmp_path / "a.txt").write_text(lines, encoding="utf-8")
    found = all_articles(tmp_path / "a.txt")
    assert [one.text for one in found] == ["会谈结束。", "双方离开。", "无人发言。"]
    assert [[date.value for date in one.dates] for one in found] == [["2023-07-28 16：40"], ["2023-08-03"], []]


def test_the_short_keys_of_a_search_index_count_only_together(tmp_path: Path) -> None:
    row = {"t": "Talks end", "d": "2025-03-04", "u": "https://wire.example/a", "s": "Both si"}
    found = only_article(tmp_path / "a.json", json.dumps([row]))
    assert (found.text, found.url, found.dates[0].value) == ("Talks end", "https://wire.example/a", "2025-03-04")
    assert "no column" in only_refusal(tmp_path / "b.json", json.dumps([{"t": "Talks end"}])).reason


def test_objects_under_their_ids_are_articles(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"x": {"articleBody": "Left."}, "y": {"text": "Spoke."}}), "utf-8")
    assert [(one.given_id, one.text) for one in all_articles(tmp_path / "a.json")] == [("x", "Left."), ("y", "Spoke.")]


def test_markup_in_a_cell_is_no_part_of_the_words(tmp_path: Path) -> None:
    row = {"title": "Talks end", "text": "<p>Both <a href='x'>sides</a> left.</p><p>Nobody spoke.</p>"}
    assert only_article(tmp_path / "a.json", json.dumps([row])).text == "Talks end\nBoth sides left.\nNobody spoke."


def test_the_address_of_a_feed_is_no_outlet(tmp_path: Path) -> None:
    row = {"title": "Talks end", "link": "https://wire.example/a", "source": "https://feeds.wire.example/rss"}
    assert only_article(tmp_path / "a.json", json.dumps([row])).outlet is None
    assert only_article(tmp_path / "a.json", json.dumps([row | {"link": ""}])).outlet == "feeds.wire.example"


def test_a_text_longer_than_any_article_is_refused(tmp_path: Path) -> None:
    assert "split it" in only_refusal(tmp_path / "a.txt", b"a" * (1 << 25)).reason
    assert "split it" in only_refusal(tmp_path / "a.json", json.dumps([{"text": "a " * (1 << 22)}])).reason


def test_marks_without_words_are_refused(tmp_path: Path) -> None:
    assert "no words" in only_refusal(tmp_path / "a.json", json.dumps([{"text": "… — !"}])).reason
