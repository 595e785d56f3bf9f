"""Personal tokens for the HTTP API: kept as digests, so that who reads the ledger's file cannot use them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from index.ledger import Ledger, LedgerError, now

PREFIX = "newsdesk_"  # lets a secret scanner find one that was published by mistake
_COLUMNS = "number, label, owner, role, written, expires, revoked"


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret, which is shown once, to its owner."""

    number: int
    label: str  # what it is for, in its owner's words
    owner: str
    role: str  # at most this one, whatever its owner becomes
    written: datetime  # UTC
    expires: datetime
    revoked: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it may be used at this time."""
        return self.revoked is None and at < self.expires


class Tokens:
    """The tokens of one library."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def issue(self, label: str, *, owner: str, role: str, days: int = 90) -> tuple[str, Token]:
        """A new token: its secret, and what is kept of it. Raises LedgerError on no label or no days."""
        if not label.strip() or not 1 <= days <= 366:
            raise LedgerError("A token needs a label and a life of 1 to 366 days.")
        secret = PREFIX + token_urlsafe(32)
        expires = (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")
        values = (_digest(secret), label.strip(), owner, role, now(), expires)
        with self._ledger.writing() as connection:
            connection.execute(
                "INSERT INTO tokens(digest, label, owner, role, written, expires) VALUES (?, ?, ?, ?, ?, ?)", values
            )
        return secret, self._read("digest = ?", _digest(secret))[0]

    def find(self, secret: str) -> Token | None:
        """The token of this secret, also one that no longer holds; None: there is none."""
        return next(iter(self._read("digest = ?", _digest(secret))), None)

    def of(self, owner: str) -> tuple[Token, ...]:
        """Everything that was issued to somebody, newest first."""
        return self._read("owner = ?", owner)

    def revoke(self, number: int, *, owner: str) -> None:
        """End one of one's own tokens. Raises LedgerError where there is none that holds."""
        with self._ledger.writing() as connection:
            done = connection.execute(
                "UPDATE tokens SET revoked = ? WHERE number = ? AND owner = ? AND revoked IS NULL",
                (now(), number, owner),
            )
            if not done.rowcount:
                raise LedgerError(f"You have no token {number} to revoke.")

    def _read(self, where: str, value: str | bytes) -> tuple[Token, ...]:
        with self._ledger.reading() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM tokens WHERE {where} ORDER BY number DESC", (value,))
            return tuple(_token(*row) for row in rows)


def _token(number: int, label: str, owner: str, role: str, written: str, expires: str, revoked: str | None) -> Token:
    when = datetime.fromisoformat
    return Token(number, label, owner, role, when(written), when(expires), when(revoked) if revoked else None)


def _digest(secret: str) -> bytes:
    """The secret is 256 random bits, so one round of SHA-256 is enough."""
    return sha256(secret.encode()).digest()
