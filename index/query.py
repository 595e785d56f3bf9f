"""The query language: a text becomes clauses, or a sentence that points at the place where it cannot.

    query    = clause*                              side by side: free words rank, the rest are guarantees
    clause   = both ("OR" both)*
    both     = one ("AND" one)*
    one      = ("NOT" | "-") one | field ":" one | "(" clause* ")" | phrase | prefix "*" | word ["NEAR/n" word]

In parentheses all that stands side by side must be there; of plain words, any. Operators are in capitals: and, or, not
are words.
"""

from __future__ import annotations

from typing import Literal, cast

from index.analyse import tokens
from index.clauses import (
    All,
    Any,
    Clause,
    Free,
    Language,
    Near,
    Not,
    Outlet,
    Parsed,
    Phrase,
    Prefix,
    Since,
    Speaker,
    Tag,
    Until,
    Within,
)
from index.engine import Query, QueryError
from index.lexemes import Kind, Lexeme, is_shouted, lexemes
from index.pointing import at
from index.stretches import stretch_of

DEEPEST = 30  # operators within operators
_PAIR = "NEAR stands between two different single words, such as ferry NEAR/5 strike."
_NAMED: dict[str, type[Speaker | Outlet | Tag]] = {"speaker": Speaker, "outlet": Outlet, "tag": Tag}
_TRAILING = ",.;:!?"  # what a sentence may leave behind a star
_SHOUTED = "All of it is in capitals, so AND, OR and NOT are words: in small letters they would stand out as operators."


def understood(query: Query) -> Parsed:
    """What a query asks for: its text by the language, or where it is plain, its words. Raises QueryError."""
    return _words_alone(query.text) if query.plain else parse(query.text)


def parse(text: str) -> Parsed:
    """Understand a query's text. Raises QueryError, whose last line points at the place.

    >>> parse('talks "Joint Sword" -drill').clauses[1].words
    ('joint', 'sword')
    >>> parse("ferry AND (boat OR ship)").plain
    'ferry boat ship'
    """
    clauses = _Reader(text).query()
    if text.strip() and not clauses:
        raise _wordless(text)
    return Parsed(clauses, _SHOUTED if is_shouted(text) else None)


def _words_alone(text: str) -> Parsed:
    if not text.strip():
        return Parsed(())
    if not tokens(text):
        raise _wordless(text)
    return Parsed((Free(text),))


def _wordless(text: str) -> QueryError:
    return QueryError(f"There is no word in this query: {text.strip()[:30]!r}. Leave it empty to see everything.")


class _Reader:
    """Reads one query from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lexemes = list(lexemes(text))
        self._place = 0
        self._depth = 0
        self._scope: str | None = None  # the field whose parentheses are open

    def query(self) -> tuple[Clause, ...]:
        clauses = self._side_by_side()
        if stray := self._take(")"):
            raise at(self._text, stray.start, "This parenthesis closes none: open one before it, or leave it out.")
        return clauses

    def _side_by_side(self) -> tuple[Clause, ...]:
        clauses: list[Clause] = []
        while self._place < len(self._lexemes) and self._kind() != ")":
            free = self._free_words()
            if free is None:
                clauses.append(self._either())
            elif tokens(free):
                clauses.append(Free(free))
        return tuple(clauses)

    def _free_words(self) -> str | None:
        """Words up to one that an operator takes; None: it takes the first."""
        start = self._place
        while self._kind() == "word" and not self._is_taken():
            self._place += 1
        return " ".join(lexeme.text for lexeme in self._lexemes[start : self._place]) if self._place > start else None

    def _is_taken(self) -> bool:
        """Whether the word here belongs to the operator after it, or to its own star."""
        word = self._lexemes[self._place].text
        return self._kind(1) in ("AND", "OR", "near") or ("*" in word and bool(tokens(word)))

    def _either(self) -> Clause:
        clauses = [self._both()]
        while self._take("OR"):
            clauses.append(self._both())
        return clauses[0] if len(clauses) == 1 else Any(tuple(clauses))

    def _both(self) -> Clause:
        clauses = [self._one()]
        while self._take("AND"):
            clauses.append(self._one())
        return clauses[0] if len(clauses) == 1 else All(tuple(clauses))

    def _one(self) -> Clause:
        self._depth += 1
        if self._depth > DEEPEST:
            place = self._lexemes[self._place - 1].start
            raise at(self._text, place, f"This is more than {DEEPEST} operators deep: leave some out.")
        clause = self._read_one()
        self._depth -= 1
        return clause

    def _read_one(self) -> Clause:
        if self._take("NOT"):
            return Not(self._one())
        if field := self._take("field"):
            return self._field(field)
        if opening := self._take("("):
            return self._group(opening)
        if phrase := self._take("phrase"):
            return self._phrase(phrase)
        if not (word := self._take("word")):
            raise self._nothing_here()
        return self._near(word, near) if (near := self._take("near")) else self._word(word)

    def _group(self, opening: Lexeme) -> Clause:
        clauses = self._side_by_side()
        if not self._take(")"):
            raise at(self._text, opening.start, "This parenthesis is not closed: close it, or leave it out.")
        if not clauses:
            raise at(self._text, opening.start, "There is no word in these parentheses.")
        return clauses[0] if len(clauses) == 1 else All(clauses)

    def _phrase(self, phrase: Lexeme) -> Phrase:
        words = _words(phrase.text)
        if not words:
            raise at(self._text, phrase.start, "There is no word between these quotation marks.")
        return Phrase(phrase.text.strip(), words)

    def _word(self, word: Lexeme) -> Clause:
        """A word in any of its forms; a hyphenated one, or a run of Han, exactly."""
        if "*" in word.text:
            return self._prefix(word)
        words = _words(word.text)
        if not words:
            raise at(self._text, word.start, "An operator needs a word here, and this is none.")
        return Free(word.text) if len(words) == 1 else Phrase(word.text, words)

    def _prefix(self, word: Lexeme) -> Clause:
        cut = tokens(word.text)
        start, _, rest = word.text.partition("*")
        if not cut or not _words(start) or rest.strip(_TRAILING) or cut[-1].end != len(start):
            raise at(self._text, word.start + len(start), "A star stands at the end of a word, such as ferr*.")
        if cut[-1].unspaced:  # written without spaces: whatever follows, the characters stand there
            return Phrase(start, _words(start))
        if len(cut) > 1:
            raise at(self._text, word.start, f"A star completes one word, and these are {len(cut)}.")
        return Prefix(cut[0].word)

    def _near(self, left: Lexeme, near: Lexeme) -> Near:
        right = self._take("word")
        pair = [_words(left.text), _words(right.text) if right else ()]
        if not right or any(len(words) != 1 for words in pair) or pair[0] == pair[1]:
            raise at(self._text, near.start, _PAIR)
        return Near(Free(left.text), Free(right.text), int(near.text))

    def _field(self, field: Lexeme) -> Clause:
        if self._scope:
            raise at(self._text, field.start, f"Within {self._scope}:(…) only words and their operators can stand.")
        if field.text in ("title", "said"):
            return self._within(field)
        value = self._take("word") or self._take("phrase")
        if not value or not _words(value.text):
            raise at(self._text, field.start, f"{field.text}: needs its value right behind the colon.")
        return self._about(field, value)

    def _within(self, field: Lexeme) -> Within:
        if self._kind() not in ("word", "phrase", "("):
            raise at(self._text, field.start, f"{field.text}: needs a word, a phrase or parentheses behind the colon.")
        self._scope = field.text
        clause = self._one()
        self._scope = None
        return Within(cast(Literal["title", "said"], field.text), clause)

    def _about(self, field: Lexeme, value: Lexeme) -> Clause:
        if field.text in _NAMED:
            return _NAMED[field.text](_words(value.text))
        if field.text == "lang":
            if not (value.text.isalpha() and value.text.isascii() and len(value.text) in (2, 3)):
                raise at(self._text, value.start, "lang: needs a code of two letters, such as lang:en.")
            return Language(value.text.lower())
        try:
            since, until = stretch_of(value.text.strip())
        except ValueError as error:
            raise at(self._text, value.start, f"{field.text}: {error}.") from error
        return Since(since) if field.text == "since" else Until(until)

    def _nothing_here(self) -> QueryError:
        """What is missing: right of the operator before, or left of the one that stands here."""
        before = self._lexemes[self._place - 1] if self._place else None
        if before and before.kind in ("AND", "OR", "NOT"):
            return at(self._text, before.start, f"{before.text} needs something on its right.")
        here = self._lexemes[self._place]
        if here.kind == "near":
            return at(self._text, here.start, _PAIR)
        return at(self._text, here.start, f"{here.text} needs something on its left.")

    def _kind(self, ahead: int = 0) -> Kind | None:
        at_most = self._place + ahead
        return self._lexemes[at_most].kind if at_most < len(self._lexemes) else None

    def _take(self, kind: Kind) -> Lexeme | None:
        """The next lexeme if it is of this kind, passed over."""
        if self._kind() != kind:
            return None
        self._place += 1
        return self._lexemes[self._place - 1]


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))
