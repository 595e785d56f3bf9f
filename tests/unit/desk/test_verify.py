"""Quotes looked up in the fictional archive of samples/."""

import zipfile
from pathlib import Path

import docx
import pytest

from desk.drafts import DraftError, check_file, check_text, wrong
from desk.holdings import holdings
from desk.verify import LONGEST, VerifyError, verify
from desk.verify_rows import draft_answer, table_rows, verify_answer
from desk.verify_wording import given_fragments, notes, source_fragments, verdict_line
from index.engine import Query
from index.local import Local
from tests.unit.desk.test_json import errors

WIN = "It is what we were promised, three years late and with an auditor"  # Gil Tarrow
WORD = "We only wanted to be sure which word it was"  # Helene Vost
LINE = (
    "There is no line out there. There is a number on a screen, and the sea moves under it."  # Ivo Pell, split by a cue
)


@pytest.mark.parametrize(
    ("words", "verdict", "kinds", "reasons"),
    [
        (WIN, "exact", ("same",), ()),
        (f"“{WIN}”", "exact", ("same",), ()),
        ("it is what we were promised - 3 years late - and with an auditor", "typographic", ("typographic",), ()),
        ("It is what we were pro\u00admised, three years\u00a0late", "typographic", ("typographic",), ()),
        ("Ｉｔ is what we were promised, three years late and with an auditor", "typographic", ("typographic",), ()),
        (LINE, "typographic", ("typographic",), ()),
        ("It is what we were promised … and with an auditor", "cut", ("ellipsis",), ()),
        ("It is what we were promised and with an auditor", "cut", ("cut",), ()),
        ("It is what [the dockers] were promised, three years late", "altered", ("brackets",), ()),
        ("It is what we were promised, three years late (sic) and with an auditor", "altered", ("brackets",), ()),
        ("It is what we had been promised, three years late", "altered", ("reworded",), ()),
        ("It is not what we were promised, three years late", "altered", ("altered",), ("negation",)),
        ("It is what we were promised, two years late", "altered", ("altered",), ("number",)),
        ("It may be what we were promised, three years late", "altered", ("altered",), ("modality",)),
    ],
)  # fmt: skip
def test_a_quote_gets_its_verdict(
    engine: Local, words: str, verdict: str, kinds: tuple[str, ...], reasons: tuple[str, ...]
) -> None:
    found = verify(engine, words)
    assert (found.verdict, found.kinds, found.reasons) == (verdict, kinds, reasons)
    assert found.sources
    for source in found.sources:
        assert engine.article(source.article).text[source.start : source.end] == source.text


def test_words_of_two_statements_are_a_splice_with_both_sources(engine: Local) -> None:
    found = verify(engine, "It is what we were promised, three years late, we only wanted to be sure which word it was")
    assert found.verdict == "spliced"
    assert [source.person for source in found.sources] == ["Gil Tarrow", "Helene Vost"]
    assert [source.of.of(found.words)[:10] for source in found.sources] == ["It is what", "we only wa"]


def test_somebody_elses_words_are_named_as_theirs(engine: Local) -> None:
    found = verify(engine, WORD, speaker="Ilse Maravec")
    assert found.verdict == "misattributed"
    assert "Helene Vost" in verdict_line(found, holdings(engine))
    assert verify(engine, WORD, speaker="Vost").verdict == "exact"


def test_what_is_not_there_says_what_was_looked_through(engine: Local) -> None:
    found = verify(engine, "The moon is a harsh mistress for all of us who fish at night")
    assert (found.verdict, found.sources) == ("absent", ())
    said = verdict_line(found, holdings(engine))
    assert f"{holdings(engine).articles:,} articles" in said
    assert "outlets" in said
    assert "days" in said


def test_filters_narrow_what_is_looked_through(engine: Local) -> None:
    query = Query(outlets=("harbourwire.example",))
    assert verify(engine, WORD, query=query).verdict == "absent"
    assert holdings(engine, query).outlets == 1


def test_words_outside_quotation_marks_are_said_to_be_so(engine: Local) -> None:
    found = verify(engine, "The evening ferry from Fennik is never early")
    assert found.verdict == "exact"
    assert "outside quotation marks" in " ".join(notes(found))


def test_a_not_left_out_before_exact_words_is_noted(engine: Local) -> None:
    whole = "Nobody on the quay at Saltmere went home"
    assert verify(engine, whole).sources[0].around == ()
    found = verify(engine, "on the quay at Saltmere went home")
    assert found.verdict == "exact"
    assert found.sources[0].around == ("negation",)


def test_words_are_no_part_of_longer_words(engine: Local) -> None:
    assert verify(engine, "evening ferry from Fenni").verdict != "exact"


@pytest.mark.parametrize("words", ["", "  ", "“”", "…", "!!!"])
def test_words_that_are_none_get_a_sentence(engine: Local, words: str) -> None:
    with pytest.raises(VerifyError, match="no words"):
        verify(engine, words)


def test_too_many_words_get_a_sentence(engine: Local) -> None:
    with pytest.raises(VerifyError, match="paste a shorter passage"):
        verify(engine, "word " * LONGEST)


def test_differences_are_marked_on_both_sides(engine: Local) -> None:
    found = verify(engine, "It is what we were promised, two years late")
    (source, *_) = found.sources
    assert [f.text for f in source_fragments(source) if f.differs] == ["three"]
    assert [f.text for f in given_fragments(found, source) if f.differs] == ["two"]


DRAFT = (
    "Port strike ends\n\n"
    f'Helene Vost said: "{WORD}."\n\n'
    '"It is what we were promised, two years late," said Gil Tarrow. "I would call that a win. Quietly."\n\n'
    '"The moon is a harsh mistress for all of us here," said Joren Halvik.\n'
)


def test_every_quote_of_a_draft_is_looked_up(engine: Local) -> None:
    draft = check_text(engine, DRAFT)
    verdicts = [one.verified.verdict if one.verified else None for one in draft.quotes]
    assert verdicts == ["exact", "altered", "exact", "absent"]
    assert [one.speaker for one in draft.quotes] == ["Helene Vost", "Gil Tarrow", "Gil Tarrow", "Joren Halvik"]
    assert wrong(draft.quotes) == 2
    assert [row["paragraph"] for row in table_rows(draft, holdings(engine))] == [1, 2, 2, 3]


def test_a_word_document_is_a_draft_too(engine: Local, tmp_path: Path) -> None:
    document = docx.Document()
    for line in DRAFT.split("\n\n"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "draft.docx"))
    assert len(check_file(engine, tmp_path / "draft.docx").quotes) == 4


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"PK\x03\x04 no document"), ("a.txt", b""), ("a.exe", b"MZ\0\0")]
)
def test_a_draft_that_cannot_be_read_gets_a_sentence(engine: Local, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DraftError, match=f"{name} cannot be checked"):
        check_file(engine, tmp_path / name)


def test_a_bomb_in_a_word_document_is_refused(engine: Local, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", b" " * (48 << 20))
    with pytest.raises(DraftError, match=r"bomb\.docx cannot be checked"):
        check_file(engine, tmp_path / "bomb.docx")


def test_verdicts_are_as_documented(engine: Local) -> None:
    held = holdings(engine)
    for words in (WIN, "It is what we were promised, two years late", "The moon is a harsh mistress of ours"):
        assert errors(verify_answer(verify(engine, words, speaker="Tarrow"), held), "verified") == []
    assert errors(draft_answer(check_text(engine, DRAFT), held), "draft") == []


def test_beside_words_that_stand_as_given_are_printings_that_alter_them(engine: Local) -> None:
    verified = verify(engine, "Valdora will close the Kelm Strait")
    assert (verified.verdict, {source.outlet for source in verified.sources}) == ("exact", {"dailyflare.example"})
    assert verified.otherwise
    assert all(source.changes.reasons == ("negation",) for source in verified.otherwise)
    assert any("alter what these words say" in note for note in notes(verified))
    (tabloid,) = verify(engine, "Valdora will not close the Kelm Strait to anyone").otherwise
    assert (tabloid.outlet, tabloid.changes.reasons) == ("dailyflare.example", ("negation",))
