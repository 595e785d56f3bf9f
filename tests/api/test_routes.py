"""The API gives what the commands give, and a sentence where it cannot."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from desk.__main__ import main
from index.settings import Settings
from tests.unit.desk.test_json import errors

ASKED = "q=close+the+strait&since=2025-03&limit=3"


def given(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("name", ["search", "quotes", "timeline", "summary"])
def test_an_answer_is_the_command_s(
    name: str, client: TestClient, library: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    main([name, "close the strait", "--since", "2025-03", "--limit", "3", "--json", "--library", str(library.library)])
    printed = json.loads(capsys.readouterr().out)
    answer = given(client, f"/api/v1/{name}?{ASKED}")
    answer.pop("next", None)
    assert answer == printed != {}


def test_what_is_like_a_passage_is_the_command_s(
    client: TestClient, library: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    hit = given(client, f"/api/v1/search?{ASKED}")["hits"][0]
    place = [hit["article"], str(hit["start"]), str(hit["end"])]
    main(["like", *place, "--until", "2025-04", "--limit", "3", "--json", "--library", str(library.library)])
    printed = json.loads(capsys.readouterr().out)
    address = "/api/v1/search?like={}&start={}&end={}&until=2025-04&limit=3".format(*place)
    assert given(client, address)["hits"] == printed["hits"] != []
    assert errors(printed, "search") == []
    assert hit["article"] not in {other["article"] for other in printed["hits"]}


def test_a_plain_question_has_no_operators(client: TestClient) -> None:
    asked = {"q": 'who would close the "straits of nowhere', "plain": "true"}
    assert client.get("/api/v1/search", params=asked).json()["groups"] > 0
    assert "not closed" in client.get("/api/v1/search", params={"q": asked["q"]}).json()["error"]


def test_two_outlets_make_the_columns(client: TestClient) -> None:
    answer = given(client, "/api/v1/compare?q=strait&outlet=harbourwire.example&outlet=dailyflare.example")
    assert [column["label"] for column in answer["columns"]] == ["harbourwire.example", "dailyflare.example"]
    assert answer["rows"]


def test_an_article_is_as_documented(client: TestClient) -> None:
    hit = given(client, f"/api/v1/search?{ASKED}")["hits"][0]
    article = given(client, f"/api/v1/articles/{hit['article']}")
    assert errors(article, "article") == []
    assert article["text"][hit["start"] : hit["end"]] == hit["text"]
    assert article["quotes"]


def test_the_status_is_as_documented(client: TestClient) -> None:
    assert errors(given(client, "/api/v1/status"), "status") == []


def test_next_leads_through_every_row_once(client: TestClient) -> None:
    seen, address = [], "/api/v1/search?q=strait&limit=20"
    while address:
        answer = given(client, address)
        seen += [(hit["article"], hit["start"]) for hit in answer["hits"]]
        address = answer["next"]
    assert len(seen) == len(set(seen)) == answer["groups"] > 20


def test_an_unchanged_library_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/status")
    again = client.get("/api/v1/status", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get(f"/api/v1/search?{ASKED}", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("address", "code", "said"),
    [
        ("search?q=%22open", 400, "not closed"),
        ("search?text=strait", 400, "no option 'text'"),
        ("search?limit=-1", 400, "limit is '-1'"),
        ("search?limit=99999", 400, "from 0 to 1,000"),
        ("search?since=spring", 400, "is no period"),
        ("search?since=2025&until=2024", 400, "before"),
        ("search?order=best", 400, "order is 'best'"),
        ("search?q=a&q=b", 400, "given 2 times"),
        ("compare?q=strait&outlet=one", 400, "two times or more"),
        ("articles/0000000000000000", 404, "No article has the id"),
        ("articles/0000000000000000?version=x", 400, "version is 'x'"),
        ("everything", 404, "There is no answer 'everything'"),
    ],
)
def test_what_cannot_be_answered_gets_a_sentence(client: TestClient, address: str, code: int, said: str) -> None:
    answer = client.get(f"/api/v1/{address}")
    assert (answer.status_code, errors(answer.json(), "error")) == (code, [])
    assert said in answer.json()["error"]


def test_nothing_can_be_written(client: TestClient) -> None:
    assert {client.request(method, "/api/v1/search").status_code for method in ("POST", "PUT", "DELETE", "PATCH")} == {
        405
    }


def test_a_ready_server_says_so(client: TestClient) -> None:
    assert given(client, "/api/live") == {"live": True}
    assert given(client, "/api/ready") == {"ready": True, "faults": []}


def test_metrics_count_every_answer(client: TestClient) -> None:
    def answered() -> float:
        told = client.get("/metrics")
        assert told.headers["content-type"].startswith("application/openmetrics-text")
        assert "newsdesk_articles 6" in told.text
        return float(re.findall(r'seconds_count\{answer="search"\} (\S+)', told.text)[0])

    given(client, f"/api/v1/search?{ASKED}")
    before = answered()
    given(client, f"/api/v1/search?{ASKED}")
    client.get("/api/v1/search?limit=x")
    assert answered() == before + 2
