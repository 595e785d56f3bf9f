"""What ranks, and what a name is called."""

from __future__ import annotations

from index.clauses import Term, is_called, query_terms


def test_each_language_of_the_archive_stems_a_query_word() -> None:
    assert query_terms("Officials", ["en", "zh"]) == (Term("text", "officials"), Term("text", "offici"))


def test_stop_words_rank_only_where_there_is_nothing_else() -> None:
    assert query_terms("the drills", ()) == (Term("text", "drills"),)
    assert query_terms("the who", ()) == (Term("text", "the"), Term("text", "who"))


def test_a_single_han_character_is_looked_up_as_printed() -> None:
    assert query_terms("京 北京", ()) == (Term("exact", "京"), Term("text", "北京"))


def test_a_name_is_called_by_any_of_its_words_in_order() -> None:
    assert is_called("Mara Vint", ("vint",)) and is_called("MARA VINT-Sol", ("mara", "vint"))
    assert not is_called("Mara Vinter", ("vint",)) and not is_called(None, ("vint",))
