"""Every page over the samples, over nothing, and over an article that would like to be markup."""

import pytest
from streamlit.testing.v1 import AppTest

from index.lock import Busy
from tests.pages.conftest import OpenPage, press

PAGES = ("search", "timeline", "compare", "people", "verify", "article", "library")


def html(page: AppTest) -> str:
    """What the page shows of articles."""
    return "\n".join(block.value for block in page.html if not block.value.startswith("<style>"))


def markdown(page: AppTest) -> str:
    """What the page lets Streamlit interpret."""
    parts = (page.markdown, page.title, page.header, page.subheader, page.caption, page.button, page.toggle)
    return "\n".join(str(getattr(element, "label", "") or element.value) for part in parts for element in part)


@pytest.mark.parametrize("name", PAGES)
def test_each_page_draws_over_the_samples(open_page: OpenPage, name: str) -> None:
    page = open_page(name)
    assert not page.exception
    assert html(page)


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_library_tells_the_first_step(open_empty: OpenPage, name: str) -> None:
    page = open_empty(name)
    assert not page.exception
    assert "Nothing is in the library yet" in [heading.value for heading in page.subheader]
    assert "python -m ingest add samples" in page.code[0].value


@pytest.mark.parametrize("name", PAGES)
def test_an_article_is_never_markup(open_hostile: OpenPage, name: str) -> None:
    words = "<img src=x onerror=alert(2)> is *no* picture of the harbour"  # what the Verify page looks up
    page = open_hostile(name, q="picture", speakers=["Ana Lind", "Bo Berg"], words=words)
    assert not page.exception
    shown = html(page)
    assert name in ("library", "people") or "&lt;script&gt;" in shown or "&lt;img" in shown
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "<i>outlet" not in shown
    assert "script" not in markdown(page)
    assert "material/home" not in markdown(page)


def test_an_address_that_runs_code_is_no_link(open_hostile: OpenPage) -> None:
    found = html(open_hostile("article"))
    article = found.split("article?article=")[1][:16]
    shown = html(open_hostile("article", article=article))
    assert "Provenance" in shown
    assert 'href="javascript' not in shown
    assert "&lt;img" in shown
    assert "<img" not in shown


def test_what_cannot_be_answered_now_can_be_tried_again(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*asked: object) -> None:
        raise Busy("Somebody else writes.")

    with monkeypatch.context() as patch:
        patch.setattr("views.answers.search", busy)
        page = open_page("search", q="trawler crew")
    assert "Somebody else writes." in html(page) and not page.exception
    press(page, "Try again")
    assert "nd-card" in html(page) and "Somebody else writes." not in html(page)
    assert "Try again" not in [button.label for button in open_page("search", q='"trawler').button]
