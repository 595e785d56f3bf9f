"""Everybody whom an article names, in full and in short."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ingest.frames import is_headline
from ingest.lexicon import Lexicon
from ingest.mentions import Mention
from ingest.names import SUFFIXES, Called, cut_at, first_of, is_title, read_name, titles_end
from ingest.scenes import Scene

LETTERS = re.compile(r"[^\W\d_]+")
OPENING = re.compile(r"(?:^|[.!?…:\n\"“”‘(])\s*$")  # what stands before the first word of a sentence


@dataclass(eq=False, slots=True)
class Person:
    """Somebody whom the article names, or a body that speaks."""

    tokens: tuple[str, ...]  # the longest name, without titles: ("Dong", "Jun")
    suffix: str = ""  # "Jr"
    called: set[str] = field(default_factory=set)  # titles, roles and nationality, lower case
    gender: str | None = None  # "he", "she"; None: not known
    body: bool = False
    uses: int = 0
    speaks: bool = False
    first: int = 0  # where the article names them first

    def may_be(self, pronoun: str) -> bool:
        """Whether "he" or "she" may mean this one; a lone capitalised word is somebody only once it has spoken."""
        if self.body or self.gender not in (None, pronoun):
            return False
        return self.gender is not None or len(self.tokens) > 1 or bool(self.called) or self.speaks

    @property
    def name(self) -> str:
        """As printed without titles: "Dong Jun"."""
        return " ".join((*self.tokens, self.suffix)).strip()


class Register:
    """The people and bodies of one article, known before its first pronoun is read."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._lower = frozenset(word for word in set(LETTERS.findall(text)) if word.islower())
        self._by_token: dict[str, list[Person]] = {}
        self._printed: dict[str, str] = {}  # in capitals -> as in a full name
        self._single: dict[str, Person] = {}
        self._bodies: dict[str, list[Person]] = {}  # by last word, lower case

    def learn(self, scene: Scene) -> None:
        """Make known the full names of a paragraph and the roles that stand beside them."""
        if is_headline(scene.frame.letters):
            return
        before: tuple[Mention, Person] | None = None
        role: Mention | None = None
        for mention in scene.mentions:
            if mention.kind == "name":
                before = self._learn_name(mention)
                if before and role and scene.frame.letters[role.last + 1 : mention.first] == ",":
                    self._call(before[1], self.content(role))
            elif before and mention.kind == "role" and _apposed(scene, before[0], mention):
                self._call(before[1], self.content(mention))
            role = mention if mention.kind == "role" else None

    def _learn_name(self, mention: Mention) -> tuple[Mention, Person] | None:
        parts = self.split(mention)
        if len(parts.tokens) < 2 or self._is_nobody(mention, parts):
            return None
        same = (p for p in self._by_token.get(parts.tokens[-1], ()) if _same(p, parts))
        person = next(same, None) or self._new(mention, parts)
        if parts.tokens == person.tokens[1:] and parts.tokens[0].lower() not in self._lexicon.particles:
            person.tokens = parts.tokens  # "Skipper Jane Roe" is Jane Roe
        if person.tokens == parts.tokens[1:] and person.tokens[0].lower() in self._lexicon.particles:
            person.tokens = parts.tokens  # "De Roe" is Jane De Roe
        self._call(person, parts.called)
        return mention, person

    def _new(self, mention: Mention, parts: Called) -> Person:
        gender = self._gender(parts.called, parts.tokens)
        body, first = self._is_body(mention, parts), mention.span.start
        person = Person(parts.tokens, parts.suffix, gender=gender, body=body, first=first)
        if person.body:
            kind = next((t.lower() for t in reversed(parts.tokens) if t.lower() in self._lexicon.bodies), "")
            self._bodies.setdefault(kind or parts.tokens[-1].lower(), []).append(person)
        if len(parts.tokens) > 1:
            of = first_of(parts.tokens, self._lexicon)
            for token in {parts.tokens[-1 if of else 0], parts.tokens[-1]}:  # "Kingdom" alone is no Kingdom of Sweden
                self._by_token.setdefault(token, []).append(person)
                self._printed.setdefault(token.upper(), token)
        return person

    def _call(self, person: Person, words: Iterable[str]) -> None:
        person.called |= set(words)
        person.gender = person.gender or self._gender(words, ())

    def named(self, mention: Mention) -> Person | None:
        """The person of a name, in full or in short; None where two people are equally likely."""
        parts = self.split(mention)
        if self._is_nobody(mention, parts):
            return None if parts.tokens else self._in_office(parts.called)
        known = self._known(parts) or self._known(self._in_lower_case(parts))
        known = [p for p in known if p.first <= mention.span.start] or known
        person = _one_of(known, self._gender(parts.called, ()), parts.called) if known else self._alone(mention, parts)
        if person:
            self._call(person, parts.called)
            person.uses += 1
        return person

    def knows(self, mention: Mention) -> bool:
        """Whether a name is, or is part of, one that the article gives in full."""
        parts = self.split(mention)
        return bool(parts.tokens and self._known(parts))

    def _in_office(self, called: frozenset[str]) -> Person | None:
        """The only one whom the article calls all that: "Ruritanian Transport Minister" of a headline."""
        people = {id(p): p for found in self._by_token.values() for p in found if not p.body and called <= p.called}
        return next(iter(people.values())) if len(called) > 1 and len(people) == 1 else None

    def _in_lower_case(self, parts: Called) -> Called:
        """The name as the article prints it elsewhere, where it stands in capitals alone: "MS. KERR"."""
        printed = (self._printed.get(token, token) for token in parts.tokens)
        return replace(parts, tokens=tuple(printed))

    def _is_nobody(self, mention: Mention, parts: Called) -> bool:
        """Whether what looks like a name is an office, a label ("Q"), "a Pellam", or a common word in capitals."""
        tokens, first = parts.tokens, self.first_word(mention)
        if not tokens or (parts.called and all(t.lower() in self._lexicon.places for t in tokens)):
            return True
        if len(tokens[0]) == 1 or parts.called:
            return len(tokens[0]) == 1
        anyone = self._lexicon.closed.get(first) == "D" and first not in self._lexicon.definite
        return anyone or (len(tokens) == 1 and self._is_common(mention, tokens[0]))

    def _is_common(self, mention: Mention, word: str) -> bool:
        """Whether a lone word is no name: "Jr", "Thank", or "Dealers" first in its sentence where "dealers" stands too.

        Nobody's full name has it.
        """
        if word in self._by_token:
            return False
        if word.rstrip(".") in SUFFIXES or word.lower() in self._lexicon.unnamed:
            return True
        if word.lower() not in self._lower or word.lower() in self._lexicon.genders:
            return False
        start = mention.span.start
        return OPENING.search(self._text[max(0, start - 4) : start]) is not None or start == 0

    def _known(self, parts: Called) -> list[Person]:
        """Those who may be meant by a name: by surname before by first name."""
        last = parts.tokens[-1]
        found = self._by_token.get(last, [])
        if len(parts.tokens) > 1:
            return [p for p in found if _same(p, parts)]
        found = [p for p in found if not first_of(p.tokens, self._lexicon)]  # "Japan" is not the Bank of Japan
        found = [p for p in found if p.tokens[-1] == last] or [p for p in found if p.gender]
        return [p for p in found if p.suffix == parts.suffix] or found

    def _alone(self, mention: Mention, parts: Called) -> Person:
        key = " ".join(parts.tokens)
        if key not in self._single:
            self._single[key] = self._new(mention, parts)
        return self._single[key]

    def body(self, mention: Mention) -> Person | None:
        """The one body that a short description means: "the ministry" after "the Transport Ministry"."""
        if self.first_word(mention) not in self._lexicon.definite:
            return None
        known = self._bodies.get(self.last_word(mention), ())
        return known[0] if len(known) == 1 else None

    def split(self, mention: Mention) -> Called:
        """Titles and roles, and the name after the last of them."""
        name = read_name(mention.span.of(self._text), self._lexicon)
        return self._split_at(name.words, name.of) if name.of else name.parts

    def _split_at(self, words: tuple[str, ...], of: int) -> Called:
        """The parts of a name with "of" in it: an office, a body, or somebody of somewhere."""
        lexicon = self._lexicon
        if is_title(words[of - 1], lexicon):
            begin = max(n + 1 for n, w in enumerate(words) if w[:1].islower() and w not in lexicon.particles)
            return cut_at((*words[:of], *self._after_office(words[begin:])), of, lexicon)
        before = titles_end(words[:of], lexicon)
        body = any(w.lower() in lexicon.bodies for w in words[before:of])
        named = of > 1 or words[0] in self._by_token or words[0] in self._single
        return cut_at(words[:of] if named and not body else words, before, lexicon)

    def _after_office(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The name after an office: "Jane Roe" of "State Jane Roe"; empty where none is sure."""
        lexicon = self._lexicon
        while len(words) > 2 and words[1].lower() in lexicon.places | lexicon.offices:
            words = words[1:]
        named = words[1:2] and (
            words[0].lower() in lexicon.offices | lexicon.places
            or words[1].lower() in lexicon.genders
            or words[-1] in self._by_token
        )
        return words[1:] if named and words[-1].lower() not in lexicon.places | lexicon.offices else ()

    def content(self, mention: Mention) -> set[str]:
        """What a role says of somebody: its words without the closed-class ones."""
        words = (w.strip(".,’'").lower() for w in mention.span.of(self._text).split())
        return {w.removesuffix("'s").removesuffix("’s") for w in words if w not in self._lexicon.closed}

    def first_word(self, mention: Mention) -> str:
        """In lower case."""
        return mention.span.of(self._text).split()[0].lower()

    def last_word(self, mention: Mention) -> str:
        """In lower case, without marks."""
        return mention.span.of(self._text).split()[-1].lower().strip(".,’'")

    def _gender(self, called: Iterable[str], tokens: Sequence[str]) -> str | None:
        genders = self._lexicon.genders
        first = tokens[0].lower() if tokens else ""
        found = {genders[w] for w in called if w in genders} or {genders[w] for w in (first,) if w in genders}
        return found.pop() if len(found) == 1 else None

    def _is_body(self, mention: Mention, parts: Called) -> bool:
        """Whether what is named is no person: an article stands before it, or it is a place, a body, an -ing form."""
        last = parts.tokens[-1].lower()
        article = self.first_word(mention) in self._lexicon.definite and not parts.called
        lone = len(parts.tokens) == 1 and (last.endswith("ing") or len(last) == 1)
        shouted = all(t.isupper() and len(t) > 2 for t in parts.tokens)
        bodies, places = self._lexicon.bodies, self._lexicon.places
        state = parts.tokens[0].endswith(".") and parts.tokens[0].lower() in places  # "U.S. Treasury"
        thing = last in places or (len(parts.tokens) > 1 and last in self._lexicon.things)
        return article or lone or shouted or state or thing or any(t.lower() in bodies for t in parts.tokens)


def _same(person: Person, parts: Called) -> bool:
    one, other = person.tokens, parts.tokens
    titled = one[1:] == other or other[1:] == one  # an unknown title before the same name
    return person.suffix == parts.suffix and (one[0] == other[0] or (titled and len(one) + len(other) >= 5))


def _apposed(scene: Scene, name: Mention, role: Mention) -> bool:
    """ "Jane Roe, the mayor," or "Jane Roe is a senator"."""
    return scene.frame.letters[name.last + 1 : role.first] in (",", "a") and scene.frame.letters[role.first] == "D"


def _one_of(known: Sequence[Person], gender: str | None, called: frozenset[str]) -> Person | None:
    """Of people with the same name the one whom gender, title or far more frequent use tells apart."""
    fitting = [p for p in known if not (gender and p.gender and p.gender != gender)] or list(known)
    if len(fitting) > 1:
        fitting = [p for p in fitting if called & p.called] or fitting
    if len(fitting) == 1:
        return fitting[0]
    first, second, *_ = sorted(fitting, key=lambda p: -p.uses)
    return first if first.uses > 2 * second.uses else None
