"""The columns that archives give their articles, whatever they call them, or as whoever adds them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from ingest.article import IngestError, Refusal, Source
from ingest.identity import canonical_url, outlet_of
from ingest.readers.column_names import SYNONYMS
from ingest.readers.markup import page_words
from ingest.received import DateGiven, Received, assemble

Columns = Mapping[str, str]  # meaning -> the column that has it, by its normal name

AS_GUESSED: Columns = MappingProxyType({})
_SHORT = frozenset("tdu")  # what search indexes call title, day and URL; one alone may mean anything
_DELIMITERS = "\t;,|"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1024)  # every row of a table has the same names
def normal_name(column: str) -> str:
    """A column's name as the table of synonyms has it.

    >>> normal_name("publishedAt"), normal_name(" Article Text ")
    ('published_at', 'article_text')
    """
    return re.sub(r"[\s-]+", "_", _CAMEL.sub("_", column.strip().lstrip("\ufeff"))).lower()


def columns_given(options: Iterable[str]) -> Columns:
    """What `--column published=when` says, meaning by meaning. Raises IngestError.

    >>> columns_given(["published=First Seen"])
    {'published': 'first_seen'}
    """
    given = {}
    for option in options:
        meaning, _, name = option.partition("=")
        if meaning not in SYNONYMS or not name.strip():
            told = f"--column {option}: expected MEANING=NAME, where MEANING is one of {', '.join(SYNONYMS)}"
            raise IngestError(told)
        given[meaning] = normal_name(name)
    return given


def delimiter_of(header: str, columns: Columns = AS_GUESSED) -> str | None:
    """What separates the columns of a header; None where it names no title or text among several columns."""
    known = {name for meaning in ("title", "text") for name in _names(meaning, columns)} - _SHORT
    for delimiter in sorted(_DELIMITERS, key=header.count, reverse=True):
        names = [normal_name(name.strip('"')) for name in header.split(delimiter)]
        if len(names) > 1 and known & set(names):
            return delimiter
    return None


def received_from(
    row: Mapping[str, object], source: Source, *, place: str, kind: str = "column", columns: Columns = AS_GUESSED
) -> Received | Refusal:
    """An article from a row, or why the row is none. `kind` of row is named in the evidence of its date."""
    named = {normal_name(str(name)): value for name, value in row.items()}
    short = () if named.keys() >= _SHORT else _SHORT - set(columns.values())
    known = {name: value for name, value in named.items() if name not in short}
    first = {meaning: _first(known, _names(meaning, columns)) for meaning in SYNONYMS}
    words = assemble(*(page_words(first[part]) for part in ("title", "lede", "text")))
    if not words.text.strip():
        return Refusal(place, _why_empty(named))
    url, given_id, outlet, language = (first[name].strip() for name in ("url", "id", "outlet", "language"))
    is_web = canonical_url(url) is not None
    return Received(
        text=words.text,
        title=words.title,
        lede=words.lede,
        source=source,
        url=url if is_web else None,
        given_id=given_id or (None if is_web else url) or None,
        outlet=_outlet(outlet, url),
        language=language or None,
        dates=tuple(_dates(known, kind, columns)),
    )


def holds(meaning: str, row: Mapping[str, object], columns: Columns) -> bool:
    """Whether a row has words of its own under the name of a title, a lede or a text."""
    return bool(_first({normal_name(str(name)): value for name, value in row.items()}, _names(meaning, columns)))


def _outlet(given: str, url: str) -> str | None:
    """The outlet as received; of the address of a feed or site its host, where the article has no address itself."""
    address = canonical_url(given)
    return given or None if not address else None if canonical_url(url) else outlet_of(None, address)


def _why_empty(named: Mapping[str, object]) -> str:
    if any(name in named for meaning in ("title", "lede", "text") for name in SYNONYMS[meaning] if name != "t"):
        return "empty: neither title nor text holds a word"
    return f"no column is called title or text: found {', '.join(named)[:200] or 'nothing'}"


def _first(named: Mapping[str, object], names: Iterable[str]) -> str:
    return next((text for name in names if name in named and (text := _text(named[name])).strip()), "")


def _names(meaning: str, columns: Columns) -> Sequence[str]:
    """What a column of this meaning may be called, the likeliest first, none twice."""
    if not columns:
        return SYNONYMS[meaning]
    given = columns.get(meaning)
    others = [name for name in SYNONYMS[meaning] if name not in columns.values()]
    return others if given is None else [given, *others]


def _dates(named: Mapping[str, object], kind: str, columns: Columns) -> Iterable[DateGiven]:
    for name in _names("published", columns):
        if name in named and (value := _text(named[name]).strip()):
            yield DateGiven(value, f"{kind} {name}")


def _text(value: object) -> str:
    """A cell as text; of a list its lines, of an object what it calls its words."""
    match value:
        case None | bool():
            return ""
        case str():
            return value
        case int() | float():
            return str(value)
        case list():
            return "\n".join(line for line in value if isinstance(line, str))
        case {"name": str(words)} | {"rendered": str(words)} | {"main": str(words)}:
            return words
    return ""
