"""A language model on the reader's own machine or network, asked over the OpenAI-compatible protocol; off unless set.

Ollama, llama.cpp's server, vLLM and LM Studio speak it. What comes back is text that nobody trusts: desk/phrasing.py
judges it.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from desk.phrasing import ModelError
from index.settings import Settings

CONNECT = 5  # seconds
MOST_BYTES = 256 * 1024  # of an answer: a brief is a few kilobytes, an endless stream is not
MOST_TOKENS = 2048


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is, and which."""

    url: str  # up to and with /v1
    model: str
    key: str = field(default="", repr=False)
    seconds: int = 60  # that a whole answer may take

    @classmethod
    def of(cls, settings: Settings) -> Endpoint | None:
        """As the settings have it; None: there is none."""
        if not settings.llm_url:
            return None
        return cls(settings.llm_url.rstrip("/"), settings.llm_model, settings.llm_key, settings.llm_seconds)


def ask(endpoint: Endpoint, system: str, user: str, schema: Mapping[str, Any]) -> str:
    """What the model says; it is asked for JSON of this schema. Raises ModelError with a sentence for a person."""
    _require_near(endpoint.url)
    body = {
        "model": endpoint.model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
        "response_format": {"type": "json_schema", "json_schema": {"name": "brief", "schema": schema}},
    }
    there = f"The language model at {endpoint.url}"
    try:
        return _said(_post(endpoint, body))
    except httpx.TimeoutException as error:
        raise ModelError(f"{there} did not answer in {endpoint.seconds} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ModelError(f"{there} cannot be reached ({error}): is it running?") from error


def _post(endpoint: Endpoint, body: Mapping[str, Any]) -> bytes:
    headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
    limits = httpx.Timeout(endpoint.seconds, connect=CONNECT)
    # No proxy and no netrc from the environment, no redirects: the words go to this address and nowhere else.
    with (
        httpx.Client(timeout=limits, trust_env=False, follow_redirects=False) as client,
        client.stream("POST", f"{endpoint.url}/chat/completions", json=body, headers=headers) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            raise ModelError(f"The language model at {endpoint.url} refused, with status {answer.status_code}.")
        return b"".join(_bounded(answer, endpoint))


def _bounded(answer: httpx.Response, endpoint: Endpoint) -> Iterator[bytes]:
    """The answer, as long as it is short and comes in time."""
    deadline, left = time.monotonic() + endpoint.seconds, MOST_BYTES
    for chunk in answer.iter_bytes():
        left -= len(chunk)
        if left < 0 or time.monotonic() > deadline:
            raise ModelError(f"The language model at {endpoint.url} did not come to an end: it was cut off.")
        yield chunk


def _said(answer: bytes) -> str:
    """The message in an answer of the protocol."""
    try:
        said = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ModelError("The language model answered what is no answer of the OpenAI protocol.") from error
    if not isinstance(said, str) or not said.strip():
        raise ModelError("The language model declined to answer.")
    return said


def _require_near(url: str) -> None:
    """The archive's words leave neither the machine nor its network."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        host, port = "", 80
    if not host or not url.startswith(("http://", "https://")):
        raise ModelError(f"NEWSDESK_LLM_URL is {url!r}: expected an address such as http://127.0.0.1:11434/v1")
    try:
        found = {str(at[0]) for *_, at in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise ModelError(f"The language model's host {host!r} is not known here: check NEWSDESK_LLM_URL.") from error
    if not all(_is_near(address) for address in found):
        raise ModelError(
            f"{host} is not on this machine or its own network: the archive's words are not sent there. "
            "Set NEWSDESK_LLM_URL to a model of your own."
        )


def _is_near(address: str) -> bool:
    place = ip_address(address.partition("%")[0])
    return place.is_loopback or (place.is_private and not place.is_unspecified)
