"""People: the matrix, one person, and merging by hand."""

from tests.pages.conftest import OpenPage
from tests.pages.test_article import press
from tests.pages.test_pages import html

MARAVEC = "Ilse Maravec"


def test_a_number_opens_the_statements_that_it_counts(open_page: OpenPage) -> None:
    shown = html(open_page("people", q="close the strait"))
    assert "2025-03" in shown
    assert 'href="people?person=Ilse+Maravec&amp;q=close+the+strait&amp;since=2025-03-01&amp;until=2025-03-31"' in shown
    opened = html(open_page("people", person=MARAVEC, q="close the strait", since="2025-03-01", until="2025-03-31"))
    assert "will not close the Kelm Strait to anyone" in opened
    assert "earliest in this archive" in opened


def test_its_links_ask_the_same_question(open_page: OpenPage) -> None:
    shown = html(open_page("people", q="close AND strait", plain="true"))
    assert 'href="people?person=Ilse+Maravec&amp;q=close+AND+strait&amp;plain=true' in shown


def test_themes_can_be_the_columns(open_page: OpenPage) -> None:
    shown = html(open_page("people", columns="Themes", themes=["cholera", "strike"]))
    assert '<th scope="col">cholera</th>' in shown
    assert "Pia Sondrel" in shown


def test_a_person_is_shown_as_printed_with_themes_and_outlets(open_page: OpenPage) -> None:
    shown = html(open_page("people", person=MARAVEC))
    assert "Foreign Minister Ilse Maravec" in shown
    assert "Quoted by" in shown
    assert "vna.example" in shown


def test_drift_shows_words_and_no_contradiction(open_page: OpenPage) -> None:
    shown = html(open_page("people", person=MARAVEC, q="close the strait", part="How the words changed"))
    assert "other words" in shown
    assert "near in meaning (cosine" in shown
    assert "no contradiction" in shown


def test_names_are_merged_by_hand_and_split_again(open_hostile: OpenPage) -> None:
    page = open_hostile("people")
    page.text_input(key="merge_name").set_value("Ana Lind")
    page.text_input(key="merge_also").set_value("Bo Berg").run()
    press(page, "Merge")
    assert "Bo Berg → Ana Lind" in html(page)
    assert ">Bo Berg</a>" not in html(page)
    press(page, "Undo")
    assert ">Bo Berg</a>" in html(page)


def test_somebody_who_says_nothing_is_told(open_page: OpenPage) -> None:
    assert "Nothing of theirs" in html(open_page("people", person="<b>Nobody"))
