"""What every engine promises."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from index.engine import Added, Engine, Hits, Query, QueryError, UnknownArticle
from index.fusion import MEANING_SHARE
from tests.contract.build import article

HARBOUR = article(
    "harbour",
    "The harbour of Port Selm was closed on Monday after the ferry strike.",
    '"Nobody will sail before the wages are paid", said Mara Vint.',
    title="Strike closes harbour",
    day=date(2024, 1, 30),
)
COPY = article(
    "copy",
    "The harbour of Port Selm was closed on Monday, after the ferry strike!",
    "Its mayor called for calm.",
    title="Ferries stand still",
    day=date(2024, 1, 31),
    outlet="the-gazette.example",
)
APPLES = article(
    "apples",
    "Growers in the valley expect a record harvest of apples.",
    '"It was the best spring in years", said Tom Arden.',
    title="Apples",
    day=date(2024, 2, 2),
)
UNDATED = article("undated", "A lighthouse keeper remembers the storm.", day=None)
RUSSIAN = article("russian", "Паромы снова выйдут в море на учения.", language="ru", day=date(2024, 2, 3), outlet=None)
CHINESE = article("chinese", "港口的渡轮罢工结束了，京东宣布。", language="zh", day=date(2024, 2, 4))
ALL = (HARBOUR, COPY, APPLES, UNDATED, RUSSIAN, CHINESE)


@pytest.fixture
def full(engine: Engine) -> Engine:
    engine.add(ALL)
    return engine


def given_ids(hits: Hits) -> list[str | None]:
    return [hit.given_id for hit in hits.hits]


def test_an_empty_archive_answers_with_nothing(engine: Engine) -> None:
    assert engine.search(Query("harbour")) == Hits((), 0, 0, 0, 0.0, engine.search(Query("harbour")).note)
    assert engine.search(Query()).total == 0
    assert engine.days(Query()) == ()
    assert engine.quotes(Query("harbour")).total == 0
    assert engine.speakers(Query()) == ()
    assert engine.status().articles == 0


def test_what_was_added_comes_back_as_it_was(full: Engine) -> None:
    for given in ALL:
        assert full.article(given.id) == given


def test_an_unknown_article_is_an_error(full: Engine) -> None:
    with pytest.raises(UnknownArticle):
        full.article("0123456789abcdef")
    with pytest.raises(UnknownArticle):
        full.versions("0123456789abcdef")


def test_adding_again_changes_nothing(full: Engine) -> None:
    before = full.search(Query("ferry strike"))
    assert full.add(ALL) == Added(same=len(ALL))
    assert full.search(Query("ferry strike")) == before


def test_a_paragraph_is_nearest_to_itself(full: Engine) -> None:
    best, *_ = full.search(Query(APPLES.paragraphs[0].span.of(APPLES.text))).hits
    assert (best.article, best.paragraph) == (APPLES.id, 0)
    assert best.cosine == pytest.approx(1, abs=1e-3)
    assert best.fused == pytest.approx(1, abs=1e-3)


def test_a_hit_shows_the_articles_own_words(full: Engine) -> None:
    hits = full.search(Query("harbour strike")).hits
    assert hits
    for hit in hits:
        found = full.article(hit.article)
        assert found.text[hit.start : hit.end] == hit.text
        assert found.sha256 == hit.sha256
        assert all(hit.start <= span.start < span.end <= hit.end for span in hit.matched)


def test_the_words_of_the_query_are_marked_in_any_form(full: Engine) -> None:
    best, *_ = full.search(Query("harvests apple")).hits
    assert [span.of(APPLES.text) for span in best.matched] == ["harvest", "apples"]


def test_meaning_finds_what_has_no_word_in_common(full: Engine) -> None:
    best, *_ = full.search(Query("fruit farming")).hits
    assert best.article == APPLES.id
    assert best.bm25 == 0
    assert best.matched == ()


def test_a_phrase_is_a_guarantee(full: Engine) -> None:
    found = full.search(Query('"the ferry strike" apples'))
    assert (found.total, found.groups) == (2, 1)
    assert full.search(Query('"strike ferry"')).total == 0
    assert full.search(Query('"Vint"')).total == 1


@pytest.mark.parametrize("text", ["“the ferry strike”", "„the ferry strike“", '"The FERRY strike"'])
def test_every_kind_of_double_mark_makes_a_phrase(full: Engine, text: str) -> None:
    assert full.search(Query(text)).total == 2


def test_marks_that_names_are_written_in_are_no_operators(full: Engine) -> None:
    assert full.search(Query("«strike ferry»")).total
    assert not full.search(Query('"strike ferry"')).total


def test_a_phrase_is_not_stemmed(full: Engine) -> None:
    assert full.search(Query('"ferries strike"')).total == 0


def test_excluded_words_and_phrases_are_absent_in_every_form(full: Engine) -> None:
    everything = full.search(Query()).total
    assert full.search(Query("-apple")).total == everything - 1
    assert full.search(Query('-"best spring"')).total == everything - 1
    assert all("ferry" not in hit.text for hit in full.search(Query("strike -ferries")).hits)


def test_an_unclosed_quotation_mark_is_pointed_at(full: Engine) -> None:
    with pytest.raises(QueryError, match="character 7"):
        full.search(Query('ferry "strike'))


def test_stop_words_count_only_alone(full: Engine) -> None:
    assert all(not hit.matched for hit in full.search(Query("the zeppelin")).hits)
    assert any(hit.matched for hit in full.search(Query("the")).hits)


def test_languages_that_the_model_does_not_read_are_found_by_their_words(full: Engine) -> None:
    russian, chinese = full.search(Query("паром")), full.search(Query("渡轮"))
    assert (given_ids(russian), russian.hits[0].cosine, russian.meaning) == (["russian"], None, 0)
    assert (given_ids(chinese), chinese.hits[0].cosine, chinese.meaning) == (["chinese"], None, 0)


@pytest.mark.parametrize("text", ["Семёнов", "Семенов", '"семенов открыл елку"', "title:ёлка"])
def test_russian_words_are_found_however_their_yo_is_printed(engine: Engine, text: str) -> None:
    engine.add([article("a", "Семёнов открыл ёлку.", title="Елка", language="ru"), article("b", "Дом.", language="ru")])
    assert given_ids(engine.search(Query(text))) == ["a"]


def test_one_chinese_character_is_a_word_and_a_phrase(full: Engine) -> None:
    assert given_ids(full.search(Query("京"))) == ["chinese"]
    assert given_ids(full.search(Query('"渡轮罢工"'))) == ["chinese"]
    assert full.search(Query('"罢工渡轮"')).total == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(since=date(2024, 2, 2)), ["chinese", "russian", "apples", "apples"]),
        (Query(until=date(2024, 1, 30)), ["harbour", "harbour"]),
        (Query(since=date(2024, 1, 31), until=date(2024, 1, 31)), ["copy", "copy"]),
        (Query(undated=True), ["undated"]),
        (Query(outlets=("the-gazette.example",)), ["copy", "copy"]),
        (Query(outlets=("no-such.example",)), []),
        (Query(languages=("ru", "zh")), ["chinese", "russian"]),
        (Query(speakers=("Mara Vint",)), ["harbour"]),
        (Query(speakers=("Mara Vint", "Tom Arden"), order="oldest"), ["harbour", "apples"]),
    ],
)
def test_filters_let_through_what_passes_newest_first(full: Engine, query: Query, expected: list[str]) -> None:
    assert given_ids(full.search(query)) == expected


def test_a_filter_acts_before_the_best_are_taken(full: Engine) -> None:
    hits = full.search(Query("orchard fruit yields", since=date(2024, 2, 1), until=date(2024, 2, 2))).hits
    assert {hit.article for hit in hits} == {APPLES.id}
    assert max(hit.fused for hit in hits) == pytest.approx(MEANING_SHARE)  # best of its pool in meaning, no word at all


def test_undated_articles_come_last_in_either_order(full: Engine) -> None:
    assert given_ids(full.search(Query(order="newest")))[-1] == "undated"
    assert given_ids(full.search(Query(order="oldest")))[-1] == "undated"


def test_copies_are_collapsed_and_counted_once(full: Engine) -> None:
    found = full.search(Query("harbour closed ferry strike", limit=1))
    (best,) = found.hits
    assert {best.article, *(copy.article for copy in best.copies)} == {HARBOUR.id, COPY.id}
    everything = full.search(Query())
    assert (everything.total, everything.groups, everything.articles) == (9, 8, 6)


def test_a_paragraph_far_in_meaning_that_holds_no_word_is_no_match(full: Engine) -> None:
    found = full.search(Query("orchard fruit yields"))
    assert (found.total, found.hits[0].article) == (1, APPLES.id)
    assert full.search(Query("parliament budget vote")).total == 0


def test_a_copy_outside_the_filter_is_not_shown(full: Engine) -> None:
    (best, *_) = full.search(Query("harbour closed", outlets=("the-gazette.example",))).hits
    assert best.copies == ()


def test_paging_goes_through_everything_once(full: Engine) -> None:
    words = "strike harbour wages lighthouse apples spring mayor"
    whole = full.search(Query(words))
    pages = [full.search(Query(words, limit=2, offset=offset)) for offset in range(0, whole.groups, 2)]
    assert whole.groups > 4
    assert [hit for page in pages for hit in page.hits] == list(whole.hits)


def test_days_count_every_match_by_outlet(full: Engine) -> None:
    days = full.days(Query())
    assert sum(day.articles for day in days) == full.search(Query()).articles
    assert [day.day for day in days] == [*sorted(day.day for day in days if day.day), None]
    assert [(day.outlet, day.articles) for day in full.days(Query('"ferry strike"'))] == [
        ("the-lantern.example", 1),
        ("the-gazette.example", 1),
    ]


def test_wire_copies_are_one_group_in_a_day(engine: Engine) -> None:
    lines = ("The council of Port Selm voted on Tuesday to repair the old sea wall before the winter storms arrive.",)
    engine.add([article("wire", *lines), article("reprint", *lines, title="Sea wall"), HARBOUR])
    (lantern,) = engine.days(Query("sea wall", since=date(2024, 1, 31)))
    assert (lantern.articles, lantern.groups) == (2, 1)


def test_quotes_come_with_their_speakers_and_words(full: Engine) -> None:
    found = full.quotes(Query("sail wages paid spring"))
    first = found.quotes[0]
    assert (first.text, first.speaker, first.quote.person) == (
        '"Nobody will sail before the wages are paid"',
        "Mara Vint",
        "Mara Vint",
    )
    assert HARBOUR.text[first.start : first.end] == first.text
    assert found.total == len(found.quotes) == 2


def test_a_speaker_filter_is_about_the_quote(full: Engine) -> None:
    assert {quote.quote.person for quote in full.quotes(Query(speakers=("Tom Arden",))).quotes} == {"Tom Arden"}


def test_speakers_are_counted(full: Engine) -> None:
    assert [(who.person, who.quotes, who.articles) for who in full.speakers(Query())] == [
        ("Mara Vint", 1, 1),
        ("Tom Arden", 1, 1),
    ]


def test_a_changed_article_is_a_new_version_and_only_that_is_searched(full: Engine) -> None:
    changed = article("apples", "Frost ruined the whole harvest.", APPLES.paragraphs[1].span.of(APPLES.text))
    assert full.add([changed]) == Added(changed=1, embedded=1)
    assert full.versions(APPLES.id) == ((1, APPLES.sha256), (2, changed.sha256))
    assert full.article(APPLES.id) == replace(changed, version=2)
    assert full.article(APPLES.id, 1) == APPLES
    assert full.search(Query('"record harvest"')).total == 0
    assert full.search(Query('"frost"')).total == 1


def test_an_old_version_read_again_is_known(full: Engine) -> None:
    changed = article("apples", "Frost ruined the whole harvest.")
    full.add([changed])
    assert full.add([APPLES]).same == 1
    assert full.article(APPLES.id).text == changed.text


def test_a_mended_date_is_a_new_version(full: Engine) -> None:
    dated = article("undated", "A lighthouse keeper remembers the storm.", day=date(2023, 5, 1))
    assert full.add([dated]).changed == 1
    assert full.search(Query(undated=True)).total == 0
    assert full.search(Query(until=date(2023, 12, 31))).total == 1


def test_a_removed_article_is_gone_with_its_versions(full: Engine) -> None:
    before = full.search(Query()).total
    assert full.remove([APPLES.id, "0123456789abcdef"]) == 1
    assert full.search(Query()).total == before - 2
    assert full.search(Query("apples", languages=("en",))).hits == ()
    with pytest.raises(UnknownArticle):
        full.article(APPLES.id)


def test_the_version_changes_with_every_write(engine: Engine) -> None:
    versions = [engine.version]
    engine.add([HARBOUR])
    versions.append(engine.version)
    engine.remove([HARBOUR.id])
    versions.append(engine.version)
    assert len(set(versions)) == 3


def test_status_counts(full: Engine) -> None:
    status = full.status()
    assert (status.articles, status.versions, status.paragraphs, status.quotes, status.undated) == (6, 6, 9, 2, 1)
    assert (status.since, status.until) == (date(2024, 1, 30), date(2024, 2, 4))
    assert (status.words_behind, status.meaning_behind, status.meaning_left_out) == (0, 0, 2)
    assert dict(status.languages) == {"en": 4, "ru": 1, "zh": 1}


def test_any_text_is_kept_whole(engine: Engine) -> None:
    odd = article(
        "odd", "before\x00after the nul", "emoji 👩‍🚀 and e\u0301 and ﬁre", "…", "½ price", " spaced\u00a0out "
    )
    engine.add([odd])
    assert engine.article(odd.id) == odd
    texts: set[str] = {hit.text for hit in engine.search(Query()).hits}
    assert texts == {paragraph.span.of(odd.text) for paragraph in odd.paragraphs}
    assert engine.search(Query('"fire"')).hits[0].matched[0].of(odd.text) == "ﬁre"


def test_an_altered_copy_of_words_finds_where_they_stand(full: Engine) -> None:
    best, *_ = full.sharing(Query('"Nobody will ever sail before the wages are raised"'))
    assert (best.article, best.paragraph) == (HARBOUR.id, 1)
    assert HARBOUR.text[best.start : best.end] == best.text


def test_words_that_share_no_run_are_not_found(full: Engine) -> None:
    assert full.sharing(Query("wages of calm apples sail")) == ()
    assert full.sharing(Query("")) == ()
    assert full.sharing(Query("of the")) == ()


def test_filters_act_on_shared_words_too(full: Engine) -> None:
    closed = "The harbour of Port Selm was closed on Monday after the ferry strike."
    assert {found.article for found in full.sharing(Query(closed))} == {HARBOUR.id, COPY.id}
    assert {found.article for found in full.sharing(Query(closed, outlets=("the-gazette.example",)))} == {COPY.id}


def test_quotes_that_say_the_same_in_other_words_are_alike(engine: Engine) -> None:
    engine.add(
        [
            article("one", '"The ferries will sail again on Monday morning", said Mara Vint.'),
            article("two", '"Ferry service resumes Monday morning", said Tom Arden.'),
            article("three", '"Apples were cheap this year", said Ada Roe.'),
        ]
    )
    quotes = engine.quotes(Query(order="oldest")).quotes
    texts = [quote.text for quote in quotes]
    (pair,) = engine.alike(quotes)
    assert {texts[pair.one][:4], texts[pair.other][:4]} == {'"The', '"Fer'}
    assert 0.7 <= pair.cosine < 1
    assert engine.alike(quotes[:1]) == engine.alike(()) == ()
