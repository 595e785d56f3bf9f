"""Mail, one or a mailbox of many, by the standard library. What is attached is read as files of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from functools import partial
from typing import BinaryIO

from ingest.article import IngestError, Refusal
from ingest.readers.foreign import reading
from ingest.readers.markup import fragment_text
from ingest.readers.opened import ONE_ARTICLE, Opened
from ingest.received import DateGiven, Received, assemble, source_of

_ATTACHED = ("text/", "application/", "message/")  # not the logos and portraits that mails are full of
_MOST_PARTS = 10_000
_LONGEST_HEADER = 10_000  # characters of a header that is read: the time it takes grows with their square
_LONG_HEADER = re.compile(
    rb"^(?:Subject|Date|From|Message-ID|Content-[\w-]+):(?:[^\n]|\n[ \t]){%d}" % _LONGEST_HEADER,
    re.IGNORECASE | re.MULTILINE,
)
_LARGEST = ONE_ARTICLE * 4  # bytes of one mail with what is attached, which base64 makes a third longer


def read_mail(file: Opened) -> Iterator[Received | Refusal | Opened]:
    """The mail and what is attached to it."""
    yield from _mail(file.content(_LARGEST), file, file.origin)


def read_mailbox(file: Opened) -> Iterator[Received | Refusal | Opened]:
    """Every mail of an mbox file."""
    with file.stream() as stream:
        for number, content in enumerate(_mails(stream), start=1):
            origin = f"{file.origin}#{number}"
            if len(content) > _LARGEST:
                yield Refusal(origin, f"larger than the {_LARGEST:,} bytes that are read as one mail")
                continue
            try:
                yield from _mail(content, file, origin)
            except IngestError as error:
                yield Refusal(origin, str(error))


def _mails(stream: BinaryIO) -> Iterator[bytes]:
    """Mails between lines that begin with "From ". (The standard library's mailbox reads only from a path.)

    Of a mail that is too long only a head comes, longer than allowed.
    """
    lines, length = list[bytes](), 0
    while line := stream.readline(_LARGEST):
        if line.startswith(b"From ") and (not lines or not lines[-1].strip()):
            yield from [b"".join(lines)] if lines else []
            lines, length = [], 0
        elif length <= _LARGEST:
            lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            length += len(line)
    yield from [b"".join(lines)] if lines else []


def _mail(content: bytes, file: Opened, origin: str) -> Iterator[Received | Refusal | Opened]:
    with reading("a mail"):
        mail = _parsed(content)
        if page := _saved_page(mail):
            held, charset = partial(io.BytesIO, _attached(page)), page.get_content_charset()
            yield file.inside("page", held, url=_address(mail, page), charset=charset)
            return
        received = _received(mail, content, origin)
        attached = list(_attachments(mail))
    yield received
    for name, content, charset in attached:
        yield file.inside(name, partial(io.BytesIO, content), charset=charset)


def _saved_page(mail: EmailMessage) -> EmailMessage | None:
    """The HTML of a page that a browser saved in one file (MHTML, RFC 2557), which only looks like mail."""
    page = mail.get_body(("html",)) if mail.get_content_type() == "multipart/related" else None
    return page if isinstance(page, EmailMessage) and _address(mail, page) else None


def _address(mail: EmailMessage, page: EmailMessage) -> str:
    return (_header(mail, "Snapshot-Content-Location") or _header(page, "Content-Location")).strip()


def _parsed(content: bytes) -> EmailMessage:
    """Raises IngestError on what the standard library takes minutes to read."""
    if content.count(b"\n--") > _MOST_PARTS:
        raise IngestError(f"a mail of more than {_MOST_PARTS:,} parts: save its text")
    if _LONG_HEADER.search(content):
        raise IngestError(f"a mail with a header longer than {_LONGEST_HEADER:,} characters: save its text")
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(content)


def _received(mail: EmailMessage, content: bytes, origin: str) -> Received | Refusal:
    words = assemble(" ".join(_header(mail, "Subject").split()), "", _body(mail))
    if not words.text.strip():
        return Refusal(origin, "empty: the mail holds neither subject nor text")
    sent = _header(mail, "Date")
    return Received(
        text=words.text,
        title=words.title,
        lede=None,
        source=source_of(content, origin=origin, media_type="message/rfc822"),
        given_id=_header(mail, "Message-ID").strip() or None,
        outlet=_domain(parseaddr(_header(mail, "From"))[1]),
        language=_header(mail, "Content-Language") or None,
        dates=(DateGiven(sent, "mail header Date"),) if sent else (),
    )


def _domain(address: str) -> str | None:
    name, _, domain = address.rpartition("@")
    return domain if name else None


def _header(mail: EmailMessage, name: str) -> str:
    return str(mail.get(name) or "")


def _body(mail: EmailMessage) -> str:
    """The plain text, else the words of the HTML."""
    part = mail.get_body(("plain", "html"))
    if not isinstance(part, EmailMessage):
        return ""
    text = _text(part)
    return fragment_text(text) if part.get_content_type() == "text/html" else text


def _text(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError):  # an unknown charset
        content = part.get_payload(decode=True)
        return content.decode("utf-8", errors="replace") if isinstance(content, bytes) else ""


def _attachments(mail: EmailMessage) -> Iterable[tuple[str, bytes, str | None]]:
    for number, part in enumerate(mail.iter_attachments(), start=1):
        name = (part.get_filename() or f"attachment {number}").replace("/", "_")
        content = _attached(part)
        if part.get_content_type().startswith(_ATTACHED) and content:
            yield name, content, part.get_content_charset()


def _attached(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return b"".join(bytes(inner) for inner in part.iter_parts())
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""
