"""Sentences as spans. The text is never changed: sentences that an export glued together are only cut apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.article import Span

_OPENING = "\"'“‘«„‹「『（(["
_CLOSING = "\"'”’»“›」』）)]"  # “ closes where „ opens
_STOP = re.compile(rf"(?P<mark>[.!?…。！？؟।۔]+)(?P<closing>[{re.escape(_CLOSING)}]*)")
_FULL_WIDTH = frozenset("。！？")  # end a sentence whatever follows


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Abbreviations that never end a sentence: a name or a number follows.
_BEFORE_NAME = _set_of("""
    mr mrs ms mx dr prof gen lt col maj capt cmdr adm sgt cpl brig sen rep gov pres amb rev fr hon st mt ft messrs
    mme mlle vs v cf viz eg ie approx ca e.g i.e ph ed
    г-н г-жа им ул пл пр просп пер д корп кв пос дер обл р-н оз о п ст стр рис табл гл т тов гр акад проф доц инж
    ген полк подп майор кап лейт св преп см ср напр т.е т.к т.н т.наз
""")
# Abbreviations before which a number must follow, else the sentence ends: "No. 7", "Jan. 31", "ст. 5".
_BEFORE_NUMBER = _set_of("""
    no nos p pp vol fig art sec ch para jan feb mar apr jun jul aug sep sept oct nov dec
""")
# Abbreviations that may end a sentence; they do where a word follows that mostly begins one.
_EITHER = _set_of("""
    inc corp co cos ltd plc llc bros jr sr etc al dept univ assn a.m p.m u.s u.k u.n e.u d.c ph.d
    г гг в вв н.э т.д т.п др проч млн млрд трлн тыс руб коп долл кг км м см мм га ч мин сек чел
""")
_STARTER = re.compile(
    r"(?:The|A|An|In|On|At|It|Its|He|She|They|We|You|I|But|And|Or|So|Yet|However|This|That|These|Those|There|When|While|"
    r"After|Before|As|If|For|From|By|With|Some|Many|Most|His|Her|Their|Our|What|Who|Why|How|Not|No|Yes|"
    r"В|Во|На|По|Он|Она|Они|Оно|Мы|Это|Эти|Этот|Эта|Как|Но|А|И|С|Со|К|Однако|При|После|Также|Для|За|Из|От|Об|О|Если|Так|"
    r"Что|Когда|Все)"
    r"(?=[\s,])"
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]$")  # "J", "U.S", "В.В": the last full stop is the one in question
_WORD_BEFORE = re.compile(r"[\w.’'-]+$")
# "Really!" Smith said: a mark inside the quotes, then who said it, is one sentence.
_ATTRIBUTION = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|told|tells|added|adds|cried|shouted|replied|wrote|writes|exclaimed|declared|tweeted|noted|"
    r"warned)\b"
)
_DASH_AFTER_SPEECH = re.compile(r"\s*[,–—-]")
_NEXT = re.compile(rf"\s*(?:[-–—•*·]\s+)?[{re.escape(_OPENING)}]*")
_IN_ADDRESS = re.compile(r"://|^www\.|@|^<")  # "<" opens a stock's code, as agencies print it: <ainp.PA>
_DOMAIN_GOES_ON = re.compile(r"(?:US|UK|EU|Ru|RU|Com|COM|Org|ORG|Net|NET|Gov|GOV|[\w-]+\.[a-z]{2,})\b")  # "Welcome.US"
_ENUMERATOR = re.compile(r"\s*[-–—•*]?\s*\d{1,3}\\?")  # "1. First point"
_ORDINAL_DOT = _set_of("cs da de et fi hr hu is lv no pl sk sl sr tr")  # "am 31. Januar": a full stop makes an ordinal
_ORDINAL = re.compile(r"(?<!\d)\d{1,2}\.$")
_TOKEN = 40  # characters looked back for the word before a full stop


def find_sentences(text: str, paragraph: Span, language: str = "und") -> tuple[Span, ...]:
    """The sentences of a paragraph, in order, without the spaces around them; together they hold all its words.

    Only a stop between a lower-case letter and a capital or an opening mark is a seam where no space stands,
    so "U.S." and "3.5" stay whole.

    >>> text = 'Talks ended.Both sides left. Mr. Dong said: "We will." He left.'
    >>> [sentence.of(text) for sentence in find_sentences(text, Span(0, len(text)))]
    ['Talks ended.', 'Both sides left.', 'Mr. Dong said: "We will."', 'He left.']
    """
    found, start = [], paragraph.start
    for end in (*_ends(text, paragraph, language), paragraph.end):
        sentence = trimmed(text, Span(start, end))
        if sentence.start < sentence.end:
            found.append(sentence)
        start = end
    return tuple(found)


def trimmed(text: str, span: Span) -> Span:
    """The span without the white space at its ends; empty at its end where it holds nothing else."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _ends(text: str, paragraph: Span, language: str) -> Iterator[int]:
    """Where sentences end before the paragraph does."""
    start = paragraph.start
    quotes, counted = 0, start  # straight double quotes up to `counted`: an odd count is an open quote
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        quotes += text.count('"', counted, stop.start("closing"))
        counted = stop.start("closing")
        end = _end_of(text, stop, open_quote=quotes % 2 == 1)
        if language in _ORDINAL_DOT and _ORDINAL.search(text, max(start, stop.start() - 3), stop.end()):
            continue
        if end < paragraph.end and _is_end(text, stop, Span(start, end), paragraph.end):
            start = end
            yield end


def _end_of(text: str, stop: re.Match[str], *, open_quote: bool) -> int:
    """Where the sentence ends: marks after the stop close it, but one that touches the next word may open the next."""
    closing, end = stop["closing"], stop.end()
    if not closing or not text[end : end + 1].isalnum():
        return end
    opens = closing[-1] in "“'\"([" and not (closing[-1] == '"' and open_quote and len(closing) % 2)
    return end - 1 if opens else end


def _is_end(text: str, stop: re.Match[str], sentence: Span, limit: int) -> bool:
    """The sentence ends at the stop, by what stands before it and after it, up to `limit`."""
    if _FULL_WIDTH & set(stop["mark"]):
        return True
    following = _NEXT.match(text, sentence.end, limit)
    at = following.end() if following else sentence.end
    if at >= limit or not _may_begin(text[at]):
        return False
    if not text[sentence.end].isspace():
        return _is_seam(text, stop, at)
    if stop["mark"] == ".":
        return not _is_abbreviation(text, stop, at, sentence.start)
    return not (sentence.end > stop.end("mark") and _speech_goes_on(text, sentence.end))


def _may_begin(character: str) -> bool:
    """A capital, a digit, or a letter of a script without capitals."""
    return character.isdigit() or (character.isalpha() and not character.islower())


def _is_seam(text: str, stop: re.Match[str], at: int) -> bool:
    """No space after the stop: two sentences glued together, unless it is an abbreviation, an address or a number."""
    before = text[max(0, stop.start() - _TOKEN) : stop.start()].rsplit(None, 1)[-1:]
    token = before[0] if before else ""
    if _IN_ADDRESS.search(token) or _DOMAIN_GOES_ON.match(text, at) or token.lower() in _BEFORE_NAME:
        return False
    return token[-1:].islower() and text[at].isupper() and not _INITIALS.match(token)


def _is_abbreviation(text: str, stop: re.Match[str], at: int, start: int) -> bool:
    """The full stop belongs to the word before it, in a sentence from `start` on, and ends nothing."""
    if stop.end() > stop.end("mark"):
        return False
    if _ENUMERATOR.fullmatch(text, max(start, stop.start() - _TOKEN), stop.start()):
        return True
    before = _WORD_BEFORE.search(text[max(start, stop.start() - _TOKEN) : stop.start()])
    word = before.group() if before else ""
    if word.lower() in _BEFORE_NAME:
        return True
    if word.lower() in _BEFORE_NUMBER:
        return text[at].isdigit()
    either = word.lower() in _EITHER or _INITIALS.match(word)
    return bool(either) and not _STARTER.match(text, at)


def _speech_goes_on(text: str, end: int) -> bool:
    return bool(_DASH_AFTER_SPEECH.match(text, end) or _ATTRIBUTION.match(text, end))
