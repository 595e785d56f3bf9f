"""What people put right is laid over what was read, and survives whatever happens to the archive."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.corrections import CorrectionError, correct_speaker, corrected_quotes, listed, quote_at, reject, undo
from desk.people import merge
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Article, Quote, Span
from tests.contract.build import article

GIVEN = article(
    "ferries",
    '"Nobody will sail before the wages are paid", said Mara Vint.',
    '"The ferries sail on Monday", said Tom Arden.',
)
OTHER = article("boats", '"Every boat will sail again", said Mara Vynt.')


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Local]:
    # A language that the model does not read: nothing here asks for meaning.
    settings = Settings(library=tmp_path / "library", model_languages="fr")
    with Local.open(settings, create=True) as opened:
        opened.add([GIVEN, OTHER])
        yield opened


def persons(engine: Local, **filters: tuple[str, ...]) -> dict[str, str | None]:
    """The first word of each quote, and whose it is."""
    return {hit.text.split()[0].strip('"'): hit.quote.person for hit in engine.quotes(Query(**filters)).quotes}  # type: ignore[arg-type]


def test_a_corrected_speaker_is_the_speaker_everywhere(engine: Local) -> None:
    before = engine.version
    correct_speaker(engine, GIVEN, GIVEN.quotes[0], "Tom  Arden ")
    assert engine.version != before
    assert persons(engine)["Nobody"] == "Tom Arden"
    assert set(persons(engine, speakers=("Tom Arden",))) == {"Nobody", "The"}
    assert "Mara Vint" not in {speaker.person for speaker in engine.speakers(Query())}
    assert engine.search(Query(speakers=("Mara Vint",))).total == 0
    assert engine.search(Query(speakers=("Tom Arden",))).total == 2


def test_the_original_stays_in_sight(engine: Local) -> None:
    entry = correct_speaker(engine, GIVEN, GIVEN.quotes[0], "Tom Arden")
    (hit,) = (hit for hit in engine.quotes(Query()).quotes if hit.corrected)
    assert (hit.extracted, hit.speaker, hit.corrected) == ("Mara Vint", "Mara Vint", (entry.number,))
    (first, second) = corrected_quotes(engine.corrections(), GIVEN)
    assert (first.person, first.quote.person, first.speaker) == ("Tom Arden", "Mara Vint", entry)
    assert (second.person, second.speaker, second.rejected) == ("Tom Arden", None, None)


def test_a_rejected_quote_is_no_answer(engine: Local) -> None:
    reject(engine, GIVEN, GIVEN.quotes[1])
    assert set(persons(engine)) == {"Nobody", "Every"}
    assert engine.search(Query(speakers=("Tom Arden",))).total == 0
    assert engine.article(GIVEN.id) == GIVEN


def test_what_is_undone_leaves_no_trace(engine: Local) -> None:
    before = engine.quotes(Query())
    for entry in (
        correct_speaker(engine, GIVEN, GIVEN.quotes[0], ""),
        reject(engine, GIVEN, GIVEN.quotes[1]),
        merge(engine, "Mara Vint", "Mara Vynt"),
    ):
        assert engine.quotes(Query()) != before
        undo(engine, entry.number)
    assert engine.quotes(Query()) == before
    with pytest.raises(CorrectionError, match="no correction 1 that holds"):
        undo(engine, 1)


def test_corrections_survive_another_version_and_a_rebuild(engine: Local) -> None:
    correct_speaker(engine, GIVEN, GIVEN.quotes[0], "Ada Roe")
    reject(engine, GIVEN, GIVEN.quotes[1])
    lines = GIVEN.text.split("\n")
    engine.add([replace(article("ferries", "A line was put in front.", *lines), id=GIVEN.id)])
    engine.rebuild()
    assert persons(engine) == {"Nobody": "Ada Roe", "Every": "Mara Vynt"}


def test_a_quote_that_is_cut_a_little_differently_is_the_same_quote(engine: Local) -> None:
    def shorter(quote: Quote) -> Quote:
        return replace(quote, span=Span(quote.span.start, quote.span.end - 8))

    correct_speaker(engine, GIVEN, GIVEN.quotes[0], "Ada Roe")
    engine.add([_changed(replace(GIVEN, quotes=tuple(map(shorter, GIVEN.quotes))))])
    assert persons(engine)["Nobody"] == "Ada Roe"


def test_words_that_are_gone_are_told(engine: Local) -> None:
    entry = correct_speaker(engine, GIVEN, GIVEN.quotes[0], "Ada Roe")
    assert listed(engine) == ((entry, True),)
    engine.add([replace(article("ferries", "Every word of it is another one now."), id=GIVEN.id)])
    assert listed(engine) == ((entry, False),)
    engine.remove([GIVEN.id])
    assert listed(engine) == ((entry, False),)


def test_a_merged_name_finds_and_counts_both(engine: Local) -> None:
    entry = merge(engine, "Mara Vint", "Mara Vynt")
    for name in ("Mara Vint", "Mara Vynt"):
        assert set(persons(engine, speakers=(name,))) == {"Nobody", "Every"}
    assert {speaker.person: speaker.quotes for speaker in engine.speakers(Query())} == {"Mara Vint": 2, "Tom Arden": 1}
    (hit,) = (hit for hit in engine.quotes(Query()).quotes if hit.corrected)
    assert (hit.quote.person, hit.extracted, hit.corrected) == ("Mara Vint", "Mara Vynt", (entry.number,))


def test_a_merge_reaches_names_that_were_merged_before(engine: Local) -> None:
    merge(engine, "Mara Vynt", "M. V.")
    merge(engine, "Mara Vint", "M. V.")
    assert engine.corrections().names.all_of("Mara Vint") == ("M. V.", "Mara Vynt")
    with pytest.raises(CorrectionError, match="two names"):
        merge(engine, "M. V.", "Mara Vint")


def test_a_quote_is_named_by_where_it_begins(engine: Local) -> None:
    assert quote_at(engine, GIVEN, 0) == GIVEN.quotes[0]
    with pytest.raises(CorrectionError, match="they begin at 0, 62"):
        quote_at(engine, GIVEN, 3)


def _changed(given: Article) -> Article:
    """The same text as a version of its own."""
    return replace(given, outlet="another.example")
