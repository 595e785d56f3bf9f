"""Files that somebody hands over in the browser: they wait in the library's inbox, and a process of its own reads them.

So an upload outlives the page and the server it came by, and pages answer while it is read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path, PurePath
from threading import Thread
from uuid import uuid4

from filelock import FileLock, Timeout

from index.jobs import Job, Jobs
from index.local import Local, Progress
from index.lock import Busy
from ingest.article import NewsdeskError, Refusal
from ingest.read import read
from ingest.receipt import Counts, Receipt, Tally
from ingest.received import Received

Upload = tuple[str, bytes | memoryview]  # the file's name as its owner calls it, and its bytes

INBOX = "inbox"  # folder of a library: one folder a job
LOG = "worker.log"
LOCK = "worker.lock"
PATIENCE = 10.0  # seconds that a new worker waits for one that may be about to end
ROOT = Path(__file__).parents[1]
REPORT_SECONDS = 0.5  # between two words on how far it is
BUSY_SECONDS = 2.0  # before asking again whether another writer is done


class Cancelled(NewsdeskError):
    """Somebody has cancelled the job."""


def hand_in(library: Local, uploads: Sequence[Upload], *, author: str = "") -> Job:
    """Keep the files in the inbox and queue them; `start_worker` has them read."""
    names = [PurePath(name).name or "unnamed" for name, _ in uploads]  # only the name: it may hold a path
    folder = library.folder / INBOX / uuid4().hex
    for number, (name, (_, content)) in enumerate(zip(names, uploads, strict=True)):
        path = folder / f"{number:04}" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
    return Jobs(library.ledger).hand_in(", ".join(names), folder.name, author=author)


def start_worker(library: Local) -> subprocess.Popen[bytes]:
    """A process that reads what waits and then ends; a second one finds nothing to do."""
    environment = os.environ | {"NEWSDESK_LIBRARY": str(library.folder.resolve())}
    with (library.folder / LOG).open("ab") as log:
        worker = subprocess.Popen(
            [sys.executable, "-m", "ingest", "work"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it outlives the server
        )
    Thread(target=worker.wait, daemon=True).start()  # else it would stay a zombie as long as the server lives
    return worker


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
        receipt = _take_in(library, library.folder / INBOX / job.folder, _reporter(jobs, job))
        jobs.end(job.number, "done", "\n".join(receipt.lines()))
    except Busy:
        jobs.put_back()
        time.sleep(BUSY_SECONDS)
        return False
    except Cancelled:
        pass
    except (NewsdeskError, OSError) as error:
        jobs.end(job.number, "failed", str(error))
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


def _take_in(library: Local, folder: Path, progress: Progress) -> Receipt:
    """Read, understand and keep the files. A bad file is refused with its reason and does not stop the rest."""
    tally = Tally()
    found = _read(folder, library.settings.max_file_mb << 20)
    added = library.add(tally.articles_of(found, library.keeps), progress=progress)
    library.refuse(tally.refusals)
    return tally.receipt(Counts(**asdict(added)))


def _read(folder: Path, max_bytes: int) -> Iterator[Received | Refusal]:
    for path in sorted(folder.glob("*/*")):
        for found in read(path, max_bytes=max_bytes):
            yield _named(found, str(path), path.name)


def _named(found: Received | Refusal, path: str, name: str) -> Received | Refusal:
    """The origin as the file's owner knows it, without the inbox."""
    if isinstance(found, Refusal):
        return replace(found, origin=found.origin.replace(path, name), input="")
    return replace(found, source=replace(found.source, origin=found.source.origin.replace(path, name)), input="")


def _clear_inbox(library: Local, jobs: Jobs) -> None:
    """Files of jobs that are over: what became an article is in the library, with its source."""
    wanted = {job.folder for job in jobs.open()}
    for folder in (library.folder / INBOX).glob("*"):
        if folder.name not in wanted:
            shutil.rmtree(folder)
