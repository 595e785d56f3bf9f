"""A token is a password: no log, no error and no answer repeats it."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api.routes import broken, routes
from index.settings import Settings

SECRET = "newsdesk_0123456789abcdefghijklmnopqrstuvwxyz"


def test_no_log_of_the_server_holds_a_token(address: str, log: Path) -> None:
    for asked in ("search?q=harbour", "everything", "search?limit=x", "articles/0"):
        for headers in ({"Authorization": f"Bearer {SECRET}"}, {"X-Newsdesk-Proxy": SECRET}):
            assert SECRET not in httpx.get(f"{address}/api/v1/{asked}", headers=headers).text
    httpx.get(f"{address}/api/v1/search", params={"token": SECRET})
    told = log.read_text(encoding="utf-8")
    assert f":{urlsplit(address).port}" in told  # it is this server's, and not empty
    assert SECRET not in told


def test_no_error_that_nobody_foresaw_repeats_one(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(request: object) -> None:
        raise RuntimeError("something else")

    app = Starlette(routes=routes(breaks), exception_handlers={Exception: broken})  # type: ignore[arg-type]
    client = TestClient(app, raise_server_exceptions=False)
    with caplog.at_level(logging.DEBUG):
        answer = client.get(f"/api/v1/search?token={SECRET}", headers={"Authorization": f"Bearer {SECRET}"})
    assert (answer.status_code, SECRET in answer.text) == (500, False)
    told = "".join(logging.Formatter().format(record) for record in caplog.records if record.name == "newsdesk.api")
    assert "something else" in told
    assert SECRET not in told


def test_no_setting_that_is_secret_is_printed_with_the_others() -> None:
    settings = Settings(proxy_secret=SECRET, llm_key=SECRET)
    assert SECRET not in repr(settings)
