"""Who asks over HTTP, and which library they ask."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from starlette.requests import Request

from desk.access import NOBODY, ROLES, Access, Collection, Person, SignedOut, read_access, who_by_headers
from desk.feed import ROLE as FEED
from desk.feed import search_of
from desk.library import opened
from desk.saved import Saved
from desk.scope import Scoped, scoped
from index.engine import LibraryError
from index.local import Local
from index.settings import Settings
from index.tokens import Token, Tokens

BEARER = "bearer "
OPENS = 2.0  # seconds that a question waits for a library that is being opened


def library_asked(request: Request) -> Scoped:
    """The library that a request asks, as who asks may use it. Raises SignedOut and Forbidden."""
    settings = Settings.from_environment()
    access = read_access(settings)
    name = request.query_params.get("collection", "")
    said = request.headers.get("authorization", "")
    if said.lower().startswith(BEARER):
        return _by_token(access, settings, name, said[len(BEARER) :].strip())
    person = _person(access, settings, request)
    collection = access.collection(name, person)
    return scoped(_open(settings, collection), person, collection)


def _person(access: Access, settings: Settings, request: Request) -> Person:
    if access.sign_in == "nobody":
        return NOBODY
    if access.sign_in == "proxy":
        return who_by_headers(access, request.headers, settings.proxy_secret)
    raise SignedOut("Give a token: Authorization: Bearer newsdesk_… (Library page, or `python -m desk tokens issue`).")


def _by_token(access: Access, settings: Settings, name: str, secret: str) -> Scoped:
    """A token opens the one library that it was issued in."""
    named = [collection for collection in access.collections if name in ("", collection.name)]
    for library, token, collection in _issued(settings, named, secret):
        if token.role in ROLES:
            return Scoped(library, Person(token.owner, frozenset()), token.role, collection)
    raise SignedOut("This token opens nothing here: it was revoked, has expired, or is for another collection.")


def _issued(
    settings: Settings, collections: Sequence[Collection], secret: str
) -> Iterator[tuple[Local, Token, Collection]]:
    """The library that issued this token, which holds still; nothing where none of these did."""
    closed: LibraryError | None = None
    for collection in collections:
        try:
            library = _open(settings, collection)
        except LibraryError as error:  # another may have issued it
            closed = error
        else:
            if (token := Tokens(library.ledger).find(secret)) and token.holds(datetime.now(UTC)):
                yield library, token, collection
    if closed:
        raise closed


def feed_asked(request: Request) -> tuple[Scoped, Saved, str]:
    """The library as its owner reads it, the search and the collection's name that a feed's own token opens.

    Raises SignedOut.
    """
    settings = Settings.from_environment()
    access = read_access(settings)
    secret = request.query_params.get("token", "")
    for library, token, collection in _issued(settings, access.collections, secret):
        if token.role == FEED:
            read = Scoped(library, Person(token.owner, frozenset()), "reader", collection)
            return read, search_of(read, token), "" if access.sign_in == "nobody" else collection.name
    raise SignedOut("This address opens no feed: it was closed, has expired, or was never given out.")


def _open(settings: Settings, collection: Collection) -> Local:
    return opened(replace(settings, library=collection.library), wait=OPENS)
