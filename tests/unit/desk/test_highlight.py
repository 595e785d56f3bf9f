from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.highlight import LONG, Stretch, excerpt, highlight, whole
from index.engine import Hit
from ingest.article import Span

TEXT = "The strait stays open, the ministry said."


def hit(*matched: Span, start: int = 100, text: str = TEXT) -> Hit:
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
        end=start + len(text),
        text=text,
        paragraph=0,
        cosine=None,
        bm25=1.0,
        fused=1.0,
        matched=matched,
    )


def cut(found: Hit) -> tuple[Stretch, ...]:
    return highlight(found, whole(found))


def test_only_the_words_of_the_query_are_marked() -> None:
    marked = [stretch.text for stretch in cut(hit(Span(104, 110), Span(117, 121))) if stretch.matched]
    assert marked == ["strait", "open"]


def test_overlapping_matches_are_marked_once() -> None:
    marked = [stretch.text for stretch in cut(hit(Span(104, 110), Span(104, 116))) if stretch.matched]
    assert "".join(marked) == "strait stays"


@given(st.lists(st.tuples(st.integers(90, 150), st.integers(90, 150))))
def test_the_stretches_are_the_paragraph_whatever_matched(edges: list[tuple[int, int]]) -> None:
    spans = [Span(min(pair), max(pair)) for pair in edges]
    assert "".join(stretch.text for stretch in cut(hit(*spans))) == TEXT


def test_a_short_paragraph_is_shown_whole() -> None:
    assert excerpt(hit()) == whole(hit())


def test_of_a_long_paragraph_the_first_match_is_shown_with_whole_words_about_it() -> None:
    text = "word " * 500 + "strait " + "word " * 500
    found = hit(Span(100 + 2500, 100 + 2506), text=text)
    span = excerpt(found)
    shown = text[span.start - 100 : span.end - 100]
    assert "strait" in shown
    assert len(shown) <= LONG
    assert set(shown.split()) == {"word", "strait"}
    assert "".join(stretch.text for stretch in highlight(found, span)) == shown


@given(st.text(min_size=LONG + 1, max_size=LONG * 2), st.integers(0, LONG * 2))
def test_an_excerpt_lies_within_its_paragraph(text: str, at: int) -> None:
    span = excerpt(hit(Span(100 + min(at, len(text) - 1), 100 + len(text)), text=text))
    assert 100 <= span.start < span.end <= 100 + len(text)
