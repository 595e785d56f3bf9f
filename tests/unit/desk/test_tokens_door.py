"""Tokens are given out and taken back on the command line."""

from pathlib import Path

import pytest

from desk.__main__ import main
from index.local import Local
from index.settings import Settings


def test_a_token_is_issued_listed_and_revoked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Local.open(Settings(library=tmp_path), create=True).close()
    whose = ["--owner", "ada", "--library", str(tmp_path)]
    assert main(["tokens", "issue", "notebook", "--role", "editor", *whose]) == 0
    secret, told = capsys.readouterr().out.splitlines()
    assert secret.startswith("newsdesk_") and "Token 1 for ada, editor" in told
    assert main(["tokens", "list", *whose]) == 0
    listed = capsys.readouterr().out
    assert "1  notebook  editor" in listed and secret not in listed
    assert main(["tokens", "revoke", "1", *whose]) == 0
    assert main(["tokens", "revoke", "1", *whose]) == 2
    assert "You have no token 1" in capsys.readouterr().err
