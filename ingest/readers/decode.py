"""Bytes to text: what the file says of itself, else UTF-8, else what charset-normalizer finds."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable

from ingest.article import IngestError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)  # UTF-32 first: its mark begins with that of UTF-16
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "ascii": "utf-8",
    "latin_1": "cp1252",
    "shift_jis": "cp932",
}
_LOOKED_AT = 1 << 16
_STRAY = 0.1  # share of broken places among all beyond ASCII up to which a text is UTF-8 with a few bad bytes
_WESTERN = 0.25  # share of letters beyond ASCII: in French and German it is under 0.1, in Russian over 0.9
_TAG = re.compile(r"<[^<>]*>")
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\x0b\f\r\x1b"})
_BINARY = 0.05  # share of control characters; in packed or random bytes it is 0.1


def decode(content: bytes) -> str:
    """The text of a whole file; a stray bad byte in UTF-8 becomes U+FFFD. Raises IngestError on what is no text."""
    encoding = encoding_of(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return content.decode(encoding, errors="replace")


def encoding_of(content: bytes) -> str:
    """The codec for a text that begins so. Raises IngestError on what is no text in any encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if len(content) - len(content.translate(None, _CONTROLS)) > _BINARY * len(content):
        raise IngestError("it is not text: if it is meant to be, save it as UTF-8")
    return "utf-8" if _is_utf_8(content) else _found(content)


def decode_declared(content: bytes, declared: Iterable[str | None]) -> str:
    """The text of a whole file that may say, or be said, to be in an encoding: the first of them that it can be in.

    What is UTF-8 is never taken for anything else. Raises IngestError on what is no text.
    """
    marked = any(content.startswith(mark) for mark, _ in _MARKS)
    if not marked and not _is_utf_8(content):
        found = (_strictly(content, encoding) for encoding in declared if encoding)
        return next((text for text in found if text is not None), None) or decode(content)
    return decode(content)


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text if every byte of it is in the encoding; None for an encoding that is unknown or cannot be its."""
    try:
        name = codecs.lookup(encoding).name
        name = _WIDER.get(name.replace("-", "_").replace("iso8859_1", "latin_1"), name)
        text = content.decode(name)
    except (LookupError, ValueError):
        return None
    return None if name.startswith(("utf-16", "utf-32")) or (name == "cp1252" and not _is_western(text)) else text


def _is_western(text: str) -> bool:
    """Few letters are beyond ASCII: servers call Cyrillic and Greek Latin-1 too, and any byte decodes as that."""
    letters = [character for character in _TAG.sub(" ", text[:_LOOKED_AT]) if character.isalpha()]
    return sum(letter > "\x7f" for letter in letters) <= _WESTERN * len(letters)


def _is_utf_8(content: bytes) -> bool:
    if content.isascii():
        return True
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(content)  # a cut last character is no fault
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") <= _STRAY * beyond_ascii


def _found(content: bytes) -> str:
    from charset_normalizer import from_bytes  # here: slow to import, and nearly everything is UTF-8

    best = from_bytes(content[:_LOOKED_AT]).best()
    if best is None:
        raise IngestError("its encoding could not be told: save it as UTF-8")
    return _WIDER.get(best.encoding, best.encoding)
