"""Direct speech by the conventions of other languages."""

from __future__ import annotations

import pytest

from tests.unit.ingest.quoted import persons, quotes_of, spoken


@pytest.mark.parametrize(
    ("language", "text", "words", "speaker"),
    [
        (
            "de",
            "„Wir sperren die Brücke im Mai“, sagte Ministerin Anna Kehr.",
            "„Wir sperren die Brücke im Mai“",
            "Ministerin Anna Kehr",
        ),
        ("de", "Anna Kehr betonte: »Wir sperren die Brücke im Mai.«", "»Wir sperren die Brücke im Mai.«", "Anna Kehr"),
        (
            "fr",
            "« Nous fermerons le pont en mai », a déclaré Anne Kervel.",
            "« Nous fermerons le pont en mai »",
            "Anne Kervel",
        ),
        ("de", "Dem Blatt sagte Anna Kehr: „Die Brücke ist alt.“", "„Die Brücke ist alt.“", "Anna Kehr"),
        ("de", "Über Tom Holt sagte Kehr: „Er kennt den Fluss.“", "„Er kennt den Fluss.“", "Kehr"),
        ("fr", "Selon Anne Kervel, « le pont fermera en mai ».", "« le pont fermera en mai »", "Anne Kervel"),
        ("ru", "«Мы закроем мост в мае», — заявила Анна Керн.", "«Мы закроем мост в мае»", "Анна Керн"),
        ("ru", "Анна Керн сказала: «Мы закроем мост в мае».", "«Мы закроем мост в мае»", "Анна Керн"),
        ("ru", "«Мост стар», — сообщил министр дорог Иван Керн.", "«Мост стар»", "министр дорог Иван Керн"),
        ("ru", "Керн добавила, что проект «не имеет смысла».", "«не имеет смысла»", "Керн"),
        ("fr", "« Le pont est vieux », a affirmé la maire, Anne Kervel.", "« Le pont est vieux »", "la maire"),
        ("zh", "交通部长安然表示：“大桥将于五月关闭。”", "“大桥将于五月关闭。”", "交通部长安然"),
        ("zh", "外交部发言人安然：“大桥将于五月关闭。”", "“大桥将于五月关闭。”", "外交部发言人安然"),
        ("zh", "“河报”网站写道，“大桥将关闭。”", "“大桥将关闭。”", "“河报”网站"),
        ("zh", "「大橋將於五月關閉。」安然說。", "「大橋將於五月關閉。」", "安然"),
    ],
)
def test_marks_and_said_verbs_of_a_language(language: str, text: str, words: str, speaker: str) -> None:
    assert spoken(text, language) == [(words, speaker)]


def test_dashes_set_off_speech() -> None:
    text = "— Мы закроем мост, — сказал Иван Керн. — Другого пути нет."
    assert spoken(text, "ru") == [("— Мы закроем мост", "Иван Керн"), ("— Другого пути нет.", "Иван Керн")]


def test_the_dashes_of_a_list_are_no_speech() -> None:
    assert quotes_of("— Мост закрыт. — Паром ходит.", "ru") == ()


@pytest.mark.parametrize(
    ("language", "text", "person"),
    [
        ("de", "Ministerin Anna Kehr kam spät. „Die Brücke ist alt“, sagte sie.", "Anna Kehr"),
        ("fr", "Le maire, Jean Holt, a affirmé que « personne ne partira ».", "Jean Holt"),
        ("fr", "La ministre Anne Kervel est venue. « Le pont est vieux », a-t-elle ajouté.", "Anne Kervel"),
        ("ru", "Министр Иван Керн опоздал. «Мост старый», — добавил он.", "Иван Керн"),
        ("ru", "«Мост стар», — заявил президент Вальдоры Иван Керн.", "Иван Керн"),
        ("ru", "«Мост стар», — заявил президент Вальдоры Иван Петрович Керн.", "Иван Петрович Керн"),
        ("ru", "«Мост стар», — заявил президент Иван Петрович Керн.", "Иван Петрович Керн"),
        ("zh", "国防部长安然3月5日在首都表示，“大桥将关闭。”他还强调，“不会推迟。”", "安然"),
    ],
)
def test_the_person_is_found_in_other_languages(language: str, text: str, person: str) -> None:
    assert persons(text, language)[-1] == person


def test_the_mood_of_what_another_said_keeps_the_speaker() -> None:
    text = "Ministerin Anna Kehr kritisierte den Rat. Es sei zu früh, „Geschenke“ zu verteilen."
    assert spoken(text, "de") == [("„Geschenke“", "Ministerin Anna Kehr")]


def test_names_of_papers_and_ships_are_no_speech() -> None:
    text = "Das berichtet die Zeitung „Der Bote“. Das Schiff „Anna Kehr“ liegt am sogenannten „Alten Hafen“."
    assert quotes_of(text, "de") == ()
    assert quotes_of("Об этом сообщила компания «Речной путь». В программе: опера «Анна», форум «Мосты».", "ru") == ()
    assert quotes_of("Le film « La Traversée » est sorti, a annoncé la société « Pont Neuf ».", "fr") == ()


@pytest.mark.parametrize(
    "text",
    [
        "所谓“绿色通道”并不存在。",
        "网站介绍称，“安然号”渡轮由本地工厂制造。",
        "安然说，大桥是“生命线”，必须修好。",
        "东河大桥（下文简称“大桥”）建于一九八〇年。",
        "原标题：“大桥关闭”",
    ],
)
def test_a_term_in_chinese_marks_is_no_quote(text: str) -> None:
    assert quotes_of(text, "zh") == ()


def test_what_was_written_is_no_person() -> None:
    assert persons("这封信写道：“大桥将于五月关闭。”", "zh") == [None]
