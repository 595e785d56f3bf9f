"""Reading one file of a test, of which one thing is expected."""

from __future__ import annotations

from pathlib import Path

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received


def all_articles(path: Path) -> list[Received]:
    """What is read from a path of which nothing may be refused."""
    found = list(read(path))
    assert all(isinstance(one, Received) for one in found), found
    return [one for one in found if isinstance(one, Received)]


def only_article(path: Path, content: bytes | str) -> Received:
    """The one article of a file with this content."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = all_articles(path)
    return found


def only_refusal(path: Path, content: bytes | str) -> Refusal:
    """Why nothing of a file with this content is an article."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    (found,) = read(path)
    assert isinstance(found, Refusal), found
    return found
