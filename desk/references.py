"""Quotes and hits for a reference manager: RIS, BibTeX and CSL-JSON, each with its full provenance."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, Literal

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field

from desk.characters import one_line
from desk.citations import Found, day_of, proof
from desk.wording import speaker_line
from index.engine import QuoteHit

Form = Literal["ris", "bibtex", "csl"]


class _Ris(rispy.RisWriter):  # type: ignore[misc]  # rispy brings no types
    """Records without numbers above them, which not every reader passes over."""

    def set_header(self, count: int) -> str:
        """None."""
        return ""


def references(found: Sequence[Found], form: Form) -> str:
    """The quotes or hits as a file for a reference manager."""
    return FORMS[form](found)


def ris(found: Sequence[Found]) -> str:
    """RIS, as rispy writes it: newspaper articles (NEWS), the words as the abstract."""
    text: str = rispy.dumps([_ris(one, number) for number, one in enumerate(found, start=1)], implementation=_Ris)
    return text


def bibtex(found: Sequence[Found]) -> str:
    """BibTeX, as bibtexparser writes it: one @misc for each."""
    library = Library()
    library.add([Entry("misc", _key(one, number), _fields(one)) for number, one in enumerate(found, start=1)])
    text: str = write_string(library)
    return text


def csl(found: Sequence[Found]) -> str:
    """CSL-JSON (schema 1.0): what Zotero, Pandoc and citeproc read."""
    rows = [_csl(one, number) for number, one in enumerate(found, start=1)]
    return json.dumps(rows, ensure_ascii=False, indent=1)


FORMS: dict[Form, Callable[[Sequence[Found]], str]] = {"ris": ris, "bibtex": bibtex, "csl": csl}


def _ris(found: Found, number: int) -> dict[str, Any]:
    return _without_nothing(
        {
            "type_of_reference": "NEWS",
            "id": _key(found, number),
            "title": one_line(found.title) or "Untitled",
            "secondary_title": found.outlet,
            "year": f"{found.published:%Y}" if found.published else None,
            "date": f"{found.published:%Y/%m/%d}" if found.published else None,
            "urls": [found.url] if found.url else None,
            "language": found.language,
            "abstract": one_line(found.text),
            "notes": [_note(found)],
        }
    )


def _fields(found: Found) -> list[Field]:
    """No author: an archive knows who is quoted and seldom who wrote."""
    values = _without_nothing(
        {
            "title": one_line(found.title) or "Untitled",
            "howpublished": found.outlet,
            "year": f"{found.published:%Y}" if found.published else None,
            "month": f"{found.published:%m}" if found.published else None,
            "day": f"{found.published:%d}" if found.published else None,
            "url": found.url,
            "language": found.language,
            "abstract": one_line(found.text),
            "note": _note(found),
        }
    )
    url = {"url": _braced_url(values["url"])} if found.url else {}
    return [Field(name, value) for name, value in ({key: _braced(text) for key, text in values.items()} | url).items()]


def _csl(found: Found, number: int) -> dict[str, Any]:
    day = found.published
    return _without_nothing(
        {
            "id": _key(found, number),
            "type": "article-newspaper",
            "title": one_line(found.title) or "Untitled",
            "container-title": found.outlet,
            "issued": {"date-parts": [[day.year, day.month, day.day]]} if day else None,
            "URL": found.url,
            "language": found.language,
            "abstract": found.text,
            "note": _note(found),
        }
    )


def _note(found: Found) -> str:
    said = f"{one_line(speaker_line(found))}. " if isinstance(found, QuoteHit) else ""
    return f"{said}{day_of(found, 'Undated')}. {proof(found)[0].upper()}{proof(found)[1:]}"


def _key(found: Found, number: int) -> str:
    """A key that BibTeX takes, unique within the file."""
    return f"{found.article}-{found.start}-{number}"


def _braced(value: str) -> str:
    r"""A BibTeX value: its braces escaped, so that no text can end the field.

    >>> _braced("50 % of {all}")
    '50 \\% of \\{all\\}'
    """
    escaped = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&"}
    return "".join(escaped.get(char, char) for char in value)


def _braced_url(url: str) -> str:
    """An address that no brace ends: the packages that set one read it as it is."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
