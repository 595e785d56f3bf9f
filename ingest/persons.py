"""Which person a mention is: surnames, pronouns and roles resolved within the article. Unsure is None."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence

from ingest.clauses import Said
from ingest.lexicon import Lexicon
from ingest.mentions import Mention
from ingest.register import Person, Register
from ingest.scenes import Scene

# Weights were chosen on mentions resolved by hand (benchmarks/persons.json).
FADES = 0.4  # what a mention weighs one sentence later
REMEMBERED = 80  # mentions, however long their sentence
FORGOTTEN = 12  # sentences after which a mention is not what a pronoun or a role refers to
SPEAKING, SUBJECT, OTHER, OWNED = 3.0, 2.0, 1.0, 0.25  # weight as speaker, first of its sentence, elsewhere, "his"
SAME = 3.0  # how many times more a mention weighs within the sentence itself
SUITS = 6.0  # how many times rather a role means somebody who was called so
KNOWN = 1.5  # how many times rather "she" means a woman than somebody of whom that is not known
CLEAR = 1.05  # how many times heavier than the next the person must be who is meant
NOUNS = re.compile("[xR]{1,3}")  # what may stand between "Ruritanian" and the name of the one who is
ADJECTIVE = re.compile(r"(?:[ei]an|[^aeiou]ish|ese|ch|\w{4}i)$")  # how most adjectives of countries end
BESIDE = re.compile(r"(?:o?D?[NMxB]{1,4})?,")  # what may stand between a role and the name that follows it


def resolve_all(
    text: str, scenes: Sequence[Scene], said: Sequence[Sequence[Said]], lexicon: Lexicon
) -> list[dict[Mention, Person]]:
    """Paragraph by paragraph, the person that each mention is; a mention that is nobody sure is left out."""
    register = Register(text, lexicon)
    for scene in scenes:
        register.learn(scene)
    reading = _Reading(register, lexicon)
    return [reading.read(scene, one) for scene, one in zip(scenes, said, strict=True)]


class _Reading:
    """The article read from its first word to its last, with who was spoken of lately."""

    def __init__(self, register: Register, lexicon: Lexicon) -> None:
        self._register = register
        self._lexicon = lexicon
        self._lately: deque[tuple[int, float, Person]] = deque(maxlen=REMEMBERED)  # sentence, weight
        self._unnamed: dict[str, int] = {}  # "a senator": its head, and the sentence where it was brought up
        self._sentence = 0  # of the article

    def read(self, scene: Scene, said: Sequence[Said]) -> dict[Mention, Person]:
        """The person of each mention of a paragraph."""
        speaking = {one.subject for one in said if one.subject}
        found: dict[Mention, Person] = {}
        base, latest = self._sentence, -1
        for place, mention in enumerate(scene.mentions):
            number = scene.sentence_number(mention.first)
            self._sentence = base + number
            person = self._person(scene, place, found)
            if person:
                found[mention] = person
                first, latest = number != latest, number
                weight = SPEAKING if mention in speaking else SUBJECT if first else OTHER
                person.speaks = person.speaks or mention in speaking
                owned = scene.frame.letters[mention.first] == "h"
                self._lately.append((self._sentence, OWNED if owned else weight, person))
        self._sentence = base + len(scene.frame.sentences)
        return found

    def _person(self, scene: Scene, place: int, found: dict[Mention, Person]) -> Person | None:
        mention = scene.mentions[place]
        if mention.kind == "name":
            return self._named(scene, place)
        if mention.kind == "pronoun":
            return self._meant(mention, found)
        if mention.kind == "body":
            return self._register.body(mention)
        return self._in_role(scene, place) if mention.kind == "role" else None

    def _named(self, scene: Scene, place: int) -> Person | None:
        """Whom a name means: nobody where it only says of what kind, or from where, the one is who is named next."""
        mention = scene.mentions[place]
        if not self._is_modifier(scene, mention) or self._register.knows(mention):
            return self._register.named(mention)
        for following in scene.mentions[place + 1 : place + 2]:
            noun = NOUNS.fullmatch(scene.frame.letters, mention.last + 1, following.first)
            return self._register.named(following) if noun and following.kind == "name" else None
        return None

    def _is_modifier(self, scene: Scene, mention: Mention) -> bool:
        """Whether a name stands before a noun that it belongs to: "Ruritanian tourist", "Treasury dealers"."""
        letters, words, after = scene.frame.letters, scene.frame.words, mention.last + 1
        if letters[after : after + 1] != "x" or words[after].endswith("ly"):
            return False
        adjective = ADJECTIVE.search(words[mention.last]) or words[mention.last] in self._lexicon.places
        asked = mention.first > 0 and letters[mention.first - 1] in "VT"
        return bool(adjective) or asked or (words[after].endswith("s") and letters[after + 1 : after + 2] == "V")

    def _meant(self, mention: Mention, found: dict[Mention, Person]) -> Person | None:
        word = self._register.first_word(mention)
        if word == "who":
            last, person = next(reversed(found.items()), (None, None))
            return person if last and mention.first - last.last <= 2 else None
        gender = self._lexicon.genders.get(word)
        if gender not in ("he", "she"):
            return None
        person = self._heaviest(lambda p: p.may_be(gender) * (KNOWN if p.gender else 1.0))
        if person and person.gender is None:
            person.gender = gender
        return person

    def _heaviest(self, suits: Callable[[Person], float]) -> Person | None:
        """Who was spoken of most and latest, times how much they suit; None where two are about equal."""
        weights: dict[Person, float] = {}
        for sentence, weight, person in self._recent():
            age = self._sentence - sentence
            weights[person] = weights.get(person, 0.0) + weight * (FADES**age if age else SAME)
        weights = {person: weight * suited for person, weight in weights.items() if (suited := suits(person))}
        first, second = (*sorted(weights, key=lambda p: -weights[p])[:2], None, None)[:2]
        if first and second and weights[first] < CLEAR * weights[second]:
            return None
        return first

    def _recent(self) -> Iterator[tuple[int, float, Person]]:
        for one in reversed(self._lately):
            if self._sentence - one[0] > FORGOTTEN:
                return
            yield one

    def _in_role(self, scene: Scene, place: int) -> Person | None:
        """Whom a role means: the name beside it, or of those lately named the one whom it fits best."""
        mention = scene.mentions[place]
        if name := _name_beside(scene, place):
            return self._register.named(name)
        head = self._register.last_word(mention)
        if not self._lexicon.definite or self._register.first_word(mention) in self._lexicon.definite:
            return self._described(self._register.content(mention), head)
        if scene.frame.letters[mention.first] not in "Dd#":
            return None
        before = scene.mentions[place - 1] if place else None
        if before is None or before.kind != "name" or scene.frame.letters[before.last + 1 : mention.first] != ",":
            self._unnamed[head] = self._sentence
        return None

    def _described(self, words: set[str], head: str) -> Person | None:
        """Whom "the tycoon" means: whoever is spoken of, and far rather somebody whom the words fit.

        Not so where somebody unnamed was called so just before, and where anybody may be.
        """
        unnamed = self._sentence - self._unnamed.get(head, -FORGOTTEN - 1) <= FORGOTTEN
        if unnamed or head.endswith("s"):
            return None
        vague = head in self._lexicon.vague
        return self._heaviest(lambda p: self._suits(p, words, head) or (0.0 if vague else float(self._may_be(p, head))))

    def _may_be(self, person: Person, head: str) -> bool:
        if head in self._lexicon.posts and not person.called.isdisjoint(self._lexicon.posts):
            return False
        gender = self._lexicon.genders.get(head)
        return any(person.may_be(one) for one in ((gender,) if gender else ("he", "she")))

    def _suits(self, person: Person, words: set[str], head: str) -> float:
        """How much rather a description means somebody called so; 0 where they are not."""
        if person.body or not self._is(head, person):
            return 0.0
        fits = sum(self._is(word, person) for word in words)
        return SUITS * 2.0 ** (2 * fits - len(words))

    def _is(self, head: str, person: Person) -> bool:
        return head in person.called or bool(self._lexicon.wider.get(head, frozenset()) & person.called)


def _name_beside(scene: Scene, place: int) -> Mention | None:
    """The name in apposition to a role: "the mayor, Jane Roe,", "the director of the Centre, Jane Roe,"."""
    role = scene.mentions[place]
    for mention in scene.mentions[place + 1 : place + 3]:
        if mention.kind == "name" and BESIDE.fullmatch(scene.frame.letters, role.last + 1, mention.first):
            return mention
    return None
