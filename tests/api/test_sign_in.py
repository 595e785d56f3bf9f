"""Over HTTP nobody reads what is not theirs: not by a forged header, an old token, another collection's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import broken, refused, routes
from desk.library import opened
from index.lock import Busy
from index.settings import Settings
from index.tokens import Tokens
from tests.contract.build import article

SECRET = "a secret of the proxy's"
ACCESS = """
sign_in = "proxy"
[collections.city]
library = "city"
readers = ["*"]
[collections.sources]
library = "sources"
readers = ["investigations"]
"""
ADA = {"X-Remote-User": "ada", "X-Newsdesk-Proxy": SECRET}
EVE = ADA | {"X-Remote-User": "eve", "X-Remote-Groups": "investigations"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "access.toml").write_text(ACCESS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSDESK_ACCESS", str(tmp_path / "access.toml"))
        patch.setenv("NEWSDESK_PROXY_SECRET", SECRET)
        for name, words in (("city", "The wall of the harbour stands."), ("sources", "The informant named the wall.")):
            library(tmp_path, name).add([article(name, words)])
        yield tmp_path


def library(folder: Path, name: str):  # type: ignore[no-untyped-def]  # the one that the routes open
    return opened(replace(Settings.from_environment(), library=folder / name))


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(Starlette(routes=routes(per_minute=30), exception_handlers={Exception: broken}))


def words(client: TestClient, address: str, headers: dict[str, str]) -> str:
    answer = client.get(f"/api/v1/{address}", headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_each_reads_their_own_collections(client: TestClient) -> None:
    assert "harbour" in words(client, "search?q=wall", ADA)
    assert "informant" in words(client, "search?q=wall&collection=sources", EVE)
    assert client.get("/api/v1/search?q=wall&collection=sources", headers=ADA).status_code == 403


def test_an_answer_kept_for_one_is_not_given_to_another(client: TestClient) -> None:
    first = client.get("/api/v1/search?q=wall&collection=sources", headers=EVE)
    again = client.get(
        "/api/v1/search?q=wall&collection=sources", headers=ADA | {"if-none-match": first.headers["etag"]}
    )
    assert again.status_code == 403


@pytest.mark.parametrize("address", ["search?q=informant", "quotes", "timeline", "summary?q=wall", "status"])
def test_another_collection_s_words_never_appear(client: TestClient, address: str) -> None:
    assert "informant" not in words(client, address, ADA)


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Remote-User": "ada"}, ADA | {"X-Newsdesk-Proxy": "guess"}, {"Authorization": "Bearer newsdesk_guess"}],
)
def test_a_forged_request_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/api/v1/search?q=wall", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "harbour" not in answer.text


def test_a_token_opens_the_library_it_was_issued_in(client: TestClient, folder: Path) -> None:
    tokens = Tokens(library(folder, "sources").ledger)
    secret, token = tokens.issue("notebook", owner="eve", role="reader")
    bearer = {"Authorization": f"Bearer {secret}"}
    assert "informant" in words(client, "search?q=wall", bearer)
    assert client.get("/api/v1/search?q=wall&collection=city", headers=bearer).status_code == 401
    tokens.revoke(token.number, owner="eve")
    assert client.get("/api/v1/search?q=wall", headers=bearer).status_code == 401


def test_a_token_opens_its_library_while_another_cannot_be_opened(client: TestClient, folder: Path) -> None:
    secret, _ = Tokens(library(folder, "sources").ledger).issue("notebook", owner="eve", role="reader")
    (folder / "no folder").write_text("", encoding="utf-8")
    access = folder / "access.toml"
    access.write_text(access.read_text(encoding="utf-8").replace('library = "city"', 'library = "no folder"'))
    assert "informant" in words(client, "search?q=wall", {"Authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/search?q=wall", headers={"Authorization": "Bearer newsdesk_guess"}).status_code == 503


def test_a_library_that_is_being_written_to_answers_later() -> None:
    assert refused(Busy("Somebody else writes.")).status_code == 503


def test_the_figures_are_the_administrator_s(client: TestClient, folder: Path) -> None:
    assert client.get("/metrics", headers=ADA).status_code == 403
    secret, _ = Tokens(library(folder, "city").ledger).issue("scraper", owner="root", role="administrator")
    assert client.get("/metrics", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_who_asks_too_much_is_told_when_to_go_on(client: TestClient) -> None:
    codes = [client.get("/api/v1/status", headers=ADA).status_code for _ in range(31)]
    assert codes == [200] * 30 + [429]
    last = client.get("/api/v1/status", headers=ADA)
    assert 0 < int(last.headers["retry-after"]) <= 60
    assert client.get("/api/v1/status", headers=EVE).status_code == 200
