"""A killed process, a damaged index, a second writer: what was committed stays, and the next opening mends the rest."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from index.check import problems
from index.engine import LibraryError, Query
from index.local import Local
from index.lock import PATIENCE, TURN, Busy
from index.settings import Settings
from ingest.article import Article, Refusal
from tests.contract.adding import ARTICLES, articles

KILLS = 8
SEEDED = random.Random(20240131)


@pytest.fixture
def kept(settings: Settings) -> Settings:
    """A library of a few articles, closed."""
    with Local.open(settings, create=True) as local:
        local.add(articles()[:6])
    return settings


def test_killed_at_any_moment_nothing_is_lost_or_doubled(settings: Settings) -> None:
    for _ in range(KILLS):
        add_and_kill(settings.library, seconds=SEEDED.uniform(0, 0.8))
        with Local.open(settings) as local:
            assert list(problems(local)) == []
    with Local.open(settings) as local:
        added = local.add(articles())
        assert added.new + added.same == ARTICLES
        assert list(problems(local)) == []
        status = local.status()
        assert (status.articles, status.versions, status.words_behind, status.meaning_behind) == (60, 60, 0, 0)
        assert local.search(Query('"number 17"')).total == 5


def add_and_kill(library: Path, *, seconds: float) -> None:
    """Let a process add for so long, then kill it as a power cut would."""
    command = [sys.executable, "-m", "tests.contract.adding", str(library)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _flip(folder: Path) -> None:
    """One byte in the middle of every file: what neither tantivy nor FAISS notices."""
    for path in folder.iterdir():
        if content := bytearray(path.read_bytes()):
            content[len(content) // 2] ^= 0xFF
            _replace(path, bytes(content))


def _truncate(folder: Path) -> None:
    for path in folder.iterdir():
        _replace(path, path.read_bytes()[: path.stat().st_size // 2])


def _replace(path: Path, content: bytes) -> None:
    """As another file: who shortens one that this process has mapped would kill it."""
    path.unlink()
    path.write_bytes(content)


def _lose_the_manifest(folder: Path) -> None:
    (folder / "manifest.json").unlink()


@pytest.mark.parametrize("harm", [_remove, _empty, _flip, _truncate, _lose_the_manifest])
@pytest.mark.parametrize("derived", ["words", "meaning"])
def test_a_damaged_index_mends_itself(kept: Settings, derived: str, harm: Callable[[Path], None]) -> None:
    with Local.open(kept) as local:
        before = local.search(Query("harbour strike"))
        assert before.total > 0
        assert before.hits[0].cosine
    harm(kept.library / derived)
    with Local.open(kept) as local:
        assert local.search(Query("harbour strike")) == before
        assert list(problems(local)) == []


@pytest.mark.parametrize("part", ["fast", "fieldnorm", "idx", "pos", "store", "term"])
def test_a_flipped_bit_in_any_file_of_the_words_is_noticed(kept: Settings, part: str) -> None:
    (path, *_) = (kept.library / "words").glob(f"*.{part}")
    content = bytearray(path.read_bytes())
    content[SEEDED.randrange(len(content))] ^= 1
    _replace(path, bytes(content))
    with Local.open(kept) as local:
        assert local.search(Query('"number 3"')).total == 5
        assert list(problems(local)) == []
    assert not path.exists()  # what was damaged is gone


def test_an_archive_that_is_no_database_is_named(settings: Settings) -> None:
    settings.library.mkdir()
    (settings.library / "archive.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(LibraryError, match=r"archive\.db"):
        Local.open(settings)


def test_a_missing_library_says_how_to_begin(settings: Settings) -> None:
    with pytest.raises(LibraryError, match="python -m ingest add"):
        Local.open(settings)
    assert not settings.library.exists()


def test_a_second_writer_gets_a_sentence_and_readers_an_answer(kept: Settings) -> None:
    with Local.open(kept) as first, Local.open(kept) as second:
        with first.lock.held(), pytest.raises(Busy, match="somebody else"), second.lock.held(wait=0.01):
            pass
        with first.lock.held():
            assert second.search(Query('"number 3"')).total == 5
        assert second.refusals() == ()


def test_nobody_waits_while_another_reads_slowly(kept: Settings) -> None:
    def slowly() -> Iterator[Article]:
        yield articles()[20]
        assert second.remove([articles()[3].id]) == 1
        yield articles()[21]

    with Local.open(kept) as first, Local.open(kept) as second:
        assert first.add_words(slowly()).new == 2
        with second.lock.held(), pytest.raises(Busy):
            first.add_words(pytest.fail("nothing is read") for _ in range(1))


def test_whoever_has_kept_words_waits_a_turn_for_the_model(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with Local.open(kept) as local:
        held, waits = local.lock.held, list[float]()

        def noted(*, wait: float = PATIENCE) -> AbstractContextManager[None]:
            waits.append(wait)
            return held(wait=wait)

        monkeypatch.setattr(local.lock, "held", noted)
        assert local.add(articles()[6:8]).embedded
        assert [wait for wait in waits if wait] == [PATIENCE, TURN, TURN]  # 0: nobody waits


def test_a_rebuild_says_how_far_it_is_to_whoever_asked_for_it(kept: Settings) -> None:
    told, at_opening = list[object](), list[object]()
    with Local.open(kept, progress=lambda *stage: at_opening.append(stage)) as local:
        local.rebuild(progress=lambda *stage: told.append(stage))
    assert ("words", 0, 6) in told
    assert at_opening == []


def test_a_reader_sees_what_another_process_has_committed(kept: Settings) -> None:
    with Local.open(kept) as reader, Local.open(kept) as writer:
        assert reader.search(Query('"number 20"')).total == 0
        before = reader.version
        writer.add(articles()[20:21])
        assert not reader.fresh()
        found = reader.search(Query('"number 20"'))
        assert (found.total, found.meaning) == (5, 1)
        assert reader.fresh()
        assert reader.version != before


def test_words_find_a_batch_before_anything_is_embedded(settings: Settings) -> None:
    seen: dict[str, int] = {}

    def look(stage: str, done: int, of: int | None) -> None:
        if stage == "meaning" and not done:
            found = local.search(Query('"number 3"'))
            seen.update(total=found.total, waiting=bool(found.note))
            assert found.meaning == 0

    with Local.open(settings, create=True) as local:
        local.add(articles()[:6], progress=look)
    assert seen == {"total": 5, "waiting": True}


def test_what_an_interrupted_add_left_is_embedded_later(settings: Settings) -> None:
    class Stop(Exception):
        pass

    def stop(stage: str, done: int, of: int | None) -> None:
        if stage == "meaning":
            raise Stop

    with Local.open(settings, create=True) as local:
        with pytest.raises(Stop):
            local.add(articles()[:6], progress=stop)
        assert local.status().meaning_behind == 30
        assert local.embed_missing() == 30
        assert local.search(Query("harbour")).meaning == 1


def test_another_model_is_not_mixed_in(kept: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with Local.open(kept) as local:
        monkeypatch.setattr(local.finder.embedder(), "fingerprint", "of another model")
        found = local.search(Query("harbour"))
        assert (found.meaning, found.hits[0].cosine) == (0, None)
        assert "NEWSDESK_MODEL" in (found.note or "")
        with pytest.raises(LibraryError, match="NEWSDESK_MODEL"):
            local.add(articles()[10:12])
        assert local.rebuild() == 40
        assert local.search(Query("harbour")).meaning == 1


def test_refusals_are_kept_once(kept: Settings) -> None:
    refusal = Refusal("drop/a.txt, line 1", "expected a date")
    with Local.open(kept) as local:
        local.refuse([refusal])
        local.refuse([refusal])
        assert local.refusals() == (refusal,)
        assert local.status().refused == 1


def test_the_bytes_received_are_kept(kept: Settings) -> None:
    given = articles()[0].source
    with Local.open(kept) as local:
        assert local.source(given.sha256).content == given.content
        with pytest.raises(LibraryError, match="no source"):
            local.source("0" * 64)
