"""Languages: declared, by script, by model, or honestly unsure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language import language_of

SAMPLES = {
    "en": "The minister said that the strait would stay open to every ship in the spring.",
    "ru": "Министр заявил, что пролив останется открытым для всех судов, и покинул зал.",
    "uk": "Міністр заявив, що протока залишиться відкритою для всіх суден, і вийшов із зали.",
    "de": "Der Minister sagte, die Meerenge werde für alle Schiffe offen bleiben, und verließ den Saal.",
    "zh": "部长表示，海峡将继续对所有船只开放。会谈将在春天继续举行。",
    "ja": "大臣は、海峡はすべての船に開かれたままであると述べた。",
    "ko": "장관은 해협이 모든 선박에 계속 열려 있을 것이라고 말했다.",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sentence_is_enough(code: str) -> None:
    assert language_of(SAMPLES[code]) == code


@pytest.mark.parametrize(
    ("declared", "code"), [("fr", "fr"), ("EN_us", "en"), (" zh-Hans ", "zh"), ("klingon", "de"), ("", "de")]
)
def test_what_is_declared_counts_where_it_is_a_code(declared: str, code: str) -> None:
    assert language_of(SAMPLES["de"], declared) == code


def test_a_few_letters_say_nothing() -> None:
    assert language_of("OK.") == language_of("12:30") == language_of("") == "und"


@given(st.text())
def test_any_text_has_a_code(text: str) -> None:
    assert language_of(text).isalpha() and len(language_of(text)) in (2, 3)
