from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.candidates import Material, candidates
from desk.redundancy import repeats_any
from desk.salience import dangles, is_torn
from desk.summary import Length, summarise
from ingest.article import Span
from ingest.paragraphs import find_paragraphs

STORM = "A storm closed the harbour of Old Bay on Friday and sank two ferries, the coast guard reported."
REPAIRS = "Engineers will need three weeks to repair the northern pier, according to the port of Old Bay."
GULLS = "Somewhere above the roofs a few gulls were heard by nobody in particular."
RESCUE = "Coast guard crews rescued forty passengers from the sinking ferries in Old Bay harbour."


def material(text: str, *, day: int | None = None, outlet: str | None = None, quotes: Sequence[Span] = ()) -> Material:
    published = date(2025, 3, day) if day else None
    paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
    return Material(text[:5], published, outlet, "en", text, "", paragraphs, tuple(quotes))


def texts(materials: Sequence[Material], *, words: int | None = None, sentences: int | None = None) -> list[str]:
    return [one.text for one in summarise(materials, Length(words, sentences))]


def test_what_two_articles_report_is_chosen_over_what_one_mentions() -> None:
    assert texts([material(f"{STORM} {GULLS}"), material(f"{RESCUE} {REPAIRS}")], sentences=1) != [GULLS]
    assert texts([material(f"{STORM} {GULLS}"), material(f"{RESCUE} {REPAIRS}")], sentences=1)[0] in (STORM, RESCUE)


def test_copies_are_told_once() -> None:
    copy = STORM.replace("reported", "reports")
    found = texts([material(f"{STORM} {REPAIRS}"), material(f"{copy} {RESCUE}")], words=100)
    assert REPAIRS in found
    assert (STORM in found) != (copy in found)


def test_sentences_stand_in_order_of_their_days() -> None:
    found = texts([material(REPAIRS, day=5), material(STORM, day=2), material(RESCUE)], words=100)
    assert found == [STORM, REPAIRS, RESCUE]


def test_two_outlets_speak_where_there_are_two() -> None:
    first, second = material(f"{STORM} {RESCUE}", outlet="a.example"), material(GULLS, outlet="b.example")
    assert {STORM, RESCUE} & set(texts([first, second], sentences=2))
    assert GULLS in texts([first, second], sentences=2)


def test_a_pronoun_does_not_begin_a_summary_where_a_name_can() -> None:
    who = "She promised the fishermen of Old Bay a new harbour wall before winter."
    named = "Mayor Ana Ruel promised the fishermen of Old Bay a new harbour wall before winter."
    assert texts([material(who), material(named)], sentences=1) == [named]


def test_a_quote_of_two_sentences_stays_whole() -> None:
    text = '"We will rebuild the pier of Old Bay. Nobody will lose a boat," Ana Ruel said on Friday.'
    one = material(text, quotes=[Span(0, text.index(" Ana"))])
    assert texts([one], sentences=1) == [text]


def test_a_sentence_begins_after_its_dateline() -> None:
    text = f"OLD BAY (Harbour Wire) - {STORM}"
    (found,) = summarise([material(text)], Length(sentences=1))
    assert found.text == STORM == text[found.span.start : found.span.end]


def test_a_name_with_its_initials_is_no_dateline() -> None:
    text = "The Harbour Workers (United Federation) - long divided over the pier - met in Old Bay on Friday."
    assert texts([material(text)], sentences=1) == [text]


def test_a_paragraph_that_repeats_another_is_passed_over() -> None:
    assert [one.text for one in candidates([material(f"{STORM} {GULLS}\n{REPAIRS}\n{STORM}")])] == [
        STORM,
        GULLS,
        REPAIRS,
    ]


def test_free_standing_marks_of_a_tokenised_text_do_not_join_sentences() -> None:
    text = 'He said : " We stay in the bay . " The boats left on Friday .'
    assert [one.text for one in candidates([material(text)])][-1] == "The boats left on Friday ."


@pytest.mark.parametrize("words", ["But she refused.", "“They will go,” he said.", "Это правда.", "他表示同意。"])
def test_words_that_point_back_dangle(words: str) -> None:
    assert dangles(words)


@pytest.mark.parametrize("words", ["Thistles grew there.", "Heather refused.", "Этна курится."])
def test_words_that_only_begin_like_a_pronoun_do_not(words: str) -> None:
    assert not dangles(words)


def test_half_a_quote_is_torn() -> None:
    assert is_torn("“We will stay, and") and not is_torn("“We will stay,” she said.")


def test_nothing_given_is_nothing_told() -> None:
    assert texts([], words=50) == [] == texts([material("")], words=50)


SENTENCES = st.lists(
    st.sampled_from([STORM, REPAIRS, GULLS, RESCUE, "He slept.", "“Half a quote", "油价上涨。"]), max_size=8
)


@given(st.lists(SENTENCES, max_size=4), st.integers(0, 60))
def test_every_sentence_is_verbatim_unlike_the_others_and_within_the_length(
    articles: list[list[str]], words: int
) -> None:
    materials = [material(" ".join(sentences)) for sentences in articles]
    chosen = summarise(materials, Length(words=words))
    assert sum(one.words for one in chosen) <= words
    for n, one in enumerate(chosen):
        assert one.text == one.span.of(materials[one.material].text)
        assert not repeats_any(one, chosen[:n])


@given(st.lists(SENTENCES, min_size=1, max_size=4))
def test_the_same_articles_give_the_same_summary(articles: list[list[str]]) -> None:
    materials = [material(" ".join(sentences)) for sentences in articles]
    assert summarise(materials, Length(words=40)) == summarise(materials, Length(words=40))
