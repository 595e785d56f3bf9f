"""Which articles and paragraphs are copies, as they come and go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest

from index import copies
from index.archive import Archive
from index.columns_reader import read_columns
from index.copies import are_copies, are_same_paragraph
from index.writing import remove_article, write_batch
from ingest.article import Article
from ingest.copies import shingles
from tests.contract.build import article
from tests.contract.grouping import article_groups, paragraph_groups
from tests.contract.rows import Row

VOTE = "The council of Port Selm voted on Tuesday to repair the old sea wall before the winter storms arrive in force."
COST = "The work will cost four million crowns and is to begin in the first week of October, the mayor told reporters."
OTHER = "Growers in the valley expect a record harvest of apples after the mildest spring that anybody can remember."

WIRE = article("wire", VOTE, COST)
CUT = article("cut", VOTE)
EDITED = article("edited", VOTE.replace("on Tuesday", "late on Tuesday"), COST, OTHER)
APART = article("apart", OTHER)


def groups(archive: Archive, *given: Article, removed: tuple[Article, ...] = ()) -> set[frozenset[str]]:
    """The groups of copies once these have come and gone, by the ids they were received under."""
    with archive.writing() as connection:
        write_batch(connection, given)
        for each in removed:
            remove_article(connection, each.id)
    with archive.reading() as connection:
        columns = read_columns(connection)
        names = dict(connection.execute("SELECT DISTINCT article, given_id FROM versions").fetchall())
    found: dict[int, set[str]] = {}
    for row, group in zip(columns.article.tolist(), columns.copies.tolist(), strict=True):
        found.setdefault(group, set()).add(names[row])
    return {frozenset(members) for members in found.values()}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = Archive(tmp_path)
    yield archive
    archive.close()


@pytest.mark.parametrize("order", [1, -1])
def test_a_cut_and_an_edited_wire_text_are_copies_in_whatever_order_they_come(archive: Archive, order: int) -> None:
    given = (WIRE, CUT, EDITED)[::order]
    assert groups(archive, *given) == {frozenset({"wire", "cut", "edited"})}


def test_an_article_of_its_own_stays_alone(archive: Archive) -> None:
    assert groups(archive, WIRE, CUT, APART) == {frozenset({"wire", "cut"}), frozenset({"apart"})}


def test_a_group_falls_apart_when_what_joined_it_goes(archive: Archive) -> None:
    joining = article("joining", VOTE, OTHER)
    assert groups(archive, CUT, APART, joining) == {frozenset({"cut", "apart", "joining"})}
    assert groups(archive, removed=(joining,)) == {frozenset({"cut"}), frozenset({"apart"})}


def test_a_changed_article_leaves_its_group(archive: Archive) -> None:
    assert groups(archive, WIRE, CUT) == {frozenset({"wire", "cut"})}
    assert groups(archive, article("cut", OTHER)) == {frozenset({"wire"}), frozenset({"cut"})}


def test_the_halves_of_a_split_paragraph_are_not_chained() -> None:
    whole, first, second = shingles(f"{VOTE} {COST} {OTHER}"), shingles(VOTE), shingles(COST)
    assert are_copies(whole, first)
    assert not are_same_paragraph(whole, first)
    assert not are_same_paragraph(first, second)


def test_a_caption_is_no_copy_of_the_text_it_is_cut_from() -> None:
    assert not are_copies(shingles(VOTE), shingles("voted on Tuesday to repair the old sea wall"))


def test_a_form_that_an_outlet_fills_in_every_day_is_one_group_at_bounded_cost(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "COMMON", 3)
    forms = [article(f"form {n}", VOTE, COST, f"Number {n} of the year.") for n in range(12)]
    assert groups(archive, *forms) == {frozenset(f"form {n}" for n in range(12))}
    assert _pairs(archive) <= 3 * len(forms)


@pytest.mark.parametrize("gone", [0, 5, 11])
def test_a_group_has_one_pair_fewer_than_members_whoever_goes_or_changes(archive: Archive, gone: int) -> None:
    printed = [article(f"{n}", VOTE.replace("Tuesday", f"Tuesday {n}"), COST) for n in range(12)]
    groups(archive, *printed)
    assert _pairs(archive) == 11
    for given, left in (((), 11), ((article(f"{(gone + 1) % 12}", OTHER),), 10)):
        found = groups(archive, *given, removed=(printed[gone],))
        assert max(map(len, found)) == left
        assert _pairs(archive) == left - 1


@pytest.mark.parametrize("seed", range(3))
def test_groups_are_what_every_pair_compared_gives_whatever_came_changed_and_went(archive: Archive, seed: int) -> None:
    chance, live = Random(seed), dict[str, Article]()
    for _ in range(80):
        id = str(chance.randrange(20))
        with archive.writing() as connection:
            if id in live and chance.random() < 0.25:
                remove_article(connection, live.pop(id).id)
            else:
                live[id] = article(id, *(_edited(chance) for _ in range(chance.randint(1, 4))))
                write_batch(connection, [live[id]])
    with archive.reading() as connection:
        columns = read_columns(connection)
        ids = dict(connection.execute("SELECT row, id FROM articles").fetchall())
        places = connection.execute("SELECT row, article, ordinal FROM live").fetchall()
    by_id = {each.id: each for each in live.values()}
    rows = [Row(row, by_id[ids[of]], by_id[ids[of]].paragraphs[ordinal]) for row, of, ordinal in places]
    assert len(rows) > 20
    copies = dict(zip(columns.article.tolist(), columns.copies.tolist(), strict=True))
    assert _parts(copies) == _parts({row: article_groups(live.values())[id] for row, id in ids.items()})
    assert _parts(dict(zip(columns.row.tolist(), columns.words.tolist(), strict=True))) == _parts(
        paragraph_groups(rows)
    )


def _pairs(archive: Archive) -> int:
    with archive.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM article_copies").fetchone()[0])


def _edited(chance: Random) -> str:
    """One of six sentences with up to three words altered."""
    number = chance.randrange(6)
    words = [f"w{number}x{n}" for n in range(9 + number)]
    for _ in range(chance.choice((0, 0, 1, 2, 3))):
        words[chance.randrange(len(words))] = f"other{chance.randrange(9)}"
    return " ".join(words)


def _parts(group: Mapping[int, object]) -> set[frozenset[int]]:
    return {frozenset(n for n in group if group[n] == of) for of in group.values()}
