"""Verify: one quote, or all of a draft."""

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import html

WORD = "We only wanted to be sure which word it was"


def test_a_quote_in_the_link_gets_its_verdict_and_its_source(open_page: OpenPage) -> None:
    page = open_page("verify", words="We only wanted to be sure which number it was", by="Vost")
    assert not page.exception
    shown = html(page)
    assert "Altered" in shown
    assert "<del>word</del>" in shown
    assert "<ins>number</ins>" in shown
    assert "article?article=" in shown


def test_somebody_elses_words_are_said_to_be_so(open_page: OpenPage) -> None:
    assert "Somebody else&#x27;s" in html(open_page("verify", words=WORD, by="Ilse Maravec"))


def test_what_is_nowhere_says_what_was_looked_through(open_page: OpenPage) -> None:
    shown = html(open_page("verify", words="The moon is a harsh mistress for all of us here"))
    assert "Not in this archive" in shown
    assert "articles in" in shown


def test_words_that_are_none_or_too_many_get_a_sentence(open_page: OpenPage) -> None:
    assert "no words" in html(open_page("verify", words="…"))
    assert "paste a shorter passage" in html(open_page("verify", words="word " * 2000))


def test_a_pasted_draft_is_checked_quote_by_quote(open_page: OpenPage) -> None:
    page = open_page("verify", what="A draft")
    assert "Paste a draft" in html(page)
    page.text_area(key="draft").set_value(f'Strike ends\n\n"{WORD}," said Gil Tarrow.\n').run()
    assert not page.exception
    shown = html(page)
    assert "1 quote in draft.txt, 1 to look at" in shown
    assert "Helene Vost" in shown


def test_a_hostile_quote_is_no_markup(open_page: OpenPage) -> None:
    page = open_page("verify", words=f"<script>alert(1)</script> {WORD}", by="<b>x</b>")
    assert "<script>alert" not in html(page)
    assert "<b>x</b>" not in html(page)
