"""Many queries at once: every one is answered, and a row says where it is not the query's own answer."""

import csv
import json
from pathlib import Path

import pytest

from desk.batch import Asked, BatchError, Done, read_queries, run_batch
from index.engine import Query
from index.local import Local
from index.settings import Settings

Row = dict[str, str]


def _batch(library: Settings, out: Path, *texts: str, strictly: bool = False, limit: int = 5) -> tuple[Done, list[Row]]:
    queries = [Asked(str(number), text) for number, text in enumerate(texts)]
    with Local.open(library) as engine:
        done = run_batch(engine, queries, Query(limit=limit), "paragraph", out, strictly=strictly)
    with out.open(encoding="utf-8", newline="") as lines:
        return done, list(csv.DictReader(lines))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "results.csv"


def test_rows_come_in_order_under_one_header(library: Settings, out: Path) -> None:
    done, rows = _batch(library, out, "cholera", "close the strait", limit=3)
    assert [(row["query"], row["rank"], row["read_as"]) for row in rows] == [
        (query, rank, "query") for query in "01" for rank in "123"
    ]
    assert (done.rows, done.cut, done.as_words, done.refused) == (6, 2, (), ())


def test_what_cannot_be_understood_is_asked_for_by_its_words_and_says_so(library: Settings, out: Path) -> None:
    done, rows = _batch(library, out, 'who closed the "strait')
    with Local.open(library) as engine:
        plain = engine.search(Query('who closed the "strait', plain=True, limit=5)).hits
    assert {row["read_as"] for row in rows} == {"words"}
    assert [row["text"] for row in rows] == [hit.text for hit in plain]
    (told,) = done.as_words
    assert "query 0: This quotation mark is not closed" in told
    assert told.endswith("^")


def test_a_sentence_whose_marks_leave_nothing_is_asked_for_by_its_words(library: Settings, out: Path) -> None:
    done, rows = _batch(library, out, 'who would close the "straits of nowhere" to ships')
    assert rows
    assert {row["read_as"] for row in rows} == {"words"}
    assert "nothing has the words in its marks" in done.as_words[0]


@pytest.mark.parametrize(
    "text", ['"straits of nowhere"', "speaker:Nobody strait", "strait AND zzyzx", "title:zzyzx strait"]
)
def test_what_is_a_query_and_no_sentence_keeps_its_guarantee(library: Settings, out: Path, text: str) -> None:
    done, rows = _batch(library, out, text)
    assert (rows, done.as_words) == ([], ())


def test_what_is_excluded_never_comes_back(library: Settings, out: Path) -> None:
    rows = _batch(library, out, "trawler crew -trawler")[1]
    assert rows
    assert not any("trawler" in row["text"].lower() for row in rows)


def test_strictly_nothing_is_read_otherwise(library: Settings, out: Path) -> None:
    done, rows = _batch(library, out, 'the "strait', 'who would close the "straits of nowhere"', strictly=True)
    assert rows == []
    assert len(done.refused) == 1
    assert done.as_words == ()


def test_a_sentence_in_capitals_says_that_it_has_no_operators(library: Settings, out: Path) -> None:
    done, rows = _batch(library, out, "WHO WOULD CLOSE THE STRAIT AND WHY")
    assert [row["id"] for row in rows] == [
        row["id"] for row in _batch(library, out, "who would close the strait and why")[1]
    ]
    assert {row["read_as"] for row in rows} == {"words"}
    assert "capitals" in done.as_words[0]


def test_a_batch_is_a_run_that_trec_eval_reads(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries, out = tmp_path / "queries.jsonl", tmp_path / "run.trec"
    lines = [{"_id": "q1", "text": "close the strait"}, {"id": "q2", "text": '"open'}, {"id": "q3", "text": "???"}]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    status, _, told = ask("batch", str(queries), "--out", str(out), "--limit", "5")
    assert status == 1
    assert "query q3: There is no word" in told
    assert "1 query read as words" in told
    run = [line.split() for line in out.read_text(encoding="utf-8").splitlines()]
    assert {fields[0] for fields in run} == {"q1", "q2"}
    assert all(len(fields) == 6 and fields[1] == "Q0" and fields[5] == "newsdesk" for fields in run)
    first = [float(fields[4]) for fields in run if fields[0] == "q1"]
    assert first == sorted(first, reverse=True)


def test_a_batch_of_csv_gives_a_table(ask, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    queries, out = tmp_path / "queries.csv", tmp_path / "results.csv"
    queries.write_text("id,text\n7,cholera\n", encoding="utf-8")
    assert ask("batch", str(queries), "--out", str(out), "--unit", "paragraph", "--limit", "3")[0] == 0
    with out.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["rank"] for row in rows] == ["1", "2", "3"]
    assert all("#" in row["id"] for row in rows)


def test_a_batch_that_breaks_off_leaves_nothing(library: Settings, tmp_path: Path) -> None:
    (tmp_path / "queries.csv").write_text("id,text\n1,strait\n,harbour\n", encoding="utf-8")
    with Local.open(library) as engine, pytest.raises(BatchError, match="query 2: expected an id"):
        run_batch(engine, read_queries(tmp_path / "queries.csv"), Query(), "article", tmp_path / "out.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["queries.csv"]
