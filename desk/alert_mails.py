"""Mails that tell what is new for saved searches, each passage once, also where a run is killed on the way.

Before a mail is sent, the ledger says that it is being sent; a server that refuses it takes that back. Where a run dies
between the two, nobody can know whether the mail went out: it is not sent again, and the next one says where to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage
from smtplib import SMTPNotSupportedError, SMTPRecipientsRefused, SMTPResponseException

from filelock import FileLock, Timeout

from desk.access import Collection, Person, read_access
from desk.alerts import AlertError, News, latest
from desk.links import search_url
from desk.mailing import checked_address, checked_from, letter, post
from desk.saved import Saved, changed, saved, saved_as
from desk.scope import Scoped
from desk.wording import count
from index.local import Local
from index.settings import Settings
from ingest.article import NewsdeskError

MOST = 20  # passages in one mail; the rest is a link
FILE = "alerts.lock"
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)  # of one mail; the next may go out


@dataclass(frozen=True, slots=True)
class Due:
    """A mail that is to be sent."""

    search: Saved
    upto: int  # what it tells of came until then
    passages: int
    message: EmailMessage


def mail_to(engine: Local, name: str, address: str, owner: str | None = None) -> Saved:
    """Write to this address when something comes for the search from now on; to nobody where it is empty."""
    to = checked_address(engine.settings, address) if address.strip() else ""
    one = saved_as(engine, name, owner)
    if kept := changed(engine, one, mail=to, mailed=engine.received(), unsure=None):
        return kept
    raise AlertError(f"{name!r} was forgotten meanwhile.")


def due(engine: Local) -> Iterator[Due]:
    """The mails of everybody's searches, made but not sent. Raises AlertError at the end: which cannot be made."""
    faults: list[str] = []
    yield from _made(engine, faults)
    _tell(faults)


def send(engine: Local) -> Iterator[Due]:
    """Send them, one after the other, and give each that went out.

    Raises AlertError at the end: which did not go out and why. They are tried again next time.
    """
    faults: list[str] = []
    try:
        with FileLock(engine.folder / FILE, timeout=0):
            if waiting := tuple(_made(engine, faults)):
                yield from _sent(engine, waiting, faults)
    except Timeout as error:
        raise AlertError("Alerts are being sent by another process.") from error
    _tell(faults)


def _made(engine: Local, faults: list[str]) -> Iterator[Due]:
    """Each mail that can be made; the sentence about one that cannot goes to the faults."""
    upto, collection = engine.received(), _collection(engine)
    for one in saved(engine):
        if one.mail and (upto > one.mailed or one.unsure is not None):
            own = Scoped(engine, Person(one.entry.author, frozenset()), "reader", collection)
            _check(engine.settings)
            try:
                new = own.search(replace(one.query, received_after=one.mailed, limit=1)).groups
                made = Due(one, upto, new, _message(own, one, new, upto)) if new or one.unsure is not None else None
            except NewsdeskError as error:
                faults.append(f"{one.mail}, {one.name}: {error}")
                continue
            if made:
                yield made


def _check(settings: Settings) -> None:
    """Raise AlertError where no mail at all can be made."""
    checked_from(settings)
    if not settings.public_url:
        raise AlertError("Set NEWSDESK_PUBLIC_URL to the desk's address, so that a mail can lead to it.")


def _collection(engine: Local) -> Collection:
    """The library as those who saved its searches may read it: others' own tags are not told of."""
    access, here = read_access(engine.settings), engine.folder.resolve()
    named = (each for each in access.collections if access.sign_in != "nobody" and each.library.resolve() == here)
    return next(named, Collection("", "", here, {}))


def _sent(engine: Local, waiting: Sequence[Due], faults: list[str]) -> Iterator[Due]:
    with post(engine.settings) as server:
        for one in waiting:
            sending = changed(engine, one.search, mailed=one.upto, unsure=one.search.mailed)
            if sending is None:  # it was forgotten meanwhile
                continue
            try:
                server.send_message(one.message)
            except (OSError, ValueError) as error:  # smtplib's own errors among them
                changed(engine, sending, mailed=one.search.mailed, unsure=one.search.unsure)
                faults.append(f"The mail to {one.search.mail} was not taken ({error}): send again.")
                if not isinstance(error, (*REFUSALS, ValueError)):
                    return
            else:
                changed(engine, sending, unsure=None)
                yield one


def _tell(faults: Sequence[str]) -> None:
    if faults:
        raise AlertError("\n".join(dict.fromkeys(faults)))


def _message(engine: Scoped, one: Saved, new: int, upto: int) -> EmailMessage:
    settings = engine.settings
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
