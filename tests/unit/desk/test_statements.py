from datetime import date

from desk.statements import group_statements
from index.engine import QuoteHit
from ingest.article import Quote, Span


def quoted(text: str, language: str = "en") -> QuoteHit:
    span = Span(0, len(text))
    return QuoteHit(
        article="0" * 16,
        given_id=None,
        url=None,
        outlet=None,
        language=language,
        title="",
        published=date(2025, 3, 1),
        sha256="0" * 64,
        start=span.start,
        end=span.end,
        text=text,
        paragraph=0,
        quote=Quote(span, "direct", (), None, None, "Mara Vint", 1.0, "test"),
        speaker=None,
        rank=1,
        group=0,
    )


FULL = '"We will never close the strait to fishing boats, whatever the courts in the capital decide," she said.'


def grouped(*texts: str) -> list[int]:
    return group_statements([quoted(text) for text in texts])


def test_a_cut_is_the_same_statement() -> None:
    assert grouped(FULL, '"We will never close the strait to fishing boats"') == [0, 0]


def test_a_dropped_not_is_the_same_statement_in_other_words() -> None:
    assert grouped(FULL, '"We will close the strait to fishing boats, whatever the courts decide"') == [0, 0]


def test_another_statement_on_the_theme_stays_apart() -> None:
    assert grouped(FULL, '"Fishing boats pay no toll in the strait until autumn"') == [0, 1]


def test_short_quotes_are_one_statement_only_in_the_same_words() -> None:
    assert grouped('"We shall see"', '"We shall see about that"') == [0, 1]
    assert grouped('"We shall see"', "“We shall see”") == [0, 0]


def test_a_chain_of_resemblances_does_not_drift() -> None:
    first = '"alpha bravo charlie delta echo foxtrot kilo"'
    second = '"bravo charlie delta echo foxtrot golf hotel"'
    third = '"delta echo foxtrot golf hotel india juliett"'
    assert grouped(first, second, third) == [0, 0, 2]


def test_parts_of_a_split_quote_join_the_full_one() -> None:
    parts = '"We will never close the strait to fishing boats"', '"whatever the courts in the capital decide"'
    assert grouped(parts[0], FULL, parts[1]) == [1, 1, 1]


def test_nothing_is_no_statement() -> None:
    assert group_statements([]) == []
