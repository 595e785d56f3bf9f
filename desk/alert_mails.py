"""Mails that tell what is new for saved searches, each passage once, also where a run is killed on the way.

Before a mail is sent, the ledger says that it is being sent; a server that refuses it takes that back. Where a run dies
between the two, nobody can know whether the mail went out: it is not sent again, and the next one says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import EmailMessage
from smtplib import SMTP

from filelock import FileLock, Timeout

from desk.access import Collection, Person, read_access
from desk.alerts import AlertError, News, latest
from desk.links import search_url
from desk.mailing import checked_address, letter, post
from desk.saved import Saved, changed, saved, saved_as
from desk.scope import Scoped
from desk.wording import count
from index.local import Local

MOST = 20  # passages in one mail; the rest is a link
FILE = "alerts.lock"


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is to be sent."""

    search: Saved
    upto: int  # what it tells of came until then
    passages: int
    message: EmailMessage


def mail_to(engine: Local, name: str, address: str) -> Saved:
    """Write to this address when something comes for the search from now on; to nobody where it is empty."""
    to = checked_address(engine.settings, address) if address.strip() else ""
    return changed(engine, saved_as(engine, name), mail=to, mailed=engine.status().received, unsure=None)


def due(engine: Local) -> Iterator[Due]:
    """The mails of everybody's searches, made but not sent."""
    upto = engine.status().received
    for one in saved(engine):
        if one.mail and (upto > one.mailed or one.unsure is not None):
            query, own = replace(one.query, received_after=one.mailed), _as_read_by(engine, one)
            new = own.search(replace(query, limit=1)).groups if upto > one.mailed else 0
            if new or one.unsure is not None:
                yield Due(one, upto, new, _message(own, one, new, upto))


def _as_read_by(engine: Local, one: Saved) -> Scoped:
    """The library as whoever saved the search may read it: others' own tags are not told of."""
    access, here = read_access(engine.settings), engine.folder.resolve()
    named = (each for each in access.collections if access.sign_in != "nobody" and each.library.resolve() == here)
    collection = next(named, Collection("", "", here, {}))
    return Scoped(engine, Person(one.entry.author, frozenset()), "reader", collection)


def send(engine: Local) -> Iterator[Due]:
    """Send them, one after the other, and give each that went out. Raises AlertError: what is left goes next time."""
    try:
        with FileLock(engine.folder / FILE, timeout=0):
            if waiting := tuple(due(engine)):
                with post(engine.settings) as server:
                    for one in waiting:
                        _send_one(engine, server, one)
                        yield one
    except Timeout as error:
        raise AlertError("Alerts are being sent by another process.") from error


def _send_one(engine: Local, server: SMTP, one: Due) -> None:
    sending = changed(engine, one.search, mailed=one.upto, unsure=one.search.mailed)
    try:
        server.send_message(one.message)
    except (OSError, ValueError) as error:  # smtplib's own errors among them
        engine.ledger.undo(sending.entry.number)
        raise AlertError(f"The mail to {one.search.mail} was not taken ({error}): send again.") from error
    changed(engine, sending, unsure=None)


def _message(engine: Scoped, one: Saved, new: int, upto: int) -> EmailMessage:
    settings = engine.settings
    if not settings.public_url:
        raise AlertError("Set NEWSDESK_PUBLIC_URL to the desk's address, so that a mail can lead to it.")
    everything, within = replace(one.query, received_after=one.mailed), engine.collection.name
    shown = latest(engine, everything, MOST, settings.public_url, within) if new else ()
    parts = [f"{count(new, 'passage')} new for “{one.name}”." if new else f"For “{one.name}” nothing more is new."]
    if one.unsure is not None:
        before = search_url(settings.public_url, replace(one.query, received_after=one.unsure), within)
        parts.append(f"The mail before this one may not have reached you. What it was about:\n{before}")
    parts += [_told(number, news) for number, news in enumerate(shown, start=1)]
    more = f"{new - len(shown):,} more: " if new > len(shown) else "All of them: "
    parts.append(f"{more}{search_url(settings.public_url, everything, within)}")
    return letter(
        settings,
        one.mail,
        f"Newsdesk: {new:,} new for {one.name}",
        "\n\n".join(parts) + "\n",
        id=f"search-{one.entry.number}-{upto}",
    )


def _told(number: int, news: News) -> str:
    """The sentence as it was printed, where, and a link to it."""
    hit = news.hit
    source = " · ".join((hit.outlet or "no outlet named", str(hit.published or "undated"), hit.title or "Untitled"))
    return f"{number}. {' '.join(source.split())}\n{news.sentence}\n{news.url}"
