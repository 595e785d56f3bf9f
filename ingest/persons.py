"""Which person a mention is: surnames, pronouns and roles resolved within the article. Unsure is None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.clauses import Said
from ingest.lexicon import Lexicon
from ingest.mentions import Mention
from ingest.scenes import Scene

FADES = 0.6  # what a mention weighs one sentence later
FORGOTTEN = 12  # sentences after which a mention is not what a pronoun refers to
SPEAKING, SUBJECT, OTHER = 3.0, 2.0, 1.0  # weight of a mention as speaker, as first of its sentence, elsewhere
CLEAR = 1.15  # how many times heavier than the next the person must be whom a pronoun means


@dataclass(eq=False, slots=True)
class Person:
    """Somebody whom the article names, or a body that speaks."""

    tokens: tuple[str, ...]  # the longest name, without titles: ("Dong", "Jun")
    called: set[str] = field(default_factory=set)  # titles, roles and nationality, lower case
    gender: str | None = None  # "he", "she"; None: not known
    body: bool = False
    uses: int = 0

    @property
    def name(self) -> str:
        return " ".join(self.tokens)


def resolve_all(
    text: str, scenes: Sequence[Scene], said: Sequence[Sequence[Said]], lexicon: Lexicon
) -> list[dict[Mention, Person]]:
    """Paragraph by paragraph, the person that each mention is; mentions that are nobody sure are left out."""
    register = _Register(text, lexicon)
    for scene in scenes:
        register.learn(scene)
    reading = _Reading(register, lexicon)
    return [reading.read(scene, one) for scene, one in zip(scenes, said, strict=True)]


class _Register:
    """Everybody named in the article, known before the first pronoun is read."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._by_token: dict[str, list[Person]] = {}
        self._single: dict[str, Person] = {}
        self._bodies: list[Person] = []
        self.described: list[Person] = []  # those with a role

    def learn(self, scene: Scene) -> None:
        """Make known the full names of a paragraph and the roles that stand beside them."""
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
        called, tokens = self.split(mention)
        if len(tokens) < 2:
            return None
        person = next((p for p in self._by_token.get(tokens[-1], ()) if p.tokens[0] == tokens[0]), None)
        if person is None:
            person = self._new(mention, tokens, called)
            for token in {tokens[0], tokens[-1]}:
                self._by_token.setdefault(token, []).append(person)
        self._call(person, called)
        return mention, person

    def _call(self, person: Person, words: set[str]) -> None:
        if words and not person.called:
            self.described.append(person)
        person.called |= words
        person.gender = person.gender or self._gender(words, ())

    def named(self, mention: Mention) -> Person | None:
        """The person of a name, in full or in short; None where two people are equally likely."""
        called, tokens = self.split(mention)
        if not tokens or (called and all(t.lower() in self._lexicon.places for t in tokens)):
            return None
        known = [p for p in self._by_token.get(tokens[-1], ()) if len(tokens) == 1 or p.tokens[0] == tokens[0]]
        person = _one_of(known, self._gender(called, ()), called) if known else self._alone(mention, tokens, called)
        if person:
            self._call(person, called)
            person.uses += 1
        return person

    def _alone(self, mention: Mention, tokens: tuple[str, ...], called: set[str]) -> Person:
        key = " ".join(tokens)
        if key not in self._single:
            self._single[key] = self._new(mention, tokens, called)
        return self._single[key]

    def _new(self, mention: Mention, tokens: tuple[str, ...], called: set[str]) -> Person:
        person = Person(tokens, gender=self._gender(called, tokens), body=self._is_body(mention, tokens))
        if person.body:
            self._bodies.append(person)
        return person

    def body(self, mention: Mention) -> Person | None:
        """The one body that a short description means: "the ministry" after "the Transport Ministry"."""
        if self.first_word(mention) not in self._lexicon.definite:
            return None
        word = self.last_word(mention)
        known = {p for p in self._bodies if p.tokens[-1].lower() == word}
        return known.pop() if len(known) == 1 else None

    def split(self, mention: Mention) -> tuple[set[str], tuple[str, ...]]:
        """Titles and roles in lower case, and the name after the last of them."""
        words = [w.strip(".,’'").removesuffix("'s").removesuffix("’s") for w in mention.span.of(self._text).split()]
        cut = max(
            (n + 1 for n, w in enumerate(words) if self._lexicon.is_title(w.lower()) or w[:1].islower()), default=0
        )
        called = {w.lower() for w in words[:cut] if w.lower() not in self._lexicon.closed}
        name = tuple(w for w in words[cut:] if w and w.lower() not in ("the", "a", "an"))
        return called, name

    def content(self, mention: Mention) -> set[str]:
        """What a role says of somebody: its words without the closed-class ones."""
        words = (w.strip(".,’'").lower() for w in mention.span.of(self._text).split())
        return {w.removesuffix("'s").removesuffix("’s") for w in words if w not in self._lexicon.closed}

    def first_word(self, mention: Mention) -> str:
        return mention.span.of(self._text).split()[0].lower()

    def last_word(self, mention: Mention) -> str:
        return mention.span.of(self._text).split()[-1].lower().strip(".,’'")

    def _gender(self, called: Iterable[str], tokens: Sequence[str]) -> str | None:
        genders = self._lexicon.genders
        first = tokens[0].lower() if tokens else ""
        found = {genders[w] for w in called if w in genders} or {genders[w] for w in (first,) if w in genders}
        return found.pop() if len(found) == 1 else None

    def _is_body(self, mention: Mention, tokens: Sequence[str]) -> bool:
        bodies = self._lexicon.bodies
        article = self.first_word(mention) in ("the", "a", "an") and not self.split(mention)[0]
        place = tokens[-1].lower() in self._lexicon.places
        return article or place or any(t.lower() in bodies for t in tokens)


def _apposed(scene: Scene, name: Mention, role: Mention) -> bool:
    """ "Jane Roe, the mayor," or "Jane Roe is a senator"."""
    return scene.frame.letters[name.last + 1 : role.first] in (",", "a") and scene.frame.letters[role.first] == "D"


def _one_of(known: Sequence[Person], gender: str | None, called: set[str]) -> Person | None:
    """Of people with the same name the one whom gender, title or far more frequent use tells apart."""
    fitting = [p for p in known if not (gender and p.gender and p.gender != gender)] or list(known)
    if len(fitting) > 1:
        fitting = [p for p in fitting if called & p.called] or fitting
    if len(fitting) == 1:
        return fitting[0]
    first, second, *_ = sorted(fitting, key=lambda p: -p.uses)
    return first if first.uses > 2 * second.uses else None


class _Reading:
    """The article read from its first word to its last, with who was spoken of lately."""

    def __init__(self, register: _Register, lexicon: Lexicon) -> None:
        self._register = register
        self._lexicon = lexicon
        self._lately: list[tuple[int, float, Person]] = []  # sentence, weight
        self._sentence = 0  # of the article

    def read(self, scene: Scene, said: Sequence[Said]) -> dict[Mention, Person]:
        speaking = {one.subject for one in said if one.subject}
        found: dict[Mention, Person] = {}
        base, latest = self._sentence, -1
        for mention in scene.mentions:
            number = scene.sentence_number(mention.first)
            self._sentence = base + number
            person = self._person(scene, mention, found)
            if person:
                found[mention] = person
                weight = SPEAKING if mention in speaking else SUBJECT if number != latest else OTHER
                self._lately.append((self._sentence, weight, person))
            latest = number
        self._sentence = base + len(scene.frame.sentences)
        return found

    def _person(self, scene: Scene, mention: Mention, found: dict[Mention, Person]) -> Person | None:
        if mention.kind == "name":
            return self._register.named(mention)
        if mention.kind == "pronoun":
            return self._meant(scene, mention, found)
        if mention.kind == "body":
            return self._register.body(mention)
        return self._described(mention) if mention.kind == "role" else None

    def _meant(self, scene: Scene, mention: Mention, found: dict[Mention, Person]) -> Person | None:
        word = self._register.first_word(mention)
        if word == "who":
            return next((p for m, p in found.items() if m.last in (mention.first - 1, mention.first - 2)), None)
        gender = self._lexicon.genders.get(word)
        if gender not in ("he", "she"):
            return None
        person = self._heaviest(lambda p: p.gender in (None, gender) and not p.body)
        if person and person.gender is None:
            person.gender = gender
        return person

    def _heaviest(self, fits: Callable[[Person], bool]) -> Person | None:
        weights: dict[Person, float] = {}
        for sentence, weight, person in self._recent():
            if fits(person):
                weights[person] = weights.get(person, 0.0) + weight * FADES ** (self._sentence - sentence)
        ranked = sorted(weights, key=lambda p: -weights[p])
        if len(ranked) > 1 and weights[ranked[0]] < CLEAR * weights[ranked[1]]:
            return None
        return ranked[0] if ranked else None

    def _recent(self) -> Iterator[tuple[int, float, Person]]:
        for one in reversed(self._lately):
            if self._sentence - one[0] > FORGOTTEN:
                return
            yield one

    def _described(self, mention: Mention) -> Person | None:
        """The one whose title or role a definite description fits best."""
        if self._register.first_word(mention) not in self._lexicon.definite:
            return None
        words, head = self._register.content(mention), self._register.last_word(mention)
        fitting = {p: _fit(words, p.called, self._lexicon) for p in self._register.described if self._is(head, p)}
        best = max(fitting.values(), default=0)
        leading = {p for p, fit in fitting.items() if fit == best}
        return leading.pop() if len(leading) == 1 else self._heaviest(leading.__contains__)

    def _is(self, head: str, person: Person) -> bool:
        return head in person.called or bool(self._lexicon.wider.get(head, frozenset()) & person.called)


def _fit(words: set[str], called: set[str], lexicon: Lexicon) -> int:
    """How many words of a description are said of a person, more exactly perhaps, less those that are not."""
    fits = sum(w in called or bool(lexicon.wider.get(w, frozenset()) & called) for w in words)
    return 2 * fits - len(words)
