"""Dates in German, French, Russian and Chinese. Every article here is of Wednesday, 31 January 2024."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.dates import find_dates

PUBLISHED = date(2024, 1, 31)
SAMPLES: dict[str, list[tuple[str, str]]] = {
    "de": [
        ("Am Dienstag, dem 5. März 2024, tagte der Rat.", "2024-03-05"),
        ("Am 1. Mai wird gefeiert.", "2024-05-01"),
        ("Ende April öffnet die Brücke.", "2024-04"),
        ("Im Oktober vergangenen Jahres fiel Schnee.", "2023-10"),
        ("Seit 2015 gilt das Gesetz.", "2015"),
        ("In den 1990er-Jahren wuchs der Hafen.", "199"),
        ("Gestern Abend brannte es.", "2024-01-30"),
        ("Am kommenden Freitag wird gewählt.", "2024-02-02"),
        ("Am Montagabend kam sie an.", "2024-01-29"),
        ("Vor zwei Wochen trat er zurück.", "2024-W03"),
        ("Vor 20 Jahren war alles anders.", "2004"),
        ("In drei Monaten ist Schluss.", "2024-04"),
        ("Im vergangenen Jahr stieg der Umsatz.", "2023"),
        ("Nächste Woche tagt der Rat.", "2024-W06"),
        ("Im dritten Quartal 2023 sank er.", "2023-Q3"),
        ("Im ersten Halbjahr 2023 sank er.", "2023-H1"),
        ("Im Sommer 2022 war es heiß.", "2022-SU"),
        ("Nächsten Montag tagt der Rat.", "2024-02-05"),
        ("Letzten Sommer war es heiß.", "2023-SU"),
        ("Erstes Quartal 2023: der Umsatz sank.", "2023-Q1"),
        ("Nach 2015 sank er.", "2015"),
    ],
    "fr": [
        ("Le conseil s'est réuni mardi 5 mars 2024.", "2024-03-05"),
        ("Le 1er mai est férié.", "2024-05-01"),
        ("Fin avril, le pont ouvrira.", "2024-04"),
        ("En octobre de l'année dernière, il neigeait.", "2023-10"),
        ("La loi s'applique depuis 2015.", "2015"),
        ("Dans les années 1990, le port a grandi.", "199"),
        ("Un incendie a éclaté hier soir.", "2024-01-30"),
        ("On votera vendredi prochain.", "2024-02-02"),
        ("Il est parti il y a deux semaines.", "2024-W03"),
        ("Elle reviendra dans trois mois.", "2024-04"),
        ("L'an dernier, les ventes ont monté.", "2023"),
        ("La semaine prochaine, on verra.", "2024-W06"),
        ("Au troisième trimestre 2023, elles ont baissé.", "2023-Q3"),
        ("À l'été 2022, il a fait chaud.", "2022-SU"),
        ("L’été dernier, il a fait chaud.", "2023-SU"),
        ("Été 2022 : la canicule.", "2022-SU"),
        ("Le printemps dernier, il a plu.", "2023-SP"),
    ],
    "ru": [
        ("Совет собрался во вторник, 5 марта 2024 года.", "2024-03-05"),
        ("В конце апреля откроют мост.", "2024-04"),
        ("В октябре прошлого года выпал снег.", "2023-10"),
        ("В 1990-х годах порт вырос.", "199"),
        ("Вчера вечером был пожар.", "2024-01-30"),
        ("Выборы пройдут в следующую пятницу.", "2024-02-02"),
        ("Две недели назад он ушёл.", "2024-W03"),
        ("Он ушёл год назад.", "2023"),
        ("Через три месяца всё решится.", "2024-04"),
        ("В прошлом году продажи выросли.", "2023"),
        ("На следующей неделе будет совет.", "2024-W06"),
        ("В третьем квартале 2023 года они упали.", "2023-Q3"),
        ("Весной 2022 года было жарко.", "2022-SP"),
        ("В 90-е порт вырос.", "199"),
        ("В начале 90-х порт вырос.", "199"),
        ("Речь о 60-х годах.", "196"),
        ("Порт вырос к 1990-м годам.", "199"),
        ("В 2010-м году открыли мост.", "2010"),
        ("В 00-х годах порт вырос.", "200"),
    ],
    "zh": [
        ("两周前部长辞职。", "2024-W03"),
        ("三个月后见分晓。", "2024-04"),
        ("4月底大桥将开通。", "2024-04"),
        ("上世纪90年代港口发展迅速。", "199"),
        ("1990年代港口发展迅速。", "199"),
        ("2023年第三季度利润下降。", "2023-Q3"),
        ("去年下半年利润上升。", "2023-H2"),
        ("下周举行会议。", "2024-W06"),
        ("周二下午举行会议。", "2024-01-30"),
        ("会议周三不举行。", "2024-01-31"),
    ],
}
NONE = {
    "de": (
        *("jeden Dienstag", "Jeden Dienstag tagt er", "Morgen ist ein Wort für die Frühe"),
        *("am nächsten Tag", "vor Jahren", "bis 2000 Menschen"),
    ),
    "fr": (
        *("il a été élu", "la loi a été passée en force", "le mardi, elle dort"),
        *("ce jour-là", "depuis 1500 euros", "cette semaine-là"),
    ),
    "ru": (
        *("много лет назад", "в этот день", "с начала маршрута", "летом тепло"),
        *("в 20-х числах", "на 50-м километре", "занял 10-е место", "по 30-м ставкам"),
    ),
    "zh": ("月刊", "天后", "第三年后", "每周三次"),
}


@pytest.mark.parametrize(
    ("language", "text", "value"), [(lang, *pair) for lang, pairs in SAMPLES.items() for pair in pairs]
)
def test_an_expression_is_read_at_the_grain_that_is_printed(language: str, text: str, value: str) -> None:
    assert [found.value for found in find_dates(text, (), language, PUBLISHED)] == [value]


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in NONE.items() for text in texts])
def test_what_names_no_time_of_its_own_is_passed_over(language: str, text: str) -> None:
    assert find_dates(text, (), language, PUBLISHED) == ()


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Vom 5. bis 9. März"), ("fr", "Du 5 au 9 mars"), ("ru", "С 5 по 9 марта")]
)
def test_both_ends_of_a_stretch_are_days(language: str, text: str) -> None:
    found = find_dates(text, (), language, PUBLISHED)
    assert [one.value for one in found] == ["2024-03-05", "2024-03-09"]


def test_a_third_of_a_month_is_part_of_what_is_printed() -> None:
    text = "4月中旬大桥将开通。"
    (found,) = find_dates(text, (), "zh", PUBLISHED)
    assert (found.span.of(text), found.value) == ("4月中旬", "2024-04")


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("zh", "去年三月", "XXXX-03"),
        ("de", "Ende April", "XXXX-04"),
        ("fr", "il y a deux semaines", "XXXX-WXX"),
        ("ru", "в третьем квартале", "XXXX-Q3"),
        ("zh", "下半年", "XXXX-H2"),
    ],
)
def test_without_a_day_of_publication_nothing_is_made_up(language: str, text: str, value: str) -> None:
    assert [found.value for found in find_dates(text, (), language, None)] == [value]
