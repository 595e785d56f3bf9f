"""Uploads wait in the inbox, are read by one worker at a time, and survive whoever dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import Event
from time import monotonic
from unittest.mock import Mock

import pytest
from filelock import FileLock

from desk.intake import INBOX, hand_in, start_worker
from desk.library import opened
from desk.worker import LOCK, work
from index.engine import LibraryError, Query
from index.jobs import Jobs
from index.ledger import LedgerError
from index.local import Local
from index.lock import PATIENCE, TURN, Busy
from index.settings import Settings

ARTICLE = b" date 2024-02-03 https://lantern.example/harbour\nThe harbour reopens\n\nShips may enter again on Monday.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Local]:
    with Local.open(Settings(library=tmp_path / "library"), create=True) as opened:
        yield opened


@pytest.fixture
def jobs(library: Local) -> Jobs:
    return Jobs(library.ledger)


def test_what_is_handed_in_is_found_under_the_name_its_owner_gave(library: Local, jobs: Jobs) -> None:
    job = hand_in(library, [("../../harbour.txt", ARTICLE)], author="ada")
    assert (job.what, job.author, job.state) == ("harbour.txt", "ada", "queued")
    assert work(library) == 1
    ended = jobs.job(job.number)
    assert (ended.state, ended.told.splitlines()[0]) == ("done", "1 received: 1 new, 0 same, 0 changed, 0 refused")
    (hit,) = library.search(Query("ships")).hits
    assert library.article(hit.article).source.origin.startswith("harbour.txt")
    assert list((library.folder / INBOX).iterdir()) == []


def test_one_bad_file_is_named_and_does_not_stop_the_rest(library: Local, jobs: Jobs) -> None:
    hand_in(library, [("bad.jsonl", b"{broken\n"), ("harbour.txt", ARTICLE)])
    work(library)
    assert "1 new, 0 same, 0 changed, 1 refused" in jobs.jobs()[0].told
    assert [refusal.origin.partition(",")[0] for refusal in library.refusals()] == ["bad.jsonl"]


def test_two_files_of_one_name_are_two_files(library: Local, jobs: Jobs) -> None:
    hand_in(library, [("a.txt", ARTICLE), ("a.txt", ARTICLE.replace(b"harbour", b"market"))])
    work(library)
    assert "2 received: 2 new" in jobs.jobs()[0].told


def test_files_that_a_full_disk_refused_are_kept(library: Local, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    with monkeypatch.context() as full:
        full.setattr("desk.worker.take_in", Mock(side_effect=LibraryError("archive.db cannot be written.")))
        assert work(library) == 1
    assert jobs.job(job.number).state == "failed"
    folder = library.folder / INBOX / job.folder
    assert str(folder) in jobs.job(job.number).told
    hand_in(library, [("other.txt", ARTICLE)])
    work(library)
    assert [path.name for path in folder.glob("*/*")] == ["harbour.txt"]


def test_what_a_dead_worker_left_is_read_by_the_next(library: Local, jobs: Jobs) -> None:
    hand_in(library, [("harbour.txt", ARTICLE)])
    taken = jobs.take()
    assert taken and taken.state == "running"
    assert work(library) == 1
    assert jobs.job(taken.number).state == "done"


def test_a_library_opened_again_reads_what_waits(tmp_path: Path) -> None:
    settings = Settings(library=tmp_path / "library")
    with Local.open(settings, create=True) as library:
        hand_in(library, [("harbour.txt", ARTICLE)])
    again = opened(settings)
    work(again)  # or the process that opening has started: whoever comes first
    assert again.status().articles == 1


def test_a_worker_of_its_own_reads_what_waits(library: Local, jobs: Jobs) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    assert start_worker(library).wait(60) == 0
    assert jobs.job(job.number).state == "done"


def test_a_worker_that_was_killed_has_a_successor(library: Local, jobs: Jobs) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    with FileLock(library.folder / LOCK):  # it waits for the one that reads
        start_worker(library).kill()
    deadline = monotonic() + 60
    while jobs.job(job.number).state != "done" and monotonic() < deadline:
        Event().wait(0.05)
    assert jobs.job(job.number).state == "done"
    assert library.status().articles == 1


def test_of_two_workers_one_works(library: Local, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desk.worker.PATIENCE", 0)
    hand_in(library, [("harbour.txt", ARTICLE)])
    with FileLock(library.folder / LOCK):
        assert work(library) == 0
    assert work(library) == 1


def test_a_worker_waits_for_another_writer(library: Local, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    held, waits = library.lock.held, list[float]()

    def held_by_another_at_first(*, wait: float = PATIENCE) -> AbstractContextManager[None]:
        waits.append(wait)
        if len(waits) == 1:
            raise Busy("Somebody else is writing.")
        return held(wait=wait)

    monkeypatch.setattr(library.lock, "held", held_by_another_at_first)
    assert work(library) == 1
    assert TURN in waits
    assert jobs.job(job.number).state == "done"


def test_a_cancelled_job_is_not_read(library: Local, jobs: Jobs) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    jobs.cancel(job.number)
    assert work(library) == 0
    assert library.status().articles == 0
    with pytest.raises(LedgerError, match="is over"):
        jobs.cancel(job.number)


def test_a_job_cancelled_while_it_runs_stops(library: Local, jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    job = hand_in(library, [("harbour.txt", ARTICLE)])
    report = Jobs.report

    def cancelled(self: Jobs, number: int, stage: str, done: int, of: int | None) -> bool:
        jobs.cancel(number)
        return report(self, number, stage, done, of)

    monkeypatch.setattr(Jobs, "report", cancelled)
    work(library)
    assert jobs.job(job.number).state == "cancelled"
    assert jobs.open() == ()
