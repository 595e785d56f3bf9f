"""The list of outlets: facts taken whole, or a sentence with the line that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.local import Local
from index.settings import Settings
from ingest.article import IngestError
from ingest.outlets import OutletFacts, read_outlets
from ingest.read import read

LIST = (
    "domain,name,country,owner,note\nhttps://www.Wire.example/,The Wire,Iverra,Iverra Press,founded 1921\nReuters,,,,\n"
)


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "outlets.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    return path


def test_facts_are_kept_under_the_domain_that_articles_have(listed: Path) -> None:
    wire, reuters = read_outlets(listed)
    assert wire == OutletFacts("wire.example", "The Wire", "Iverra", "Iverra Press", "", "founded 1921")
    assert reuters == OutletFacts("reuters")


def test_a_list_of_outlets_in_a_folder_is_no_article(listed: Path) -> None:
    assert list(read(listed.parent)) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("name,owner\nThe Wire,\n", "expected the columns"),
        ("domain,name\n,The Wire\n", "line 2"),
        ("", "expected the columns"),
    ],
)
def test_a_list_that_is_none_is_told(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "outlets.csv").write_text(content, encoding="utf-8")
    with pytest.raises(IngestError, match=told):
        read_outlets(tmp_path / "outlets.csv")


def test_what_is_known_of_an_outlet_can_be_corrected(tmp_path: Path) -> None:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as library:
        library.keep_outlets([OutletFacts("wire.example", "The Wire"), OutletFacts("b.example", "B")])
        before = library.version
        library.keep_outlets([OutletFacts("wire.example", "The Wire")])
        assert library.version == before
        library.keep_outlets([OutletFacts("wire.example", "The Iverra Wire")])
        assert {domain: facts.name for domain, facts in library.outlets().items()} == {
            "b.example": "B",
            "wire.example": "The Iverra Wire",
        }
