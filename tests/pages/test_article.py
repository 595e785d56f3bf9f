"""Article: its words, its marks, its provenance."""

import json
import re
from pathlib import Path

from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.outlets import OutletFacts
from ingest.read import read
from ingest.receipt import Tally
from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html


def test_the_passage_of_the_link_is_marked(open_page: OpenPage, engine: Local) -> None:
    hit = engine.search(Query("trawler crew")).hits[0]
    shown = html(open_page("article", article=hit.article, start=str(hit.start), end=str(hit.end)))
    assert shown.count('id="passage"') == 1
    words = re.sub(r"<[^>]+>", "", "".join(re.findall(r'<mark class="nd-focus".*?</mark>', shown)))
    assert words[:20] == hit.text[:20]
    assert f"characters {hit.start} to {hit.end}" in shown


def test_marks_can_be_put_away(open_page: OpenPage, engine: Local) -> None:
    quote = engine.quotes(Query("Maravec")).quotes[0]
    page = open_page("article", article=quote.article)
    assert '<span class="nd-speaker">' in html(page)
    page.pills(key="marks").set_value([]).run()
    assert '<span class="nd-speaker">' not in html(page)


def test_provenance_names_source_and_checksums(open_page: OpenPage, engine: Local) -> None:
    hit = engine.search(Query("trawler crew")).hits[0]
    article = engine.article(hit.article)
    shown = html(open_page("article", article=article.id))
    assert article.sha256 in shown
    assert article.source.sha256 in shown
    assert article.source.origin in shown


def test_a_link_to_nothing_says_so_and_offers_the_newest(open_page: OpenPage) -> None:
    page = open_page("article", article="ffffffffffffffff")
    assert not page.exception
    assert "Newest in the archive" in html(page)


def test_a_passage_outside_the_article_is_no_error(open_page: OpenPage, engine: Local) -> None:
    hit = engine.search(Query("trawler crew")).hits[0]
    page = open_page("article", article=hit.article, start="5", end="99999999")
    assert not page.exception
    assert "none chosen" in html(page)


def test_a_link_keeps_to_the_version_it_was_made_for(open_page: OpenPage, engine: Local) -> None:
    corrected = next(hit for hit in engine.search(Query(limit=1000)).hits if len(engine.versions(hit.article)) > 1)
    (_, first), *_ = engine.versions(corrected.article)
    old = html(open_page("article", article=corrected.article, sha256=first[:16]))
    assert first in old
    new = html(open_page("article", article=corrected.article))
    assert first not in new
    assert corrected.sha256 in new


def test_a_speaker_is_corrected_and_the_original_stays_in_sight(open_hostile: OpenPage) -> None:
    page = open_hostile("article", article=article_of(open_hostile))
    page.text_input(key="corrected_speaker").set_value("Cara <b>Moe").run()
    press(page, "Correct the speaker")
    assert "Cara &lt;b&gt;Moe" in html(page)
    assert "corrected; read as Ana Lind" in html(page)
    press(page, "Undo")
    assert "corrected; read as" not in html(page)


def test_a_rejected_quote_is_struck_out_and_can_come_back(open_hostile: OpenPage) -> None:
    page = open_hostile("article", article=article_of(open_hostile))
    press(page, "Reject: no quote")
    assert "<s>" in html(page)
    press(page, "Undo")
    assert "<s>" not in html(page)


def article_of(open_hostile: OpenPage) -> str:
    return html(open_hostile("article")).split("article?article=")[1][:16]


def test_the_day_of_an_article_is_put_right_and_undone(open_hostile: OpenPage) -> None:
    page = open_hostile("article", article=article_of(open_hostile))
    page.text_input(key="corrected_day").set_value("2023-05").run()
    press(page, "Correct the day")
    assert "2023-05-01 (to the month) · put right by a person" in html(page)
    assert "article day: 2024-02-03 → 2023-05-01" in html(page)
    press(page, "Undo")
    assert "2024-02-03 (to the day) · dated-text header" in html(page)


def test_a_day_that_is_none_gets_a_sentence_on_the_page(open_hostile: OpenPage) -> None:
    page = open_hostile("article", article=article_of(open_hostile))
    page.text_input(key="corrected_day").set_value("<b>soon").run()
    press(page, "Correct the day")
    assert "is no day: write 2024" in html(page)
    assert "<b>soon" not in html(page)


def test_a_date_in_the_text_is_put_right(open_hostile: OpenPage) -> None:
    page = open_hostile("article", article=article_of(open_hostile))
    assert "Was said" in html(page)
    press(page, "It is no date")
    assert "date mention: 2024-01-29 → none" in html(page)


def test_what_a_version_changed_is_marked_beside_the_one_before(open_page: OpenPage, engine: Local) -> None:
    corrected = next(hit for hit in engine.search(Query(limit=1000)).hits if len(engine.versions(hit.article)) > 1)
    shown = html(open_page("article", article=corrected.article))
    assert "<del>twelve</del>" in shown.lower() and "<ins>eleven</ins>" in shown.lower()
    once = html(open_page("article", article=engine.search(Query("trawler crew")).hits[0].article))
    assert "<h2>Versions</h2>" not in once


def test_what_the_day_rests_on_is_shown_and_dates_that_differ_are_told(tmp_path: Path, open_empty: OpenPage) -> None:
    line = {"text": "Talks ended.", "published": "2025-03-04", "url": "https://wire.example/2025/03/09/talks"}
    (tmp_path / "a.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with Local.open(Settings(library=tmp_path / "library"), create=True) as library:
        library.add_words(Tally().articles_of(read(tmp_path / "a.jsonl")))
        library.keep_outlets([OutletFacts("wire.example", "The Wire", owner="<b>Iverra</b> Press")])
        (hit,) = library.search(Query("talks")).hits
    shown = html(open_empty("article", article=hit.article))
    assert "all 2 dates that came with it" in shown
    assert "may also be 2025-03-09 (date in the address)" in shown
    assert "owned by &lt;b&gt;Iverra&lt;/b&gt; Press" in shown
