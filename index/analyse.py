"""The one analyser: what counts as a word, for indexing, asking, highlighting and the tests' reference engine alike.

Offsets count characters of the text as given: nothing is normalised before it is cut.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Container, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

ANALYSER_VERSION = 2  # raise it whenever a text could be cut or stemmed differently: the words are then rebuilt

# Scripts that write words without spaces: Han with its iteration marks, Hiragana, Katakana.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
)
# Signs that belong to the letter before them but that \w leaves out: accents, Hebrew and Arabic points, Indic vowels;
# the soft hyphen and joiners that typesetting leaves inside words.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
_JOINERS = "\u00ad\u200c\u200d"
_APOSTROPHES = "'’ʼ＇"
_TOKEN = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}])"
    rf"|\d+(?:[.,]\d+)+(?!\w)"
    rf"|[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_MARKS}{_JOINERS}]|[{_APOSTROPHES}](?=[^\W\d_{_UNSPACED}]))*"
)
_PLAIN = re.compile(r"\d+(?:[.,]\d+)+(?!\w)|[a-z0-9]+(?:'[a-z][a-z0-9]*)*")  # _TOKEN of a text that is all ASCII
# What English has beside it; none but ’ stands within a word. Replaced one by one: forty times as fast as `translate`.
_TYPOGRAPHY = tuple(zip("’“”‘–—…\u00a0", "'       ", strict=True))
_ACCENTS = re.compile("[\u0300-\u036f]")
_DROPPED = str.maketrans({"\u00ad": None, "\u200c": None, "\u200d": None, **dict.fromkeys("’ʼ＇", "'")})
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "ne": "nepali", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

# Words that hold a sentence together and say nothing of its subject; only a query made of nothing else asks for them.
STOP_WORDS = frozenset(
    """
    a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its
    me my no nor not of on or our she should so than that the their them then there these they this those to was we
    were what when where which who whom whose why will with would you your about
    и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее её мне было вот от меня еще ещё
    о об из ему ли если или ни быть был была были до вас нибудь уже для мы их чем при это этот эта эти того кто какой
    какая какие каком какого когда где почему сколько чего чей который которая которое которые
    的 了 是 在 和 与 也 都 就 而 及 或 之 于 以 被 把 从 对 向 但 并 等 着 过 吗 呢 吧 啊 我 你 他 她 它 这 那 哪 谁 不
    什么 怎么 怎样 如何 为何 为什 多少 几个 哪些 哪个 哪里 哪种 哪位 何时 何地 我们 你们 他们 她们 它们 这个
    那个 这些 那些 因为 所以 但是 如果 以及 或者 并且 没有 不是 可以 是否 的是 了什 是什 是哪 是谁
    """.split()
)


class Token(NamedTuple):
    """A word where it stands: `text[start:end]` became `word`."""

    word: str  # folded, not stemmed; one character of Han or kana
    start: int
    end: int
    unspaced: bool  # Han or kana: written without spaces


def tokens(text: str) -> list[Token]:
    """Cut a text into words, numbers and single Han characters.

    >>> [token.word for token in tokens("China’s F-16: 143,000 в ＡＩ时代")]
    ["china's", 'f', '16', '143000', 'в', 'ai', '时', '代']
    """
    found = (
        Token(_fold(match[0]), match.start(), match.end(), match.lastgroup is not None)
        for match in _TOKEN.finditer(text)
    )
    return [token for token in found if token.word]


def terms(cut: Iterable[Token], language: str) -> list[Token]:
    """What ranking counts: words stemmed in the article's language, Han runs as overlapping pairs.

    >>> [term.word for term in terms(tokens("Officials visited 北京大学 on 1 月"), "en")]
    ['offici', 'visit', '北京', '京大', '大学', 'on', '1', '月']
    """
    paired = list(_pairs(cut))
    stems = stem([token.word for token in paired], language)
    return [Token(word, token[1], token[2], token[3]) for token, word in zip(paired, stems, strict=True)]


def written(text: str, language: str) -> tuple[str, str]:
    """The words of `terms` and those of `tokens`, spaces between: a quarter of the time where letters are plain.

    >>> written("China’s ministers said: “143,000”", "en")
    ('china minist said 143000', "china's ministers said 143000")
    """
    plain = _plain(text)
    if plain.isascii():
        words = [_without_thousands(word) if "," in word else word for word in _PLAIN.findall(plain)]
        return " ".join(stem(words, language)), " ".join(words)
    cut = tokens(text)
    return " ".join(term.word for term in terms(cut, language)), " ".join(token.word for token in cut)


def where(stems: Container[str], text: str, language: str) -> list[tuple[int, int]]:
    """Where a text has one of these words of `terms`: a third of the time where letters are plain.

    >>> where({"minist", "said"}, "China’s ministers said: “143,000”", "en")
    [(8, 17), (18, 22)]
    """
    plain = _plain(text)
    if plain.isascii():
        found = list(_PLAIN.finditer(plain))
        words = stem([_without_thousands(match[0]) for match in found], language)
        return [match.span() for match, word in zip(found, words, strict=True) if word in stems]
    return [(term.start, term.end) for term in terms(tokens(text), language) if term.word in stems]


def _plain(text: str) -> str:
    """The text as _PLAIN cuts it, offsets the same, if it is all ASCII then."""
    plain = text.lower()
    if not plain.isascii():
        for sign, shown in _TYPOGRAPHY:
            plain = plain.replace(sign, shown)
    return plain


def stem(words: list[str], language: str) -> list[str]:
    """The words' stems; the words themselves in a language without a stemmer."""
    if (algorithm := _STEMMERS.get(language)) is None:
        return words
    stems: list[str] = _stemmer(algorithm).stemWords(words)
    return stems


def without_accents(word: str) -> str:
    """The word without the accents of Latin, Greek and Cyrillic letters.

    >>> without_accents("Erdoğan"), without_accents("ещё"), without_accents("Łódź")
    ('Erdogan', 'еще', 'Łodz')
    """
    return word if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", word))


def is_stop_word(word: str) -> bool:
    """Whether a query word only holds the sentence together."""
    return word in STOP_WORDS


def _pairs(cut: Iterable[Token]) -> Iterator[Token]:
    """Neighbouring unspaced characters in twos; one that stands alone, and every other word, as it is."""
    before: Token | None = None  # the unspaced character that the next one may join
    joined = False  # `before` already stands in a pair
    for token in cut:
        if before and token.unspaced and before.end == token.start:
            yield Token(before.word + token.word, before.start, token.end, True)
            before, joined = token, True
            continue
        if before and not joined:
            yield before
        before, joined = (token, False) if token.unspaced else (None, False)
        if not token.unspaced:
            yield token
    if before and not joined:
        yield before


@lru_cache(maxsize=1 << 16)  # a text's words come again and again: 10 MB for half the time of cutting it
def _fold(word: str) -> str:
    if word.isascii():
        folded = word.lower()
    else:
        # Folded before and after: case folding can undo a composition (Unicode 5.18, caseless matching).
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word.translate(_DROPPED)).casefold())
        folded = "".join(folded.split())  # a few ligatures unfold into several words
        folded = folded.replace("ё", "е")  # Russian prints the one for the other as it likes, in names too
    return _without_thousands(folded) if "," in folded else folded


def _without_thousands(word: str) -> str:
    return word.replace(",", "") if _THOUSANDS.fullmatch(word) else word


_STEMS_KEPT = 1 << 16  # words, 10 MB: of the 10,000 that it keeps by itself a newspaper has more
_own = threading.local()  # a stemmer keeps a cache and is not for two threads


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    kept: dict[str, Stemmer.Stemmer] = _own.__dict__.setdefault("stemmers", {})
    if algorithm not in kept:
        kept[algorithm] = Stemmer.Stemmer(algorithm, _STEMS_KEPT)
    return kept[algorithm]
