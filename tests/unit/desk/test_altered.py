from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.altered import altering, is_outvoted
from desk.assignment import Assignment
from desk.brief import brief
from desk.candidates import Material, candidates
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Span
from ingest.paragraphs import find_paragraphs
from ingest.verbatim import verbatim
from tests.contract.build import article

DAY = date(2025, 3, 3)
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


COST = "The new bridge of Arlesk will cost {} million crowns, the council said on Monday."


@pytest.mark.parametrize(
    ("millions", "outvoted"),
    [
        ((240, 210, 210), [True, False, False]),
        ((240, 210), [False, False]),  # one against one
        ((240, 210, 230), [False, False, False]),  # each alone
        ((240, 240, 210, 210), [False] * 4),
    ],
)
def test_a_telling_is_outvoted_by_one_that_more_outlets_print(millions: tuple[int, ...], outvoted: list[bool]) -> None:
    materials = [material(str(n), COST.format(cost)) for n, cost in enumerate(millions)]
    read = candidates(materials)
    assert [is_outvoted(one, read, read, materials) for one in read] == outvoted


def test_an_outlet_has_one_voice_however_often_it_prints() -> None:
    materials = [material(str(n), COST.format(cost)) for n, cost in enumerate((240, 210, 210))]
    materials = [materials[0], *(replace(one, outlet="one.example") for one in materials[1:])]
    read = candidates(materials)
    assert not is_outvoted(read[0], read, read, materials)
    assert not is_outvoted(read[0], [], read, materials)


def test_a_brief_tells_what_most_outlets_print(tmp_path: Path) -> None:
    told = {
        "post": (
            "Mayor Petra Novak said on Monday that the new tram would not stop at the hospital before 2028.",
            "“Patients are not luggage,” a doctor of the emergency ward replied. “They need a door they can reach.”",
        ),
        "lamp": (
            "“The tram will stop at the hospital before 2028,” Mayor Petra Novak told the council on Monday.",
            "Critics had feared for years that sick people would have to walk from the market, uphill and in the rain.",
        ),
        "wire": (
            "The tram will not stop at the hospital before 2028, Mayor Petra Novak said.",
            "Builders found a water main where none was drawn, and a cheaper plan had been asked for two weeks ago.",
        ),
    }
    with Local.open(Settings(library=tmp_path, model_languages="fr"), create=True) as library:
        library.add([article(name, *texts, outlet=f"{name}.example", day=DAY) for name, texts in told.items()])
        (sentence,) = brief(library, Assignment(query=Query("tram hospital"), sentences=1)).sentences
    assert " not " in sentence.passage.text
    (lamp,) = [one for one in sentence.altered if one.passage.outlet == "lamp.example"]
    assert "negation" in lamp.reasons


def test_a_brief_says_who_prints_its_sentence_otherwise(engine: Local) -> None:
    sentences = brief(engine, Assignment(query=Query("close the strait"), words=60)).sentences
    found = [one for sentence in sentences for one in sentence.altered]
    assert any("negation" in one.reasons for one in found)
    for one in (one.passage for one in found):
        assert verbatim(engine.article(one.article).text, Span(one.start, one.end), one.text, sha256=one.sha256)
