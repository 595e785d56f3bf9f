"""Files that somebody hands over in the browser: they wait in the library's inbox, and a process of its own reads them.

So an upload outlives the page and the server it came by, and pages answer while it is read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path, PurePath
from threading import Thread
from uuid import uuid4

from index.jobs import Job, Jobs
from index.local import Local

Upload = tuple[str, bytes | memoryview]  # the file's name as its owner calls it, and its bytes

INBOX = "inbox"  # folder of a library: one folder a job
LOG = "worker.log"
SUCCESSORS = 3  # of a worker that was killed: a file that kills whoever reads it is then left to the next start
ROOT = Path(__file__).parents[1]


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
    worker = _begin(library.folder)
    Thread(target=_tend, args=(worker, library.folder), daemon=True).start()
    return worker


def _tend(worker: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait for it, or it would stay a zombie as long as the server lives; what dies at its work has a successor."""
    for _ in range(SUCCESSORS):
        if worker.wait() == 0:
            return
        worker = _begin(folder)
    worker.wait()


def _begin(folder: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"NEWSDESK_LIBRARY": str(folder.resolve())}
    with (folder / LOG).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "ingest", "work"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it outlives the server
        )
