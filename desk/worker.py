"""Who reads what waits in the inbox: one process at a time, started by `desk.intake` or by `python -m ingest work`."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from desk.intake import INBOX
from desk.taking import take_in
from index.jobs import Job, Jobs
from index.local import Local
from index.lock import TURN, Busy
from index.upkeep import Progress
from ingest.article import NewsdeskError, Refusal
from ingest.progress import Gauge
from ingest.read import read
from ingest.received import Received

LOCK = "worker.lock"
PATIENCE = 10.0  # seconds that a new worker waits for one that may be about to end
REPORT_SECONDS = 0.5  # between two words on how far it is


class Cancelled(NewsdeskError):
    """Somebody has cancelled the job."""


def work(library: Local) -> int:
    """Read what waits, oldest first, until nothing does; how many jobs. Another worker at work: none, at once."""
    jobs, done = Jobs(library.ledger), 0
    try:
        with FileLock(library.folder / LOCK, timeout=PATIENCE):
            jobs.put_back()  # what a worker left that died
            while job := jobs.take():
                done += _do(library, jobs, job)
            _clear_inbox(library, jobs)
    except Timeout:
        pass
    return done


def _do(library: Local, jobs: Jobs, job: Job) -> bool:
    """Read one job's files; False: another writer is at work, and the job waits for it."""
    try:
        folder = library.folder / INBOX / job.folder
        gauge = Gauge.of([folder])
        found = _read(folder, library.settings.max_file_mb << 20, gauge)
        receipt = take_in(library, found, gauge.counted(_reporter(jobs, job)))
        jobs.end(job.number, "done", "\n".join(receipt.lines()))
    except Busy:
        jobs.put_back()
        with suppress(Busy), library.lock.held(wait=TURN):
            pass  # the other one is done
        return False
    except Cancelled:
        pass
    except (NewsdeskError, OSError) as error:
        jobs.end(job.number, "failed", f"{error} The files are kept: `python -m ingest add {folder}` reads them.")
    return True


def _reporter(jobs: Jobs, job: Job) -> Progress:
    """Progress that is written down now and then, and ends the work when somebody has cancelled it."""
    last = 0.0

    def report(stage: str, done: int, of: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_SECONDS:
            last = time.monotonic()
            if not jobs.report(job.number, stage, done, of):
                raise Cancelled(f"Job {job.number} was cancelled.")

    return report


def _read(folder: Path, max_bytes: int, gauge: Gauge) -> Iterator[Received | Refusal]:
    for path in sorted(folder.glob("*/*")):
        for found in read(path, max_bytes=max_bytes, gauge=gauge):
            yield _named(found, str(path), path.name)


def _named(found: Received | Refusal, path: str, name: str) -> Received | Refusal:
    """The origin as the file's owner knows it, without the inbox."""
    if isinstance(found, Refusal):
        return replace(found, origin=found.origin.replace(path, name), input="")
    return replace(found, source=replace(found.source, origin=found.source.origin.replace(path, name)), input="")


def _clear_inbox(library: Local, jobs: Jobs) -> None:
    """Files of jobs that were done or cancelled: what became an article is in the library, with its source."""
    wanted = {job.folder for job in (*jobs.open(), *jobs.failed())}
    for folder in (library.folder / INBOX).glob("*"):
        if folder.name not in wanted:
            shutil.rmtree(folder)
