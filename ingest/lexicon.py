"""The closed-class words, roles and said-verbs of a language, written for this project."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).with_name("lexicons")
Form = Literal["base", "s", "past", "ing"]
Lists = dict[str, Any]  # a lexicon file as read
LISTED: tuple[Form, ...] = ("past", "s")  # tables of whole forms, by the English verb that they mean
VOWELS = frozenset("aeiou")
# Kinds of closed-class words and the letter that stands for each in a frame.
CLOSED = {
    "determiners": "D",
    "quantifiers": "d",
    "possessives": "h",
    "pronouns": "P",
    "prepositions": "p",
    "conjunctions": "c",
    "subordinators": "w",
    "auxiliaries": "a",
    "negations": "n",
    "adverbs": "y",
    "days": "W",
    "that": "t",
    "to": "T",
    "of": "o",
}
SETS = (
    "particles",
    "oblique",
    "subjunctive",
    "posts",
    "vague",
    "nouns",
    "roles",
    "bodies",
    "titles",
    "places",
    "according",
    "definite",
    "skipped",
)
NAMES = ("naming", "ranks", "offices", "unnamed", "things")  # what tells names apart
ENDINGS = ("endings", "common", "patronymics")
ABBREVIATION = (
    r"(?:[^\W\d_]\.){2,}|\b[A-Z]\.(?=\s[A-Z])|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Adm|Prof|Rev|Jr|Sr|St)\."
)
CLITIC = "['’](?:s|re|ll|ve|d|m)\\b"
TOKEN = rf"{CLITIC}|@\w+|[^\W_]+(?:[-&][^\W_]+|(?!{CLITIC})['’][^\W\d_]+)*|[^\w\s]"


@dataclass(frozen=True, slots=True, eq=False)  # one of its kind, so that what it says of a word can be kept
class Lexicon:
    """What a language's words can be; all in lower case."""

    token: re.Pattern[str]
    closed: dict[str, str]  # word -> the letter of its kind
    verbs: dict[str, tuple[str, Form]]  # form -> its base and which form it is
    particles: frozenset[str]  # in lower case within a name: "de"
    posts: frozenset[str]  # offices: a president is hardly "the mayor"
    vague: frozenset[str]  # roles that anybody may have: "the official" means nobody named before
    nouns: frozenset[str]  # of speech: "claim", "statement"
    roles: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    places: frozenset[str]
    ranks: frozenset[str]  # titles that only whoever resolves a name knows; a frame's letters are without them
    offices: frozenset[str]  # what stands between a title and a name: Secretary of "State" Jane Roe
    things: frozenset[str]  # last words of names that are no person's: "Shell Oil Co"
    naming: frozenset[str]  # after which quoted words are a name or a term: "titled", "newspaper"
    unnamed: frozenset[str]  # capitalised words that are nobody's name: "Thank", "Dealers"
    according: frozenset[str]  # what a source is named after: "according" (to)
    oblique: frozenset[str]  # determiners and pronouns of no subject: German "dem", "ihn"
    subjunctive: frozenset[str]  # verbs in the mood that tells what another said: German "sei"
    endings: tuple[str, ...]  # of compounds that are titles: "-minister"
    patronymics: tuple[str, ...]  # endings of what may stand between first name and surname: "-вич"
    proper: bool  # a short capitalised stretch in marks is rather a name: «Северный поток»
    common: tuple[str, ...]  # endings of nouns, where all nouns have a capital: "-ung"
    definite: frozenset[str]  # determiners of somebody already known: "the"
    skipped: frozenset[str]  # words that a frame leaves out
    genders: dict[str, str]  # title, kinship word or first name -> the pronoun it goes with: "he", "she", "they"
    wider: dict[str, frozenset[str]]  # "leader" -> what a leader may be called more exactly

    def is_title(self, word: str) -> bool:
        """Whether a capitalised word may be somebody's title or role; `word` in lower case."""
        return word in self.titles or word in self.roles or (self.endings != () and word.endswith(self.endings))


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language (ISO 639-1); English where there is none of its own."""
    path = FOLDER / f"{language}.toml"
    lists = tomllib.loads((path if path.is_file() else FOLDER / "en.toml").read_text(encoding="utf-8"))
    closed = {word: letter for kind, letter in CLOSED.items() for word in lists.get(kind, "").split()}
    words = {name: frozenset(lists.get(name, "").split()) for name in (*SETS, *NAMES)}
    token = re.compile("|".join(filter(None, (lists.get("elided"), ABBREVIATION, TOKEN))))
    endings, common, patronymics = (tuple(lists.get(name, "").split()) for name in ENDINGS)
    return Lexicon(
        token,
        closed,
        _forms(lists),
        endings=endings,
        common=common,
        patronymics=patronymics,
        proper=lists.get("proper", False),
        genders=_genders(lists),
        wider=_wider(lists["wider"]),
        **words,
    )


def _genders(lists: Lists) -> dict[str, str]:
    gendered = (("he", "men"), ("she", "women"), ("he", "he"), ("she", "she"), ("they", "plural"))
    return {word: pronoun for pronoun, kind in gendered for word in lists[kind].split()}


def _wider(entries: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in filter(str.strip, entries.split(";")):
        word, exact = entry.split(":")
        found[word.strip()] = found.get(word.strip(), frozenset()) | frozenset(exact.split())
    return found


def _forms(lists: Lists) -> dict[str, tuple[str, Form]]:
    """form -> verb and kind of form: by rule from English base forms, as listed in other languages."""
    forms: dict[str, tuple[str, Form]] = {}
    doubled = frozenset(lists.get("doubled", "").split())
    for entry in filter(str.strip, lists.get("verbs", "").split(";")):
        for form, kind in _conjugated(doubled, *entry.split()):
            forms.setdefault(form, (entry.split()[0], kind))
    for kind in LISTED:
        for base, words in lists.get(kind, {}).items():
            forms |= dict.fromkeys(words.split(), (base, kind))
    return forms


def _conjugated(
    doubled: frozenset[str], base: str, past: str | None = None, participle: str | None = None
) -> tuple[tuple[str, Form], ...]:
    """
    >>> [form for form, _ in _conjugated(frozenset({"quip"}), "quip")]
    ['quip', 'quips', 'quipping', 'quipped', 'quipped']
    """
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    stem += base[-1] if base in doubled else ""
    on_y = base.endswith("y") and base[-2] not in VOWELS
    if past is None:
        past = participle = base[:-1] + "ied" if on_y else base + "d" if base.endswith("e") else stem + "ed"
    s = base[:-1] + "ies" if on_y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return (base, "base"), (s, "s"), (stem + "ing", "ing"), (past, "past"), (participle or past, "past")
