"""What can be said of samples/ without a reader: its forms, its days, its addresses, and what its README promises."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[3] / "samples"
DATED_HEADER = re.compile(r"^ date (\d{4}-\d\d-\d\d) (https://\S+)$", re.MULTILINE)
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)"')
STORY = (date(2025, 3, 1), date(2025, 5, 31))


def headers(folder: str) -> list[tuple[str, str]]:
    """(day, address) of every dated-text article in a folder, in the order they are read."""
    files = sorted((SAMPLES / folder).glob("*.txt"))
    return [found for file in files for found in DATED_HEADER.findall(file.read_text(encoding="utf-8"))]


def rows() -> list[dict[str, str]]:
    files = sorted((SAMPLES / "jsonl").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def pages() -> list[str]:
    """Every saved page; one is windows-1252, so only its ASCII may be relied upon."""
    return [file.read_bytes().decode("latin-1") for file in sorted((SAMPLES / "pages").glob("*.html"))]


def addresses() -> list[str]:
    """One for every article that has one, in whichever form it comes."""
    canonical = [found[1] for page in pages() if (found := CANONICAL.search(page))]
    return [url for _, url in headers("dated")] + [row["url"] for row in rows()] + canonical


def test_each_folder_holds_as_many_articles_as_its_readme_says() -> None:
    found = (len(headers("dated")), len(rows()), len(pages()), len(list((SAMPLES / "plain").glob("*.txt"))))
    assert found == (21, 23, 12, 6)


def test_every_article_has_an_address_of_its_own_that_leads_nowhere() -> None:
    found = addresses()
    assert len(set(found)) == len(found) == 21 + 23 + 12
    assert all(re.match(r"https://[a-z]+\.example/", url) for url in found)


def test_the_correction_has_the_address_of_an_article_and_is_read_after_it() -> None:
    ((day, url),) = headers("updates")
    assert (day, url) in headers("dated")
    assert max(folder.name for folder in SAMPLES.iterdir() if folder.is_dir()) == "updates"


def test_every_day_of_publication_lies_in_the_three_months_of_the_story() -> None:
    days = [day for day, _ in headers("dated")] + [row["published"][:10] for row in rows()]
    assert all(STORY[0] <= date.fromisoformat(day) <= STORY[1] for day in days)


def test_one_article_is_russian_and_one_is_chinese() -> None:
    assert sorted(row["lang"] for row in rows() if row["lang"] != "en") == ["ru", "zh"]


def test_the_readme_names_only_files_that_exist() -> None:
    named = re.findall(
        r"`((?:dated|jsonl|pages|plain|updates)/[^`]+\.\w+)`", (SAMPLES / "README.md").read_text("utf-8")
    )
    assert named
    assert [name for name in named if not (SAMPLES / name).is_file()] == []


@pytest.mark.parametrize(
    "words", ["**not bold**", "<script>alert(1)</script>", "$5 to $10", "=SUM(A1)", ":material/home:"]
)
def test_one_article_holds_text_that_looks_like_code(words: str) -> None:
    assert sum(words in row["text"] for row in rows()) == 1
