"""Mail through any SMTP server: who may be written to, and what cannot be said in a header."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from desk.access import is_loopback
from desk.alerts import AlertError
from desk.characters import one_line
from index.settings import Settings

SECONDS = 30  # that a server may take
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*)")  # HTML 4.10.5.1.5


def checked_address(settings: Settings, address: str) -> str:
    """The address. Raises AlertError on what is none, or lies outside NEWSDESK_MAIL_DOMAINS."""
    if not (match := _ADDRESS.fullmatch(address.strip())):
        raise AlertError(f"{address!r} is no mail address: expected name@example.org.")
    allowed = [domain.strip().lower() for domain in settings.mail_domains.split(",") if domain.strip()]
    if allowed and match[1].lower() not in allowed:
        raise AlertError(f"Alerts are mailed to {', '.join(allowed)} alone, and {address} is elsewhere.")
    return match[0]


def letter(settings: Settings, to: str, subject: str, body: str, *, id: str) -> EmailMessage:
    """A mail in plain text. The same id is the same mail: who gets it twice can tell."""
    message = EmailMessage()
    message["From"] = checked_from(settings)
    message["To"] = checked_address(settings, to)
    message["Subject"] = one_line(subject)
    message["Message-ID"] = f"<{id}@{_domain(settings)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers
    message.set_content(body)
    return message


def checked_from(settings: Settings) -> str:
    """Who the mail is from. Raises AlertError where nobody is set."""
    if not _ADDRESS.fullmatch(settings.mail_from):
        raise AlertError("Set NEWSDESK_MAIL_FROM to the address that alerts come from.")
    return settings.mail_from


def _domain(settings: Settings) -> str:
    return checked_from(settings).partition("@")[2]


@contextmanager
def post(settings: Settings) -> Iterator[smtplib.SMTP]:
    """A connection to the server of the settings, encrypted wherever it can be. Raises AlertError."""
    place = urlsplit(settings.smtp_url)
    if place.scheme not in ("smtp", "smtps") or not place.hostname:
        raise AlertError("Set NEWSDESK_SMTP_URL, such as smtp://user:password@mail.example.org:587 or smtps://…:465.")
    try:
        with _connected(place.scheme, place.hostname, place.port, _domain(settings)) as server:
            if place.username:
                if not isinstance(server.sock, ssl.SSLSocket) and not is_loopback(place.hostname):
                    raise AlertError(f"{place.hostname} offers no encryption: a password is not sent to it.")
                server.login(unquote(place.username), unquote(place.password or ""))
            yield server
    except (OSError, smtplib.SMTPException) as error:
        raise AlertError(f"{place.hostname} takes no mail ({error}): nothing is lost, send again.") from error


def _connected(scheme: str, host: str, port: int | None, own: str) -> smtplib.SMTP:
    """`own`: the name by which the desk greets; without one, smtplib looks this machine's up."""
    context = ssl.create_default_context()
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, own, timeout=SECONDS, context=context)
    server = smtplib.SMTP(host, port or 587, own, timeout=SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=context)
    return server
