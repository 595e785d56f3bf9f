"""Direct quotes in Chinese, where no spaces part the words: a said-verb beside the marks and the name before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.article import Paragraph, Quote, Span
from ingest.marks import Stretch, find_stretches

RULES = "chinese-2"
SURE, CARRIED, UNNAMED = 0.9, 0.7, 0.4  # judged on examples; no gold in Chinese was at hand
LONG = 10  # characters: a shorter stretch, or one that is no sentence, needs a said-verb beside it
VERB = (
    "表示|指出|强调|(?<![简俗人号被又统名职尊堪])[称稱]|说|说道|认为|介绍|透露|宣布|回应|写道|坦言|呼吁|补充|解释|提到|回答|答道|问道|"
    "警告|承认|否认|重申|声明|告诉|批评|反驳|感叹|感慨|直言|谈到|评论|总结|建议|要求|承诺|喊道|笑道|分析|谴责|质问|反问|追问|回忆|"
    "形容|证实|提醒|敦促|主张|断言|发文|留言|評論|說|強調|認為|指責|表態|回應|透露|宣佈|報導"
)
CUE = rf"(?P<cue>{VERB})(?:说|道|称|，说|记者|了)?"
NAME = r"(?P<speaker>(?:“[^”，。]{1,12}”)?[^\s，。；：、！？“”「」『』《》（）,.;:!?\"()]{1,30}?)"
ADVERB = (
    r"(?:还|也|又|则|再次|随后|同时|进一步|明确|公开|这样|如此|曾|已|均|近日|当天|\d{1,2}日|[笑哭喊]着|在[^，。]{1,20}?[时中上后]|"
    r"对[^，。]{1,15}?|向[^，。]{1,10}?|接受[^，。]{1,20}?采访时)"
)
# "王安：“……”": somebody named first in the sentence, and a colon.
HEADED = re.compile(r"(?:^|(?<=[。！？”\s]))(?P<speaker>[^\s\W\d]{2,15})(?P<cue>[：:])\s*$")
LABELS = re.compile(
    r".*(?:标题|來源|来源|编辑|摘要|关键词|题目|例如|比如|如下|包括|问题|内容|主题|口号|名为|题为|写着|图)$"
)
BEFORE = re.compile(rf"{NAME}{ADVERB}{{0,2}}{CUE}[：:，,]?\s*$")
AFTER = re.compile(rf"[，,]?\s*{NAME}{ADVERB}{{0,2}}{CUE}(?=[。，,；：:！？\s]|$)")
LEADING = re.compile(
    r"^(?:据悉|据|对此|此外|另外|同时|其中|随后|而|但|不过|当天|当日|近日|日前|今天|昨天|昨日|同日|今年|去年|本周|上周|目前|所以|因此|于是|还有|\d{1,4}[年月日号])+"
)
WHEN = re.compile(r"\d|在|于|周[一二三四五六日]")  # after a name: "安然3月5日在首都表示"
TITLE = re.compile(
    r".*(?:发言人|部长|总统|总理|主席|主任|书记|市长|省长|州长|局长|院长|校长|会长|厂长|教练|运动员|董事长|总裁|经理|教授|研究员|专家|"
    r"大使|将军|司令|议员|国务卿|首相|外长|防长|记者|律师|医生|先生|女士|代表|负责人)"
)
THING = re.compile(
    r"^(?:这|该|此|上述|有)|(?:信|文|文章|报道|研究|报告|声明|公告|通报|消息|视频|帖子)$"
)  # no person, but what was written
AFTER_TERM = re.compile(r"\s*[\w“‘「『]")  # words go on after the mark: what stood in it is a term of theirs
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
    low = max(paragraph.start, stretch.span.start - WINDOW)
    high = min(paragraph.end, stretch.span.end + WINDOW)
    sentence = TERMINAL.search(stretch.inner.of(text)[-4:]) is not None
    found = None
    if free < stretch.span.start and (sentence or not AFTER_TERM.match(text, stretch.span.end, high)):
        found = BEFORE.search(text, low, stretch.span.start) or _headed(text, low, stretch.span.start)
    found = found or (AFTER.match(text, stretch.span.end, high) if sentence else None)
    leading = LEADING.match(found["speaker"]) if found else None
    if found and not (leading and leading.end() == len(found["speaker"])):
        return _said(text, stretch, found, latest)
    if not sentence or stretch.inner.end - stretch.inner.start < LONG:
        return None
    carries = latest is not None and (not stretch.opened or latest.span.end >= paragraph.start)
    speaker, person = (latest.speaker, latest.person) if latest and carries else (None, None)
    confidence = CARRIED if carries else UNNAMED
    return Quote(stretch.span, "direct", (), speaker, None, person, confidence, RULES)


def _headed(text: str, start: int, end: int) -> re.Match[str] | None:
    found = HEADED.search(text, start, end)
    return found if found and not LABELS.match(found["speaker"]) else None


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
    if THING.search(name):
        return None
    title = TITLE.match(name)
    rest = name[title.end() :] if title else name
    return rest or None
