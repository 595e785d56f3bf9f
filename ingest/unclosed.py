"""A stretch whose closing mark is missing, cut where the article's own words begin again."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.article import Paragraph, Span
from ingest.frames import frame
from ingest.lexicon import Lexicon
from ingest.marks import Stretch

# ", Anna Kerr said on Monday." at the end of the paragraph; not ", I said": those words may be the speaker's own.
TAIL = re.compile(r"[,.](?P<told>(?:[Ddh]?[xMNRB]{1,6}|P)y?V[^,V]{0,20}\.|V[Ddh]?[xMNRB]{1,6}[^V]{0,20}\.)$")
OWN = frozenset({"i", "we", "you", "they", "it"})


def cut(text: str, stretch: Stretch, lexicon: Lexicon) -> Stretch:
    """The stretch without a said-verb and its speaker at its end; unchanged where there is none."""
    words = Paragraph(stretch.inner, 0, (stretch.inner,))
    inner = frame(text, words, (), lexicon)
    tail = TAIL.search(inner.letters, max(0, len(inner.letters) - 40))
    if tail is None or inner.words[tail.start("told")] in OWN or tail.start() == 0:
        return stretch
    end = inner.spans[tail.start()][1]
    return replace(stretch, span=Span(stretch.span.start, end), inner=Span(stretch.inner.start, end))
