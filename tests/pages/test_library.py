"""Library: what is in it, and how files come in."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from desk.worker import work
from index.local import Local
from index.settings import Settings
from ingest.outlets import OutletFacts
from tests.contract.build import article
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import html

ARTICLE = b" date 2024-02-03 https://lantern.example/harbour\nThe harbour reopens\n\nShips may enter again on Monday.\n"


def test_figures_and_outlets_are_shown(open_page: OpenPage) -> None:
    page = open_page("library")
    figures = {metric.label: metric.value for metric in page.metric}
    assert int(figures["Articles"]) >= 60
    assert "harbourwire.example" in html(page)


def test_what_is_known_of_an_outlet_rests_on_its_name_in_the_chart(tmp_path: Path, open_empty: OpenPage) -> None:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as library:
        library.add_words([article("b", "Talks began.", outlet="wire.example")])
        library.keep_outlets([OutletFacts("wire.example", "The Wire")])
    assert '<bdi title="The Wire">wire.example</bdi>' in html(open_empty("library"))


def read_by_now(page: AppTest) -> None:
    """What was uploaded has been read: by the process that the page has started, or by this one."""
    with Local.open(Settings.from_environment()) as library:
        work(library)
    page.run()


def test_an_uploaded_article_is_kept_and_acknowledged(open_empty: OpenPage) -> None:
    page = open_empty("library")
    page.file_uploader[0].upload("harbour.txt", ARTICLE)
    page.run()
    page.button[0].click().run()
    read_by_now(page)
    assert not page.exception
    assert "1 received: 1 new" in html(page)
    assert {metric.label: metric.value for metric in page.metric}["Articles"] == "1"


def test_a_refused_file_is_named_with_its_reason(open_empty: OpenPage) -> None:
    page = open_empty("library")
    page.file_uploader[0].upload("broken.jsonl", b"this is no JSON\n")
    page.run()
    page.button[0].click().run()
    read_by_now(page)
    assert "broken.jsonl" in html(page)
    assert "broken.jsonl" in page.dataframe[0].value["Where"][0]
