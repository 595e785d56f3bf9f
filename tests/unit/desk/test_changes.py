"""Kinds of change between two printings, in sentences that the project made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.changes import GRAVEST, changes

TYPOGRAPHIC = (
    ("“We’ll see,” he said", '"We\'ll see", he said'),
    ("The strait — our strait — stays open", "The strait - our strait - stays open"),
    ("a ﬁne co\u00adoperation", "a fine cooperation"),
    ("we co-operate", "we cooperate"),
    ("ＡＩ is here", "AI is here"),
    ("the talks\u00a0failed", "the  talks\nfailed"),
    ("Ещё раз, мы едем", "Еще раз: мы едем"),
    ("an der Straße", "an der Strasse"),
    ("President Erdoğan came", "President Erdogan came"),
    ("1,000 boats", "1000 boats"),
    ("1,000 boats", "one thousand boats"),
    ("1.500.000 Euro", "1,500,000 Euro"),
    ("3.5 million", "3,500,000"),
    ("fell by five per cent", "fell by 5%"),
    ("the 20th boat", "the twentieth boat"),
    ("派出三百万人", "派出300万人"),
    ("so … we go", "so we go"),  # a pause: nothing is left out
)
ALTERED = (
    ("We will close the strait", "We will not close the strait", ("negation",)),
    ("We will not close the strait", "We will close the strait", ("negation",)),
    ("We can close the strait", "We can't close the strait", ("negation",)),
    ("It is likely that they come", "It is unlikely that they come", ("negation",)),
    ("I do not think that we should go", "we should go", ("negation",)),
    ("We will … never go", "We will go", ("negation",)),
    ("We will never go", "We will … go", ("negation",)),
    ("We [did] go", "We [did not] go", ("negation",)),
    ("It cost 300 crowns", "It cost 3,000 crowns", ("number",)),
    ("It cost 3 million", "It cost 3 billion", ("number",)),
    ("It cost 3 million", "It cost 3", ("number",)),
    ("It fell by 5%", "It fell by 5", ("number",)),
    ("the 21st boat", "the 22nd boat", ("number",)),
    ("two boats came", "several boats came", ("number",)),
    ("the harbour of Arlesk is shut", "the harbour of Kelmouth is shut", ("name",)),
    ("Iran said so", "Iraq said so", ("name",)),
    ("He asked the skipper", "He asked Joren Halvik", ("name",)),
    ("They may close it", "They will close it", ("modality",)),
    ("They must close it", "They should close it", ("modality",)),
    ("They took the boat", "They allegedly took the boat", ("modality",)),
    ("They go if we come", "They go", ("modality",)),
    ("Мы не закроем пролив", "Мы закроем пролив", ("negation",)),
    ("Мы можем закрыть пролив", "Мы должны закрыть пролив", ("modality",)),
    ("我们不会关闭海峡", "我们会关闭海峡", ("negation",)),
    ("我们可能关闭海峡", "我们必须关闭海峡", ("modality",)),
    ("中国关闭海峡", "美国关闭海峡", ("name",)),
    ("派出三百人", "派出五百人", ("number",)),
    ("Wir werden das nicht tun", "Wir werden das tun", ("negation",)),
    ("Wir müssen das tun", "Wir können das tun", ("modality",)),
    ("Nous n'allons pas fermer", "Nous allons fermer", ("negation",)),
)
OTHERS = (
    ("We sail at dawn, whatever they say, and fish", "We sail at dawn and fish", "cut"),
    ("We do not fear them. We sail at dawn.", "We sail at dawn", "cut"),  # a sentence takes its own "not" along
    ("We sail, because they did not want us, at dawn", "We sail at dawn", "cut"),
    ("非常重要的会议", "重要的会议", "cut"),  # 非常 denies nothing
    ("We sail at dawn, whatever they say, and fish", "We sail at dawn … and fish", "ellipsis"),
    ("We sail at dawn, whatever they say, and fish", "We sail at dawn [...] and fish", "ellipsis"),
    ("He sails at dawn", "[Halvik] sails at dawn", "brackets"),
    ("He sails at dawn", "He (Halvik) sails at dawn", "brackets"),
    ("The boats sail", "[t]he boats sail", "brackets"),
    ("They lied to us", "They lied [sic] to us", "brackets"),
    ("We sail at first light", "We sail at daybreak", "reworded"),
    ("We cannot sail", "We can't sail", "reworded"),
    ("We want peace. We do not want war.", "We do not want war. We want peace.", "reworded"),
    ("We told the whole council that fish are scarce", "Совету мы сказали, что рыбы стало мало", "reworded"),
    ("Er sah den Kutter", "Er sah das Boot", "reworded"),  # every German noun has a capital
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TYPOGRAPHIC)
def test_what_typesetting_does_is_typographic(one: str, other: str) -> None:
    assert changes(one, other).kinds == ("typographic",)
    assert changes(other, one).kinds == ("typographic",)


@pytest.mark.parametrize(("one", "other", "reasons"), ALTERED)
def test_what_alters_the_substance_is_named(one: str, other: str, reasons: tuple[str, ...]) -> None:
    found = changes(one, other)
    assert found.gravest == "altered"
    assert found.reasons == reasons


@pytest.mark.parametrize(("one", "other", "kind"), OTHERS)
def test_other_kinds(one: str, other: str, kind: str) -> None:
    found = changes(one, other, language="de" if one.startswith("Er ") else "und")
    assert found.gravest == kind
    assert found.reasons == ()


def test_the_same_words_are_the_same() -> None:
    assert changes("We sail.", "“We sail.”").kinds == ("same",)


def test_several_kinds_can_hold_and_the_gravest_is_named_first() -> None:
    found = changes("We sent 300 boats, as always, to the strait", "We sent 500 boats … to [it]")
    assert found.kinds == ("altered", "brackets", "ellipsis")
    assert found.reasons == ("number",)


def test_each_place_is_a_span_of_both_texts() -> None:
    one, other = "They may close the strait in May", "They will close it in May"
    found = changes(one, other)
    assert [(p.one.of(one), p.other.of(other)) for p in found.places] == [("may", "will"), ("the strait", "it")]


@given(st.text(), st.text())
def test_every_text_has_a_kind_and_its_spans_lie_in_it(one: str, other: str) -> None:
    found = changes(one, other)
    assert found.kinds
    assert set(found.kinds) <= set(GRAVEST)
    assert all(
        0 <= p.one.start <= p.one.end <= len(one) and 0 <= p.other.start <= p.other.end <= len(other)
        for p in found.places
    )


@given(st.text(alphabet="not wil1 ,.…[]不能会"), st.text(alphabet="not wil1 ,.…[]不能会"))
def test_a_not_that_only_one_has_is_never_typographic(one: str, other: str) -> None:
    if one.split().count("not") != other.split().count("not"):
        assert "typographic" not in changes(one, other).kinds
        assert "same" not in changes(one, other).kinds
