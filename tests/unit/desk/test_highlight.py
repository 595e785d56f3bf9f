from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.highlight import highlight
from index.engine import Hit
from ingest.article import Span

TEXT = "The strait stays open, the ministry said."


def hit(*matched: Span, start: int = 100) -> Hit:
    return Hit(
        article="0" * 16,
        given_id=None,
        url=None,
        outlet=None,
        language="en",
        title="",
        published=date(2025, 3, 1),
        sha256="0" * 64,
        start=start,
        end=start + len(TEXT),
        text=TEXT,
        paragraph=0,
        cosine=None,
        bm25=1.0,
        fused=1.0,
        matched=matched,
    )


def test_only_the_words_of_the_query_are_marked() -> None:
    marked = [stretch.text for stretch in highlight(hit(Span(104, 110), Span(117, 121))) if stretch.matched]
    assert marked == ["strait", "open"]


def test_overlapping_matches_are_marked_once() -> None:
    marked = [stretch.text for stretch in highlight(hit(Span(104, 110), Span(104, 116))) if stretch.matched]
    assert "".join(marked) == "strait stays"


@given(st.lists(st.tuples(st.integers(90, 150), st.integers(90, 150))))
def test_the_stretches_are_the_paragraph_whatever_matched(edges: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in edges]
    assert "".join(stretch.text for stretch in highlight(hit(*spans))) == TEXT
