"""Tokens are kept as digests, end when they should, and belong to one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from index.ledger import FILE, Ledger, LedgerError
from index.tokens import Tokens


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(tmp_path)
    yield ledger
    ledger.close()


def test_a_secret_finds_its_token_and_is_nowhere_in_the_file(ledger: Ledger, tmp_path: Path) -> None:
    secret, token = Tokens(ledger).issue("notebook", owner="ada", role="reader")
    assert Tokens(ledger).find(secret) == token
    assert Tokens(ledger).find(secret + "x") is None
    files = [path.read_bytes() for path in tmp_path.glob(f"{FILE}*")]
    assert files and not any(secret.encode() in content for content in files)


def test_a_token_ends(ledger: Ledger) -> None:
    tokens = Tokens(ledger)
    secret, token = tokens.issue("notebook", owner="ada", role="reader", days=2)
    assert token.holds(token.written + timedelta(days=1))
    assert not token.holds(token.written + timedelta(days=2))
    tokens.revoke(token.number, owner="ada")
    revoked = tokens.find(secret)
    assert revoked and not revoked.holds(token.written)


def test_nobody_revokes_another_s(ledger: Ledger) -> None:
    tokens = Tokens(ledger)
    _, token = tokens.issue("notebook", owner="ada", role="reader")
    with pytest.raises(LedgerError, match="no token"):
        tokens.revoke(token.number, owner="eve")
    assert tokens.of("ada") == (token,)
    assert tokens.of("eve") == ()


@pytest.mark.parametrize(("label", "days"), [("", 1), ("x", 0), ("x", 400)])
def test_a_token_without_a_label_or_an_end_is_refused(ledger: Ledger, label: str, days: int) -> None:
    with pytest.raises(LedgerError, match="needs a label"):
        Tokens(ledger).issue(label, owner="ada", role="reader", days=days)
