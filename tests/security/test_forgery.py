"""What a page elsewhere can make a reader's browser do: nothing that changes anything here, nothing that leads away."""

from __future__ import annotations

import doctest
import http.client
import socket
from contextlib import closing
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from websockets.exceptions import InvalidHandshake
from websockets.sync.client import connect

from api import origins
from api.origins import OneOrigin
from desk.access import AccessError, check_name, read_access
from desk.titles import file_name
from index.settings import Settings

EVIL = "http://evil.example"


def session(address: str, origin: str, host: str = "") -> None:
    """Open a session as a browser does whose page is of this origin."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port)) as wire:
        name = host or place.netloc
        url = f"ws://{name}/_stcore/stream"
        with connect(url, sock=wire, origin=origin, subprotocols=["streamlit"], proxy=None):  # type: ignore[arg-type, list-item]
            pass


def test_a_page_elsewhere_opens_no_session(address: str) -> None:
    session(address, address)
    for origin in (EVIL, "null", "https://127.0.0.1.evil.example", f"{address}.evil.example"):
        with pytest.raises(InvalidHandshake):
            session(address, origin)


def test_a_name_that_was_bent_to_this_machine_opens_no_session(address: str) -> None:
    port = urlsplit(address).port
    with pytest.raises(InvalidHandshake):
        session(address, f"http://evil.example:{port}", host=f"evil.example:{port}")
    assert httpx.get(f"{address}/api/v1/status", headers={"Host": "evil.example"}).status_code == 400


def test_a_page_without_sign_in_is_drawn_under_this_machine_s_names_only() -> None:
    access = read_access(Settings())
    for own in ("127.0.0.1:8501", "localhost:8501", "[::1]:8501"):
        check_name(access, own)
    for other in ("evil.example:8501", "127.0.0.1.evil.example", "10.0.0.1:8501"):
        with pytest.raises(AccessError, match="this machine alone"):
            check_name(access, other)


@pytest.mark.parametrize("headers", [{"Origin": EVIL}, {"Origin": "null"}, {}])
def test_an_upload_that_the_page_itself_did_not_begin_is_refused(address: str, headers: dict[str, str]) -> None:
    for method in ("PUT", "DELETE"):
        answer = httpx.request(
            method, f"{address}/_stcore/upload_file/session/file", headers=headers, files={"f": b"x"}
        )
        assert answer.status_code == 403, answer.text


def test_another_origin_writes_nothing_whatever_the_route() -> None:
    app = Starlette(
        routes=[Route("/thing", lambda request: PlainTextResponse("done"), methods=["GET", "POST", "PUT", "DELETE"])],
        middleware=[Middleware(OneOrigin, trusted=["https://portal.example"])],
    )
    client = TestClient(app, base_url="https://desk.example")
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        refused = client.request(method, "/thing", headers={"Origin": EVIL})
        assert (refused.status_code, "nothing was done" in refused.text) == (403, True)
    for origin in ("https://desk.example", "https://portal.example"):
        assert client.post("/thing", headers={"Origin": origin}).text == "done"
    assert client.post("/thing").text == client.get("/thing", headers={"Origin": EVIL}).text == "done"
    assert doctest.testmod(origins).failed == 0


def test_streamlit_s_own_door_for_programs_is_shut(address: str) -> None:
    for door in ("interact", "mcp"):
        assert httpx.post(f"{address}/_stcore/agent/{door}", json={}).status_code in (400, 403, 404)


def test_no_other_origin_may_read_an_answer(address: str) -> None:
    answer = httpx.get(f"{address}/api/v1/search?q=harbour", headers={"Origin": EVIL})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
    assert httpx.options(f"{address}/api/v1/search", headers={"Origin": EVIL}).status_code == 405


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/\\evil.example/", "/%2F%2Fevil.example/", "/api/v1/search/", "/api//evil.example",
     "/?next=https://evil.example/", "/article?next=//evil.example", "/oauth2callback?next=https://evil.example/",
     "/auth/login?next=https://evil.example/", "/auth/logout?next=https://evil.example/"],
)  # fmt: skip
def test_no_address_leads_to_another_site(address: str, path: str) -> None:
    status, headers, _ = raw(address, path)
    assert status < 500
    assert urlsplit(headers.get("location", "")).hostname in (None, "127.0.0.1")
    assert "evil.example" not in headers.get("location", "").partition("?")[0]


def raw(address: str, path: str) -> tuple[int, dict[str, str], bytes]:
    """The answer to a path that no client has tidied up."""
    place = urlsplit(address)
    with closing(http.client.HTTPConnection(place.hostname or "", place.port)) as asked:
        asked.putrequest("GET", path)
        asked.endheaders()
        answer = asked.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.parametrize(
    "title", ["a\r\nSet-Cookie: x=1", 'a"; filename=evil.exe', "../../etc/passwd", "\x00", "Журнал 報"]
)
def test_the_name_of_a_file_ends_no_header(title: str) -> None:
    name = file_name(title, "md")
    assert name.endswith(".md")
    assert not set(name) & set('\r\n"\\/;\x00')
