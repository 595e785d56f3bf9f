"""The hard classes of direct speech, each in sentences of the project's own."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import quotes_of, spoken


def test_a_split_quote_keeps_its_speaker() -> None:
    text = '"We close the bridge in May," said Anna Kerr. "Nobody will be stranded."'
    assert spoken(text) == [
        ('"We close the bridge in May,"', "Anna Kerr"),
        ('"Nobody will be stranded."', "Anna Kerr"),
    ]


def test_a_sentence_split_by_its_speaker_is_two_stretches_of_one_speaker() -> None:
    text = '"The ferry," Anna Kerr said, "will run all night."'
    assert spoken(text) == [('"The ferry,"', "Anna Kerr"), ('"will run all night."', "Anna Kerr")]


def test_an_unclosed_mark_runs_into_the_next_paragraph_and_keeps_its_speaker() -> None:
    text = (
        '"We built this bridge together," Mayor Anna Kerr said.\n'
        '"We will mend it together. And we will not ask the poor to pay.\n'
        '"That is my promise."'
    )
    assert [speaker for _, speaker in spoken(text)] == ["Mayor Anna Kerr"] * 3
    assert spoken(text)[1][0] == '"We will mend it together. And we will not ask the poor to pay.'


def test_a_paragraph_that_goes_on_without_a_mark_ends_at_the_closing_one() -> None:
    text = 'Anna Kerr said: "We close the bridge in May.\nThe ferry will run all night," she promised.'
    assert spoken(text)[1] == ('The ferry will run all night,"', "she")


@pytest.mark.parametrize("told", ["Anna Kerr said.", "she said on Monday.", "said the mayor."])
def test_a_missing_closing_mark_does_not_swallow_who_said_it(told: str) -> None:
    found = spoken(f'"We close the bridge in May, {told}\nThe council meets on Friday.')
    assert [words for words, _ in found] == ['"We close the bridge in May,']


def test_the_speakers_own_i_said_stays_in_an_unclosed_quote() -> None:
    text = 'Kerr recalled: "They asked me to stay, I said.\n"I stayed," she added.'
    assert spoken(text)[0][0] == '"They asked me to stay, I said.'


@pytest.mark.parametrize("inner", ["'never again'", "‘never again’"])
def test_single_marks_within_are_no_quote_of_their_own(inner: str) -> None:
    text = f'Anna Kerr said, "He told me {inner} and I believed him."'
    assert spoken(text) == [(f'"He told me {inner} and I believed him."', "Anna Kerr")]


@pytest.mark.parametrize(
    "text",
    [
        'The so-called "green route" runs past the mill.',
        'Hale is known as "the ferryman" in the village.',
        'She watched "Night Boat" at home.',
        'The "old road" was closed for repairs, and traffic took the new one.',
        'The novel "The Ferryman\'s Daughter" won the prize.',
        'She drives for the company "River and Road" and likes it.',
    ],
)
def test_titles_terms_and_scare_quotes_are_not_speech(text: str) -> None:
    assert quotes_of(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Anna Kerr put it simply: "The bridge is old."', "Anna Kerr"),
        ('Kerr told the council: "The bridge is old, and we all know it."', "Kerr"),
        ('According to Anna Kerr, "the bridge will not last another winter."', "Anna Kerr"),
        ('"It was a mess," recalled Tom Hale, a ferry captain.', "Tom Hale"),
        ('"Who will pay for it?" asked Kerr.', "Kerr"),
        ('"The bridge is old," the minister for transport wrote on Twitter.', "the minister"),
        ('Tom Hale, 45, a captain who knows the river, said: "The water is too high."', "Tom Hale"),
        ('"Bridge closed from May. Use the ferry," Kerr tweeted.', "Kerr"),
        ('@annakerr tweeted: "Bridge closed from May. Use the ferry."', "@annakerr"),
    ],
)
def test_the_speaker_stands_where_the_cue_says(text: str, speaker: str) -> None:
    assert [who for _, who in spoken(text)] == [speaker]


def test_a_speaker_in_an_earlier_paragraph_is_found() -> None:
    text = 'Mayor Anna Kerr told the council that the bridge is old.\n"It will not last another winter."'
    assert spoken(text)[-1] == ('"It will not last another winter."', "Mayor Anna Kerr")


@pytest.mark.parametrize(
    "signature", [" ― Anna Kerr", " - Anna Kerr, mayor of Pellam", "\n- Anna Kerr", "\n— Anna Kerr, mayor"]
)
def test_a_signature_says_who_it_was(signature: str) -> None:
    assert spoken(f"“We close it in May. Nobody asked us.”{signature}")[0][1] == "Anna Kerr"


def test_long_words_of_nobody_named_are_quoted_without_a_speaker() -> None:
    text = "“There is no other bridge for sixty miles, and there never was.” The room fell silent."
    assert spoken(text) == [("“There is no other bridge for sixty miles, and there never was.”", None)]


def test_who_said_it_is_told_with_the_cue() -> None:
    text = '"The bridge is old," the mayor warned.'
    (quote,) = quotes_of(text)
    assert quote.cue is not None
    assert quote.cue.of(text) == "warned"
    assert quote.decided_by.startswith("polnear")


def test_a_cue_beside_the_words_is_surer_than_words_alone() -> None:
    beside, alone = quotes_of('"The bridge is old," Anna Kerr said. Much later: "It was a mess from the beginning."')
    assert beside.confidence > 0.9 > alone.confidence
