"""An article holds what came in, and every span of it is verbatim, for any text at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import Article, Span
from ingest.received import DateGiven, Received, assemble, source_of
from ingest.understand import understand

ANY = (
    st.text()
    | st.text(st.sampled_from("aZ я中。.,:\"“”'«»\r\n\t\x00\ud800\ufeff😀said1"))
    | st.text().map(lambda t: f'"{t}," Dong said.')
)


def received(title: str, lede: str, body: str, **more: object) -> Received:
    words = assemble(title, lede, body)
    source = source_of(b"", origin="a.jsonl#1", media_type="application/json")
    return Received(words.text, words.title, words.lede, source, **more)  # type: ignore[arg-type]


def spans(article: Article) -> Iterator[Span]:
    """Every span of the article, whatever it is of."""
    yield article.title
    yield from filter(None, [article.lede])
    for paragraph in article.paragraphs:
        yield from (paragraph.span, *paragraph.sentences)
    for quote in article.quotes:
        yield from filter(None, (quote.span, quote.speaker, quote.cue, *quote.fragments))
    yield from (mention.span for mention in article.dates)
    yield from (one.span for one in article.evidence if one.span)


def test_an_article_says_what_was_received() -> None:
    article = understand(
        received(
            "Talks end",
            "Both sides left.",
            "“We will be back,” said Minister Ana Orlay on Monday.\nNobody answered her at the harbour.",
            url="https://www.wire.example/a?utm_source=x",
            dates=(DateGiven("2025-03-04T23:30:00-05:00", "column published"),),
        )
    )
    assert article.published and article.published.day == date(2025, 3, 4)
    assert (article.url, article.outlet, article.language) == ("https://www.wire.example/a", "wire.example", "en")
    assert article.title.of(article.text) == "Talks end"
    assert [p.span.of(article.text).split()[0] for p in article.paragraphs] == ["Both", "“We", "Nobody"]
    assert article.quotes and article.dates
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


def test_a_title_alone_is_the_paragraph() -> None:
    article = understand(received("Talks end in the harbour", "", ""))
    assert [p.span for p in article.paragraphs] == [article.title]


def test_yesterday_counts_from_a_day_and_never_from_a_month() -> None:
    text = "The talks ended yesterday."
    day, month = (
        understand(received("", "", text, dates=(DateGiven(value, "x"),))) for value in ("2025-03-04", "2025-03")
    )
    assert [mention.value for mention in day.dates] == ["2025-03-03"]
    assert "2025-02-28" not in [mention.value for mention in month.dates]


def test_the_day_in_the_address_counts_where_nothing_else_does() -> None:
    article = understand(received("", "", "Talks ended.", url="https://wire.example/2025/03/04/talks"))
    assert article.published and article.published.evidence == "date in the address"


@given(ANY, ANY, ANY)
@settings(deadline=None)
def test_every_span_is_of_the_text_as_received(title: str, lede: str, body: str) -> None:
    article = understand(received(title, lede, body, language="en"))
    assert all(0 <= span.start <= span.end <= len(article.text) for span in spans(article))
    assert all(paragraph.span.of(article.text).strip() for paragraph in article.paragraphs)
    assert article.text.encode().decode() == article.text and "\0" not in article.text


@given(ANY, ANY, ANY)
def test_title_and_lede_stand_in_the_text_and_no_body_is_lost(title: str, lede: str, body: str) -> None:
    words = assemble(title, lede, body)
    kept = [part.replace("\0", "\ufffd").replace("\ud800", "\ufffd") for part in (title.strip(), lede.strip(), body)]
    assert len(words.text) >= len(body) and words.text.endswith(kept[2] or words.text[-1:])
    assert words.title.of(words.text) == kept[0]
    assert (words.lede.of(words.text) if words.lede else "") == kept[1]
