"""One person: what they are called, what they said and when, on which themes, and who quotes them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from desk.coverage import Statement
from desk.said import Count, count_of, month_of, statements_of
from index.analyse import is_stop_word, terms, tokens
from index.engine import Engine, Query, QuoteHit
from ingest.article import NewsdeskError, Span

READ = 600  # quotes of the person; one who has more is told so
OTHERS = 600  # quotes of everybody on the same question, against which a term is distinctive
THEMES = 12
ROLES = 12
FEWEST = 2  # statements that a theme stands in
# ", Valdora's foreign minister," after a name: short, and opened by an article or by whose it is.
_BESIDE = re.compile(r",\s(?P<role>(?:the|an?|his|her|their|[A-Z]\w+[’']s?)\s[^,.;:!?“”\"\n]{3,60})[,.]")


class NobodyNamed(NewsdeskError):
    """A question about one person that names none, or several."""


@dataclass(frozen=True, slots=True)
class Role:
    """What the person is called in print, with the place of one printing."""

    words: str
    quotes: int
    at: QuoteHit
    span: Span  # of the words in that article


@dataclass(frozen=True, slots=True)
class Theme:
    """A word that the person uses more than the others who are quoted."""

    word: str  # as most often printed
    statements: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A person as this archive has them."""

    person: str
    roles: tuple[Role, ...]  # most frequent first
    statements: tuple[Statement, ...]  # oldest first, undated last
    months: tuple[tuple[str, Count], ...]
    themes: tuple[Theme, ...]
    outlets: tuple[tuple[str | None, int], ...]  # with quotes, most first
    read: int
    total: int


def profile(engine: Engine, query: Query, person: str) -> Profile:
    """The person's quotes that match; all of them for an empty question."""
    found = engine.quotes(replace(query, speakers=(person,), limit=READ, offset=0))
    statements = statements_of(found.quotes)
    months = dict.fromkeys(map(month_of, statements))
    return Profile(
        person=person,
        roles=_roles(engine, found.quotes, person),
        statements=statements,
        months=tuple((month, count_of(one for one in statements if month_of(one) == month)) for month in months),
        themes=_themes(statements, engine.quotes(replace(query, limit=OTHERS, offset=0)).quotes),
        outlets=tuple(Counter(quote.outlet for quote in found.quotes).most_common()),
        read=len(found.quotes),
        total=found.total,
    )


def the_one(query: Query) -> str:
    """The person whom a query is about: its only speaker. Raises NobodyNamed."""
    if len(query.speakers) != 1:
        raise NobodyNamed("whose words? Name one person with the option speaker (`python -m desk people` lists them)")
    return query.speakers[0]


def _roles(engine: Engine, quotes: Iterable[QuoteHit], person: str) -> tuple[Role, ...]:
    """The speaker as printed, and what stands beside the name between commas."""
    found: dict[str, Role] = {}
    for quote in quotes:
        for span, words in _called(engine, quote):
            if words.casefold() in person.casefold() or all(is_stop_word(token.word) for token in tokens(words)):
                continue
            role = found.setdefault(words.casefold(), Role(words, 0, quote, span))
            found[words.casefold()] = replace(role, quotes=role.quotes + 1)
    return tuple(sorted(found.values(), key=lambda role: (-role.quotes, role.words)))[:ROLES]


def _called(engine: Engine, quote: QuoteHit) -> list[tuple[Span, str]]:
    speaker = quote.quote.speaker
    if speaker is None or quote.speaker is None:
        return []
    called = [(speaker, " ".join(quote.speaker.split()))]
    text = engine.article(quote.article).text
    if beside := _BESIDE.match(text, speaker.end):
        called.append((Span(*beside.span("role")), " ".join(beside["role"].split())))
    return called


def _themes(statements: Sequence[Statement], others: Sequence[QuoteHit]) -> tuple[Theme, ...]:
    """Words with the highest log-likelihood of being this person's, each counted once a statement."""
    printed: dict[str, Counter[str]] = {}
    own = Counter(stem for one in statements for stem in _stems(one.fullest, printed))
    everybody = Counter(stem for quote in others for stem in _stems(quote, {}))
    told = {
        stem: held * math.log((held / len(statements)) / ((everybody[stem] + 1) / (len(others) + 1)))
        for stem, held in own.items()
        if held >= FEWEST
    }
    best = sorted((stem for stem in told if told[stem] > 0), key=lambda stem: (-told[stem], stem))[:THEMES]
    return tuple(Theme(printed[stem].most_common(1)[0][0], own[stem]) for stem in best)


def _stems(quote: QuoteHit, printed: dict[str, Counter[str]]) -> set[str]:
    telling = [token for token in tokens(quote.text) if not is_stop_word(token.word) and len(token.word) > 2]
    stems = terms(telling, quote.language)
    for term in stems:
        printed.setdefault(term.word, Counter())[quote.text[term.start : term.end]] += 1
    return {term.word for term in stems}
