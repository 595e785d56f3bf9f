"""Headlines held against articles that the project made up."""

import json

import pytest

from desk.__main__ import main
from desk.headline_check import Claim, check_headline
from desk.headline_door import headline_answer
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors

BODY = (
    "The harbour of Port Selm was closed on Monday after 300 ferry workers walked out at dawn.",
    "Mara Vint, who leads the union, said that nobody would sail before the wages were paid.",
    "The council may reopen the northern pier on Friday.",
)


def headline(title: str, *body: str) -> Claim:
    found, *_ = check_headline(article("a", *(body or BODY), title=title))
    return found


def told(claim: Claim) -> list[tuple[str, str]]:
    return [(one.how, one.reason) for one in claim.differences]


def test_a_headline_made_of_a_sentence_is_supported() -> None:
    found = headline("Port Selm harbour closed after 300 ferry workers walk out")
    assert found.support == "supported"
    assert told(found) == []
    assert found.rests_on[0].start > found.span.end


@pytest.mark.parametrize(
    ("title", "differences"),
    [
        ("Port Selm harbour closed after 500 ferry workers walk out", [("adds", "number")]),
        ("Port Selm harbour not closed after ferry workers walk out", [("adds", "negation")]),
        ("The harbour of Arlesk was closed after ferry workers walked out", [("adds", "name")]),
        ("Council reopens northern pier on Friday", [("drops", "modality")]),
    ],
)
def test_what_a_headline_adds_or_drops_is_named(title: str, differences: list[tuple[str, str]]) -> None:
    found = headline(title)
    assert found.support != "not found"
    assert told(found) == differences


def test_the_headline_of_another_article_has_no_support() -> None:
    found = headline("Growers expect record apple harvest in eastern valleys")
    assert found.support == "not found"
    assert (found.rests_on, found.differences) == ((), ())


def test_an_article_that_is_only_a_headline_has_nothing_to_compare() -> None:
    assert check_headline(article("a", title="Harbour closed")) == ()


def test_the_answer_is_as_documented() -> None:
    assert errors(headline_answer(article("a", *BODY, title="Harbour closed on Monday")), "headline") == []


def test_the_command_answers(
    library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(library.library))
    assert main(["search", "trawler crew", "--json", "--limit", "1"]) == 0
    found = json.loads(capsys.readouterr().out)["hits"][0]["article"]
    assert main(["headline", found]) == 0
    assert capsys.readouterr().out.startswith("HEADLINE: ")
    assert main(["headline", found, "--json"]) == 0
    assert errors(json.loads(capsys.readouterr().out), "headline") == []
