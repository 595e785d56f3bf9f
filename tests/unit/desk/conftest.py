"""What tests of the command line share."""

import pytest

from desk.__main__ import main
from index.settings import Settings


@pytest.fixture
def ask(library: Settings, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run one command line -> (exit status, what it printed, what it complained)."""
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(library.library))

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        return status, *capsys.readouterr()

    return run
