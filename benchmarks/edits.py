"""Edits of known kind: what desks, typesetters and forgers do to a quote. Lists of this project's own; en, ru, zh."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desk.changes import Kind, Reason

# No generated cut takes one of these along: without them a cut is a cut and nothing else.
CARRIERS = frozenset(
    """
    not no never nor none nobody nothing neither cannot without hardly unable unlikely impossible if unless
    may might must will would can could should shall ought possibly perhaps maybe likely probably
    allegedly reportedly apparently seems seem need needs have has had going denied refused required
    не нет ни никогда никто ничего нельзя без может могут можем должен должна должны надо нужно если бы будет будут
    возможно якобы необходимо следует можно
    """.split()
)
HAN_CARRIERS = "不没沒未无無非勿莫否能可应應必须會会将將如若假据据似恐大概也许或"
SYNONYMS = {
    "also": "too", "because": "since", "many": "numerous", "big": "large", "people": "citizens", "very": "extremely",
    "important": "crucial", "country": "nation", "children": "kids", "problem": "issue", "great": "excellent",
    "begin": "start", "help": "assist", "show": "demonstrate", "get": "obtain", "make": "produce", "about": "regarding",
    "with": "alongside", "more": "further", "now": "presently", "think": "believe", "good": "decent", "work": "labour",
    "это": "сие", "очень": "весьма", "также": "тоже", "сейчас": "теперь", "важно": "значимо", "люди": "граждане",
    "который": "что", "чтобы": "дабы", "говорить": "толковать", "потому": "оттого", "сказал": "заявил",
}  # fmt: skip
HAN_SYNONYMS = {
    "我们": "咱们",
    "重要": "要紧",
    "现在": "眼下",
    "因为": "由于",
    "问题": "难题",
    "合作": "协作",
    "进行": "开展",
}
MODALS = {
    "will": "may", "can": "must", "should": "must", "may": "will", "must": "could", "would": "will", "could": "will",
    "might": "will", "может": "должен", "должен": "может", "должны": "могут", "могут": "должны", "будет": "может",
}  # fmt: skip
HAN_MODALS = {"必须": "可能", "可能": "必须", "应该": "可以", "可以": "必须", "应当": "也许"}
AUXILIARIES = frozenset("is are was were will would can could should must may might has have had do does did".split())
NAMES = ("Halvik", "Maravec", "Arlesk", "Kelmouth", "Vint")
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "ten", "twenty", "два", "три", "пять", "десять")


@dataclass(frozen=True, slots=True)
class Edit:
    """A text, and what was done to get the other."""

    text: str
    kind: Kind
    reason: Reason | None = None  # of "altered"


def edited(text: str, language: str, kind: str, chance: random.Random) -> Edit | None:
    """The text with one edit of this kind ("altered" with its reason after a colon); None where it offers no place."""
    return _EDITS[kind](text, language, chance)


def _same(text: str, language: str, chance: random.Random) -> Edit | None:
    return Edit(text, "same")


def _typographic(text: str, language: str, chance: random.Random) -> Edit | None:
    """Three ways at once: each of them is what a house style or a PDF does."""
    ways: list[Callable[[str], str]] = [
        lambda t: t.replace("’", "'").replace("“", '"').replace("”", '"'),
        lambda t: t.replace("'", "’"),
        lambda t: t.replace(" - ", " — ").replace(" – ", " — "),
        lambda t: t.replace(" ", "\u00a0", 3),
        lambda t: t.replace(" ", "  ", 2),
        lambda t: t.replace("fi", "ﬁ").replace("fl", "ﬂ"),
        lambda t: re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", t, count=2),
        lambda t: t[:1].swapcase() + t[1:],
        lambda t: re.sub(r"(?<=\d),(?=\d{3}\b)", "", t),
        lambda t: t.replace("ё", "е"),
        lambda t: t.replace("，", ",").replace("。", "."),
        lambda t: t.rstrip(".,!?"),
        lambda t: re.sub(r"\b(?:percent|per cent)\b", "%", t),
    ]
    changed = text
    for way in chance.sample(ways, len(ways)):
        if changed != text and chance.random() < 0.5:
            break
        changed = way(changed)
    return Edit(changed, "typographic") if changed != text else None


def _cut(text: str, language: str, chance: random.Random) -> Edit | None:
    return _without(text, language, chance, "", "cut")


def _ellipsis(text: str, language: str, chance: random.Random) -> Edit | None:
    return _without(text, language, chance, chance.choice(("…", "...", "[...]", ". . .")), "ellipsis")


def _without(text: str, language: str, chance: random.Random, mark: str, kind: Kind) -> Edit | None:
    """Three to eight words fewer, from within; words stay on both sides, and nothing that carries substance goes."""
    pieces, joint = _pieces(text, language)
    places = [
        (start, start + length)
        for length in range(3, 9)
        for start in range(4, len(pieces) - length - 3)
        if not any(_carries(piece, language) for piece in pieces[start - 1 : start + length + 1])
    ]
    places = [(a, b) for a, b in places if pieces[a : a + 1] != pieces[b : b + 1]]
    if not places:
        return None
    start, end = chance.choice(places)
    middle = [mark] if mark else []
    return Edit(joint.join([*pieces[:start], *middle, *pieces[end:]]), kind)


def _brackets(text: str, language: str, chance: random.Random) -> Edit | None:
    pieces, joint = _pieces(text, language)
    if len(pieces) < 5:
        return None
    places = [n for n in range(2, len(pieces) - 1) if not _is_number(pieces[n - 1]) and not _is_number(pieces[n])]
    if not places:
        return None
    at = chance.choice(places)
    inserted = chance.choice(("[sic]", f"[{chance.choice(NAMES)}]", "[the minister]", "(of Arlesk)"))
    return Edit(joint.join([*pieces[:at], inserted, *pieces[at:]]), "brackets")


def _reworded(text: str, language: str, chance: random.Random) -> Edit | None:
    if language == "zh":
        return _replaced(text, HAN_SYNONYMS, "reworded", None, chance)
    return _swapped(text, language, SYNONYMS, "reworded", None, chance)


def _negated(text: str, language: str, chance: random.Random) -> Edit | None:
    pieces, joint = _pieces(text, language)
    denied = [n for n, piece in enumerate(pieces) if 0 < n < len(pieces) - 1 and piece.lower() in ("not", "не", "不")]
    if denied and chance.random() < 0.5:
        at = chance.choice(denied)
        return Edit(joint.join([*pieces[:at], *pieces[at + 1 :]]), "altered", "negation")
    if language == "en":
        places = [n + 1 for n, piece in enumerate(pieces[:-1]) if piece.lower() in AUXILIARIES]
    else:
        places = list(range(2, len(pieces) - 2))
    if not places:
        return None
    at = chance.choice(places)
    word = {"en": "not", "ru": "не", "zh": "不"}[language]
    return Edit(joint.join([*pieces[:at], word, *pieces[at:]]), "altered", "negation")


def _renumbered(text: str, language: str, chance: random.Random) -> Edit | None:
    numbers = [m for m in re.finditer(r"(?<![\w.,])\d+(?![\w.,]|\s*\d)", text) if m.start() and m.end() < len(text)]
    if numbers:
        number = chance.choice(numbers)
        other = str(int(number[0]) + chance.choice((1, 2, 10, 100)))
        return Edit(text[: number.start()] + other + text[number.end() :], "altered", "number")
    swaps = {word: NUMBER_WORDS[(n + 3) % 8] for n, word in enumerate(NUMBER_WORDS[:8])}
    swaps |= {"два": "пять", "три": "десять", "пять": "три", "десять": "два"}
    return _swapped(text, language, swaps, "altered", "number", chance)


def _renamed(text: str, language: str, chance: random.Random) -> Edit | None:
    """A capitalised word that stands between words in lower case, so that it is a name and no headline."""
    names = list(re.finditer(r"(?<=[a-zа-яё] )[A-ZА-Я][a-zа-яё]{3,}(?= [a-zа-яё])", text))
    if not names:
        return None
    name = chance.choice(names)
    other = chance.choice([one for one in NAMES if one != name[0]])
    return Edit(text[: name.start()] + other + text[name.end() :], "altered", "name")


def _claimed(text: str, language: str, chance: random.Random) -> Edit | None:
    if language == "zh":
        return _replaced(text, HAN_MODALS, "altered", "modality", chance)
    return _swapped(text, language, MODALS, "altered", "modality", chance)


def _swapped(
    text: str, language: str, swaps: Mapping[str, str], kind: Kind, reason: Reason | None, chance: random.Random
) -> Edit | None:
    words = [m for m in re.finditer(r"\w+", text) if m[0] in swaps and m.start()]
    if not words:
        return None
    word = chance.choice(words)
    return Edit(text[: word.start()] + swaps[word[0]] + text[word.end() :], kind, reason)


def _replaced(
    text: str, swaps: Mapping[str, str], kind: Kind, reason: Reason | None, chance: random.Random
) -> Edit | None:
    held = [word for word in swaps if word in text]
    if not held:
        return None
    word = chance.choice(held)
    return Edit(text.replace(word, swaps[word], 1), kind, reason)


def _is_number(piece: str) -> bool:
    return any(sign.isnumeric() for sign in piece)  # Han numerals are numeric too


def _pieces(text: str, language: str) -> tuple[Sequence[str], str]:
    return (list(text), "") if language == "zh" else (text.split(" "), " ")


def _carries(piece: str, language: str) -> bool:
    if language == "zh":
        return piece in HAN_CARRIERS or not piece.isalpha()
    word = piece.strip(".,;:!?\"'“”«»()").lower()
    return word in CARRIERS or word.endswith(("n't", "n’t", "'ll", "’ll", "'d", "’d"))


_EDITS: Mapping[str, Callable[[str, str, random.Random], Edit | None]] = {
    "same": _same,
    "typographic": _typographic,
    "cut": _cut,
    "ellipsis": _ellipsis,
    "brackets": _brackets,
    "reworded": _reworded,
    "altered:negation": _negated,
    "altered:number": _renumbered,
    "altered:name": _renamed,
    "altered:modality": _claimed,
}
EDITS = tuple(_EDITS)
