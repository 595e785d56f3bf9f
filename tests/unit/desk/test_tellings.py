from datetime import date

import pytest

from desk.candidates import Material
from desk.tellings import Telling, read_tellings, theme_of
from ingest.article import Span
from ingest.dates import find_dates
from ingest.paragraphs import find_paragraphs

WEDNESDAY = date(2025, 3, 5)


def telling(text: str, query: str = "", *, published: date | None = WEDNESDAY, language: str = "en") -> list[Telling]:
    paragraphs = find_paragraphs(text, Span(0, len(text)), language)
    material = Material("a", published, None, language, text, "", paragraphs)
    return list(read_tellings([(material, find_dates(text, paragraphs, language, published))], query))


def test_a_day_belongs_to_the_sentence_that_names_it() -> None:
    (one,) = telling("The ferry sank on Monday. Divers came on Tuesday. The inquiry goes on.")
    named = [sorted(day.isoformat() for day in told.days) for told in one.told]
    assert named == [["2025-03-03"], ["2025-03-04"], []]


@pytest.mark.parametrize("vague", ["last week", "in March", "in 2024", "in early 2025"])
def test_what_is_no_whole_day_names_none(vague: str) -> None:
    (one,) = telling(f"The ferry sank {vague}, an officer said.")
    assert [told.days for told in one.told] == [frozenset()]


def test_an_undated_article_tells_nothing_of_days() -> None:
    assert telling("The ferry sank on 3 March 2025.", published=None) == []


def test_an_article_without_a_word_of_the_query_is_left_out_where_others_hold_one() -> None:
    materials = [
        Material(str(n), WEDNESDAY, None, "en", text, "", find_paragraphs(text, Span(0, len(text)), "en"))
        for n, text in enumerate(("A ferry sank off Old Bay. Nobody drowned.", "Wheat prices fell again."))
    ]
    (one,) = read_tellings([(material, ()) for material in materials], "ferry")
    assert (one.material.id, one.share) == ("0", 0.5)


def test_a_query_that_no_article_answers_sets_none_before_another() -> None:
    (one,) = telling("The ferry sank on Monday.", "bananas")
    assert one.share == 1
    assert [told.on_theme for told in one.told] == [True]


def test_a_sentence_deep_in_an_article_keeps_its_place() -> None:
    lines = [f"Passenger {number} told what had happened on board." for number in range(30)]
    (one,) = telling("\n".join([*lines, "The ferry had sunk on Monday."]))
    assert one.told[-1].sentence.place == 30
    assert one.told[-1].days == {date(2025, 3, 3)}


@pytest.mark.parametrize(
    ("query", "language", "text", "found"),
    [
        ("Iraq", "en", "the Iraqi army", True),
        ("flu", "en", "a fluid situation", False),
        ("flu", "en", "the flu spreads", True),
        ("забастовка", "ru", "о забастовке докеров", True),
        ("渔场", "zh", "讨论斯卡恩渔场的捕捞权", True),
        ("the of and", "en", "the end of it", False),
    ],
)
def test_a_theme_is_found_in_the_forms_of_its_words(query: str, language: str, text: str, found: bool) -> None:
    assert (theme_of(query, language).search(text) is not None) is found
