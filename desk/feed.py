"""A saved search as an Atom feed (RFC 4287), opened by a token of its own that reads this feed and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from xml.etree import ElementTree as ET

from desk.alerts import AlertError, News, latest
from desk.links import search_url
from desk.saved import Saved, saved, saved_as
from index.audit import Audit
from index.local import Local
from index.tokens import Token, Tokens

ROLE = "feed"  # of a token that is good for a feed alone
DAYS = 366  # that one lasts
ENTRIES = 50
ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 (2.2) cannot hold, though a text can.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def open_feed(engine: Local, name: str, *, owner: str = "") -> str:
    """A new token for the feed of this search -> its secret, shown once."""
    saved_as(engine, name, owner)
    secret, token = Tokens(engine.ledger).issue(name, owner=owner, role=ROLE, days=DAYS)
    Audit(engine.ledger).note(owner, "token", f"{token.number}: feed of {name}")
    return secret


def feed_url(base: str, secret: str) -> str:
    """Where a feed reader finds it, of a desk at `base`."""
    return f"{base.rstrip('/')}/api/v1/feed?token={secret}"


def close_feed(engine: Local, name: str, *, owner: str = "") -> int:
    """Revoke every token of this feed -> how many there were."""
    held = open_tokens(engine, name, owner=owner)
    for token in held:
        Tokens(engine.ledger).revoke(token.number, owner=owner)
        Audit(engine.ledger).note(owner, "token", f"{token.number}: feed of {name}, revoked")
    return len(held)


def open_tokens(engine: Local, name: str, *, owner: str = "") -> tuple[Token, ...]:
    """Those that open the feed of this search now."""
    found = (token for token in Tokens(engine.ledger).of(owner) if (token.role, token.label) == (ROLE, name))
    return tuple(token for token in found if token.holds(datetime.now(UTC)))


def search_of(engine: Local, token: Token) -> Saved:
    """The search that a feed's token is for. Raises AlertError where it was forgotten."""
    for one in saved(engine):
        if (one.name, one.entry.author) == (token.label, token.owner):
            return one
    raise AlertError("The search of this feed was forgotten.")


def atom(engine: Local, one: Saved, base: str, collection: str = "") -> bytes:
    """The feed: what came last, each entry with the id that it keeps and the time at which it came."""
    news = latest(engine, replace(one.query, received_after=0), ENTRIES, base, collection)
    owner = sha256(f"{one.entry.author}\n{one.name}".encode()).hexdigest()[:32]
    root = ET.Element("feed", xmlns=ATOM)
    _add(root, "id", f"urn:newsdesk:search:{owner}")
    _add(root, "title", f"Newsdesk: {one.name}")
    _add(root, "updated", max((_when(each, one) for each in news), default=one.saved).isoformat())
    ET.SubElement(root, "link", rel="alternate", href=search_url(base, one.query, collection))
    for each in news:
        root.append(_entry(each, one))
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(news: News, one: Saved) -> ET.Element:
    hit, entry = news.hit, ET.Element("entry")
    _add(entry, "id", f"urn:newsdesk:{hit.article}:{hit.sha256[:16]}:{hit.start}-{hit.end}")
    _add(entry, "title", f"{hit.title or 'Untitled'} ({', '.join(_printed(news))})")
    _add(entry, "updated", _when(news, one).isoformat())
    _add(ET.SubElement(entry, "author"), "name", hit.outlet or "no outlet named")
    ET.SubElement(entry, "link", rel="alternate", href=news.url)
    _add(entry, "summary", hit.text)
    return entry


def _printed(news: News) -> Iterator[str]:
    yield news.hit.outlet or "no outlet named"
    yield str(news.hit.published or "undated")


def _when(news: News, one: Saved) -> datetime:
    """When it came; where the archive did not keep that yet, when the search was saved."""
    return news.arrival.when or one.saved


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NO_XML.sub("\ufffd", text)
