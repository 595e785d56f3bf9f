"""Direct quotes in Chinese, where no spaces part the words: a said-verb beside the marks and the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.article import Paragraph, Quote, Span
from ingest.marks import Stretch, find_stretches

RULES = "chinese-1"
SURE, CARRIED, UNNAMED = 0.9, 0.7, 0.4  # judged on examples; no gold in Chinese was at hand
LONG = 10  # characters: a shorter stretch, or one that is no sentence, needs a said-verb beside it
VERB = (
    "表示|指出|强调|称|说|认为|介绍|透露|宣布|回应|写道|坦言|呼吁|补充|解释|提到|回答|答道|问道|警告|承认|否认|重申|声明|"
    "告诉|批评|反驳|感叹|直言|谈到|报道|评论|总结|建议|要求|承诺|喊道|笑道|分析|評論|說|稱|強調|認為|報導"
)
CUE = rf"(?P<cue>{VERB})(?:说|道|称|，说|记者|了)?"
NAME = r"(?P<speaker>[^\s，。；：、！？“”「」『』《》（）,.;:!?\"()]{1,30}?)"
ADVERB = (
    r"(?:还|也|又|则|再次|随后|同时|进一步|明确|公开|这样|如此|曾|已|均|近日|当天|\d{1,2}日|[笑哭喊]着|在[^，。]{1,20}?[时中上后]|"
    r"对[^，。]{1,15}?|向[^，。]{1,10}?|接受[^，。]{1,20}?采访时)"
)
BEFORE = re.compile(rf"{NAME}{ADVERB}{{0,2}}{CUE}[：:，,]?\s*$")
AFTER = re.compile(rf"[，,]?\s*{NAME}{ADVERB}{{0,2}}{CUE}(?=[。，,；：:！？\s]|$)")
LEADING = re.compile(
    r"^(?:据悉|据|对此|此外|另外|同时|其中|随后|而|但|不过|当天|当日|近日|日前|今天|昨天|昨日|同日|\d{1,4}[年月日号])+"
)
WHEN = re.compile(r"\d|在|于|周[一二三四五六日]")  # after a name: "安然3月5日在首都表示"
TITLE = re.compile(
    r".*(?:发言人|部长|总统|总理|主席|主任|书记|市长|省长|州长|局长|院长|校长|会长|董事长|总裁|经理|教授|研究员|专家|"
    r"大使|将军|司令|议员|国务卿|首相|外长|防长|记者|律师|医生|先生|女士|代表|负责人)"
)
TERMINAL = re.compile(r"[，。！？…,.!?][’』'」]?\s*$")  # within the marks: what stands there is a sentence
PRONOUNS = frozenset("他 她 他们 她们 我 我们 其 对方".split())
WINDOW = 60  # characters on either side of a stretch in which its verb may stand


def find_chinese_quotes(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Quote]:
    """Direct quotes in order; a short stretch without a said-verb beside it is none."""
    stretches = find_stretches(text, paragraphs)
    latest: Quote | None = None
    bounds = [Stretch(Span(0, 0), Span(0, 0), -1, True, True), *stretches]
    for before, stretch in pairwise(bounds):
        quote = _quote(text, paragraphs[stretch.paragraph].span, before.span.end, stretch, latest)
        if quote:
            latest = quote
            yield quote


def _quote(text: str, paragraph: Span, free: int, stretch: Stretch, latest: Quote | None) -> Quote | None:
    """`free`: where the stretch before ended."""
    low = max(paragraph.start, free, stretch.span.start - WINDOW)
    high = min(paragraph.end, stretch.span.end + WINDOW)
    found = BEFORE.search(text, low, stretch.span.start) if low < stretch.span.start else None
    sentence = TERMINAL.search(stretch.inner.of(text)[-4:]) is not None
    found = found or (AFTER.match(text, stretch.span.end, high) if sentence else None)
    if found:
        return _said(text, stretch, found, latest)
    if not sentence or stretch.inner.end - stretch.inner.start < LONG:
        return None
    carries = latest is not None and (not stretch.opened or latest.span.end >= paragraph.start)
    speaker, person = (latest.speaker, latest.person) if latest and carries else (None, None)
    confidence = CARRIED if carries else UNNAMED
    return Quote(stretch.span, "direct", (), speaker, None, person, confidence, RULES)


def _said(text: str, stretch: Stretch, found: re.Match[str], latest: Quote | None) -> Quote:
    start, end = found.span("speaker")
    leading = LEADING.match(text[start:end])
    start += leading.end() if leading and leading.end() < end - start else 0
    when = WHEN.search(text, start + 2, end)
    speaker = Span(start, when.start() if when else end)
    name = speaker.of(text)
    person = (latest.person if latest else None) if name in PRONOUNS else _person(name)
    return Quote(stretch.span, "direct", (), speaker, Span(*found.span("cue")), person, SURE, RULES)


def _person(name: str) -> str | None:
    """The name after the last title: 国防部长董军 is 董军; a title alone is nobody known.

    >>> _person("中国国防部长董军")
    '董军'
    """
    title = TITLE.match(name)
    rest = name[title.end() :] if title else name
    return rest or None
