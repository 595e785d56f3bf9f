"""What several rooms test on: a library of the samples, made once a session by the real parts.

No test, and no program that a test starts, may connect to another machine: who tries fails (tests/guard).
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import FILE
from index.local import Local
from index.settings import Settings
from ingest.article import Article
from ingest.read import read
from ingest.understand import understand

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
GUARD = ROOT / "tests" / "guard"
STRANGERS = Path(tempfile.mkdtemp(prefix="newsdesk-strangers-")) / "asked"


def pytest_configure() -> None:
    """Before anything is imported that could ask a stranger."""
    os.environ["NEWSDESK_STRANGERS"] = str(STRANGERS)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))
    sys.path.insert(0, str(GUARD))
    sys.modules.pop("sitecustomize", None)  # the machine's own
    __import__("sitecustomize")
    sys.path.remove(str(GUARD))


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Whoever asked a stranger, and hid it, fails all the same."""
    if STRANGERS.exists():
        asked = STRANGERS.read_text(encoding="utf-8")
        STRANGERS.unlink()
        pytest.fail(f"another host was asked: {asked}")


@pytest.fixture(scope="session")
def sample_articles() -> tuple[Article, ...]:
    """Every article of the samples, in the order of the files; a refusal among them fails here."""
    return tuple(understand(received) for received in read(SAMPLES))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, sample_articles: tuple[Article, ...]) -> Settings:
    """A library that holds the samples, embedded. Read it; do not write to it."""
    settings = replace(Settings.from_environment(), library=tmp_path_factory.mktemp("samples") / "library")
    with Local.open(settings, create=True) as engine:
        engine.add(sample_articles)
    return settings


def copied(library: Settings, to: Path) -> Settings:
    """A copy that may be written to, without what other tests keep.

    SQLite copies its own file: whoever else closes it gives up every lock that this process has on it (How To Corrupt
    An SQLite Database File, section 2.2).
    """
    shutil.copytree(library.library, to, ignore=shutil.ignore_patterns("*.db*", "*.lock", "*.log"))
    with Local.open(library) as opened:
        opened.archive.backup(to / FILE)
    return replace(library, library=to)


@pytest.fixture(scope="session")
def engine(library: Settings) -> Iterator[Local]:
    """The samples, ready to be asked."""
    with Local.open(library) as opened:
        yield opened
