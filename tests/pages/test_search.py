"""Search: question in the URL, hits as cards."""

import re
from pathlib import Path

from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.outlets import OutletFacts
from tests.contract.build import article
from tests.pages.conftest import OpenPage, press
from tests.pages.test_pages import html


def test_a_hit_shows_the_words_asked_for_and_leads_to_them(open_page: OpenPage) -> None:
    shown = html(open_page("search", q="trawler crew"))
    assert re.search(r"\d+ paragraphs in \d+ articles", shown)
    assert "<mark>trawler</mark>" in shown
    assert re.search(r'href="article\?article=[0-9a-f]{16}&amp;sha256=[0-9a-f]{16}&amp;start=\d+&amp;end=\d+"', shown)


def test_an_outlet_in_the_url_is_the_only_one_shown(open_page: OpenPage) -> None:
    shown = html(open_page("search", q="strait", outlet="vna.example"))
    assert "vna.example</bdi>" in shown
    assert "harbourwire.example</bdi>" not in shown
    assert "Only: vna.example" in shown


def test_days_in_the_url_bound_what_is_shown(open_page: OpenPage) -> None:
    days = re.findall(r"<time>([\d-]+)</time>", html(open_page("search", since="2025-04-01", until="2025-04-30")))
    assert days
    assert all(day.startswith("2025-04") for day in days)


def test_nothing_found_says_what_was_looked_through(open_page: OpenPage) -> None:
    page = open_page("search", q='"no such words anywhere"')
    assert "Nothing in these" in html(page)
    assert "no such words anywhere" in html(page)
    assert not page.exception


def test_neighbours_are_shown_on_demand(open_page: OpenPage) -> None:
    page = open_page("search", q="trawler crew")
    assert "nd-around" not in html(page)
    page.toggle(key="around").set_value(True).run()
    assert "nd-around" in html(page)


def test_another_question_begins_on_its_first_page(open_page: OpenPage) -> None:
    page = open_page("search", q="strait", page="2")
    second = html(page)
    page.text_input(key="q").set_value("harbour").run()
    page.text_input(key="q").set_value("strait").run()
    assert page.session_state["page"] == 1
    assert html(page) != second


def test_what_is_shown_can_be_taken_away(open_page: OpenPage) -> None:
    labels = [button.label for button in open_page("search", q="strait").get("download_button")]
    assert labels[:2] == ["Download these as CSV", "Download these as JSON"]
    assert [label.split()[0] for label in labels[2:]] == ["RIS", "BibTeX", "CSL-JSON", "All"]


def test_a_link_that_somebody_mistyped_still_opens(open_page: OpenPage) -> None:
    page = open_page("search", page="many", since="soon", order="best", undated="perhaps", outlet="<b>no outlet</b>")
    assert not page.exception
    assert "Only: &lt;b&gt;no outlet&lt;/b&gt;" in html(page)


def test_an_open_quotation_mark_is_explained(open_page: OpenPage) -> None:
    page = open_page("search", q='"strait')
    assert not page.exception
    assert "not closed" in html(page)


def test_a_brief_is_made_of_the_archives_own_sentences(open_page: OpenPage) -> None:
    page = open_page("search", q="close the strait", brief="true")
    assert "nd-brief" in html(page)
    assert "Verbatim sentences" in html(page)
    assert "nd-brief" not in html(open_page("search", q="close the strait"))


def test_a_brief_without_support_says_what_there_is(open_page: OpenPage) -> None:
    shown = html(open_page("search", q="bananas", brief="true"))
    assert "nd-brief" not in shown
    assert "Too little for a brief" in shown


def test_a_malformed_question_is_pointed_at(open_page: OpenPage) -> None:
    shown = html(open_page("search", q="ferry AND (strike"))
    assert "not closed" in shown and "^" in shown


def test_each_hit_says_why_it_stands_where_it_does(open_page: OpenPage) -> None:
    assert "words 0.6 x" in html(open_page("search", q="trawler crew"))


def test_the_sentence_nearest_in_meaning_is_underlined_and_words_are_marked(open_page: OpenPage) -> None:
    page = open_page("search", q="trawler crew")
    assert "nd-near" not in html(page)
    page.toggle(key="nearest").set_value(True).run()
    assert 'class="nd-near"' in html(page) and "<mark>" in html(page)


def test_more_like_this_leads_to_other_articles(open_page: OpenPage) -> None:
    link = re.search(
        r'href="search\?like=([0-9a-f]{16})&amp;start=(\d+)&amp;end=(\d+)"', html(open_page("search", q="trawler crew"))
    )
    assert link
    shown = html(open_page("search", like=link[1], start=link[2], end=link[3]))
    assert "More like:" in shown and "nd-card" in shown
    assert f"article={link[1]}" not in shown


def test_what_is_like_a_passage_or_near_to_nothing_found_can_be_cited_and_kept(
    open_page: OpenPage,
) -> None:
    like = re.search(r"like=([0-9a-f]{16})", html(open_page("search", q="trawler crew")))
    assert like
    for asked in ({"like": like[1]}, {"q": '"no such words" crew'}):
        shown = html(open_page("search", **asked))
        assert 'class="nd-cards"' in shown and "newsdeskCites" in shown
        for named in ("data-cite", "data-pick", "data-star", "data-keep"):
            assert named in shown.partition("<script>")[0]


def test_offsets_of_thousands_of_digits_are_none(open_page: OpenPage, engine: Local) -> None:
    article, digits = engine.search(Query("strait", limit=1)).hits[0].article, "9" * 5000
    for name in ("article", "like"):
        page = open_page("article" if name == "article" else "search", **{name: article}, start="1", end=digits)
        assert not page.exception
    assert not open_page("search", after=digits).exception


def test_what_is_like_a_quote_or_an_article_is_shown(open_page: OpenPage, engine: Local) -> None:
    quote = engine.quotes(Query("strait")).quotes[0]
    shown = html(open_page("article", article=quote.article))
    assert f'search?like={quote.article}&amp;start={quote.start}&amp;end={quote.end}"' in shown
    for place in ({}, {"start": str(quote.start), "end": str(quote.end)}):
        found = html(open_page("search", like=quote.article, **place))
        assert "More like: “" in found
        assert f"article?article={quote.article}" not in found
        assert "nd-card" in found


def test_a_query_that_finds_nothing_leads_to_its_words_alone(open_page: OpenPage) -> None:
    shown = html(open_page("search", q='"strait of nowhere" crew'))
    assert "Search for these words, without" in shown
    (link,) = re.findall(r'href="search\?(q=[^"]*plain=true)"', shown)
    assert "nowhere" in link
    plain = html(open_page("search", q='"strait of nowhere" crew', plain="true"))
    assert re.search(r"\d+ paragraphs in \d+ articles", plain)
    assert "Only: plain words" in plain


def test_a_search_is_saved_and_says_what_is_new(open_page: OpenPage) -> None:
    page = open_page("search", q="trawler crew", outlet="vna.example")
    next(box for box in page.text_input if box.label == "Name for this search").set_value("crews")
    press(page, "Save this search")
    try:
        assert re.search(r'href="search\?q=trawler\+crew&amp;outlet=vna.example">crews</a>: nothing new', html(page))
        assert "crews</a>: nothing new" in html(open_page("search"))
    finally:
        press(page, "Forget")
    assert "crews</a>" not in html(page)


def test_what_is_known_of_an_outlet_rests_on_its_name(tmp_path: Path, open_empty: OpenPage) -> None:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as library:
        library.add_words([article("a", "Talks ended."), article("b", "Talks began.", outlet="wire.example")])
        library.keep_outlets([OutletFacts("wire.example", "The Wire", owner='"Iverra" Press')])
    shown = html(open_empty("search", q="talks"))
    assert '<bdi title="The Wire · owned by &quot;Iverra&quot; Press">wire.example</bdi>' in shown
    assert "<bdi>the-lantern.example</bdi>" in shown
