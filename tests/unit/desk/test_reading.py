from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from desk.reading import read_article
from ingest.article import Article, DateMention, Paragraph, Published, Quote, Source, Span

TEXT = 'Old Bay News\n"We sail on Friday," Ana Ruel said.\nNobody answered.'


def article(text: str, paragraphs: list[Span], quotes: tuple[Quote, ...], dates: tuple[DateMention, ...]) -> Article:
    return Article(
        id="0" * 16,
        given_id=None,
        url=None,
        outlet=None,
        language="en",
        published=Published(date(2025, 3, 1), "day", "test"),
        text=text,
        title=Span(0, 0),
        lede=None,
        paragraphs=tuple(Paragraph(span, at, (span,)) for at, span in enumerate(paragraphs)),
        quotes=quotes,
        dates=dates,
        source=Source("0" * 64, "test", "text/plain"),
        sha256="0" * 64,
    )


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


QUOTE = Quote(
    span_of('"We sail on Friday,"'), "direct", (), span_of("Ana Ruel"), span_of("said"), "Ana Ruel", 0.9, "test"
)
FRIDAY = DateMention(span_of("Friday"), "2025-03-07", "DATE", "publication")
SAMPLE = article(
    TEXT, [span_of('"We sail on Friday," Ana Ruel said.'), span_of("Nobody answered.")], (QUOTE,), (FRIDAY,)
)


def test_a_date_inside_a_quote_carries_both_marks() -> None:
    first, _ = read_article(SAMPLE)
    assert [(piece.text, set(piece.marks)) for piece in first.pieces] == [
        ('"We sail on ', {"quote"}),
        ("Friday", {"quote", "date"}),
        (',"', {"quote"}),
        (" ", set()),
        ("Ana Ruel", {"speaker"}),
        (" ", set()),
        ("said", {"cue"}),
        (".", set()),
    ]


def test_a_focus_over_two_paragraphs_marks_both() -> None:
    blocks = read_article(SAMPLE, Span(span_of("Ruel").start, span_of("Nobody").end))
    marked = ["".join(piece.text for piece in block.pieces if "focus" in piece.marks) for block in blocks]
    assert marked == ["Ruel said.", "Nobody"]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_pieces_join_up_to_the_paragraph(pairs: list[tuple[int, int]]) -> None:
    mentions = tuple(DateMention(Span(*sorted(pair)), "2025", "DATE", None) for pair in pairs if pair[0] != pair[1])
    for block in read_article(replace(SAMPLE, dates=mentions)):
        assert "".join(piece.text for piece in block.pieces) == block.paragraph.span.of(TEXT)
