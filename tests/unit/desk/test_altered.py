from datetime import date

import pytest

from desk.altered import altering
from desk.assignment import Assignment
from desk.brief import brief
from desk.candidates import Material, candidates
from index.engine import Query
from index.local import Local
from ingest.article import Span
from ingest.paragraphs import find_paragraphs
from ingest.verbatim import verbatim

SAID = "The council of Arlesk will close the old bridge to lorries in June, the mayor said."


def material(name: str, text: str, day: int = 3) -> Material:
    paragraphs = find_paragraphs(text, Span(0, len(text)), "en")
    return Material(name, date(2025, 3, day), f"{name}.example", "en", text, "", paragraphs)


def alterations(*materials: Material) -> list[tuple[str, tuple[str, ...]]]:
    read = candidates(materials)
    return [(one.text, reasons) for one, reasons in altering(read[0], read, materials)]


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("The council of Arlesk will not close the old bridge to lorries in June, the mayor said.", "negation"),
        ("The council of Arlesk may close the old bridge to lorries in June, the mayor said.", "modality"),
    ],
)
def test_a_sentence_that_another_outlet_prints_altered_is_named_with_the_reason(printed: str, reason: str) -> None:
    assert alterations(material("first", SAID), material("second", printed)) == [(printed, (reason,))]


def test_a_name_that_stands_elsewhere_in_the_sentence_is_the_same_name() -> None:
    printed = "Mayor Ida Kern told Arlesk on Monday that the old bridge would close to lorries in June."
    turned = "The old bridge will not close to lorries in June, Mayor Ida Kern told Arlesk on Monday."
    assert [reasons for _, reasons in alterations(material("first", turned), material("second", printed))] == [
        ("negation", "modality")
    ]


def test_a_copy_a_shortened_one_and_another_matter_are_no_alterations() -> None:
    others = (
        SAID,
        "The council of Arlesk will close the old bridge to lorries, the mayor said.",
        "The council of Saltmere did not open a new harbour for ferries in May, its clerk wrote.",
    )
    assert not alterations(material("first", SAID), *(material(str(n), text) for n, text in enumerate(others)))


def test_the_same_form_a_month_later_tells_of_something_else() -> None:
    later = SAID.replace("will", "will not")
    assert not alterations(material("first", SAID), material("second", later, 28))


def test_a_brief_says_who_prints_its_sentence_otherwise(engine: Local) -> None:
    sentences = brief(engine, Assignment(query=Query("close the strait"), words=60)).sentences
    found = [one for sentence in sentences for one in sentence.altered]
    assert any("negation" in one.reasons for one in found)
    for one in (one.passage for one in found):
        assert verbatim(engine.article(one.article).text, Span(one.start, one.end), one.text, sha256=one.sha256)
