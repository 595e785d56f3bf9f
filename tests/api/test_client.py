"""A notebook's client: a folder and a server give the same tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
import uvicorn
from starlette.applications import Starlette

from desk.client import ClientError, Desk
from index.engine import LibraryError
from index.settings import Settings


@pytest.fixture(scope="module")
def address(app: Starlette) -> Iterator[str]:
    """A real server on loopback, on a port of its own choosing."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def near(library: Settings) -> Iterator[Desk]:
    with Desk(library.library) as desk:
        yield desk


@pytest.fixture
def far(address: str) -> Iterator[Desk]:
    with Desk(address) as desk:
        yield desk


def test_a_folder_and_a_server_give_the_same(near: Desk, far: Desk) -> None:
    for desk_call in (
        lambda desk: desk.search("close the strait", since="2025-03", limit=5),
        lambda desk: desk.quotes("strait", outlet=["dailyflare.example", "harbourwire.example"]),
        lambda desk: desk.timeline("strait", by="month"),
        lambda desk: desk.compare("strait", outlet=["dailyflare.example", "harbourwire.example"]),
        lambda desk: desk.summary("close the strait", words=60),
    ):
        one, other = desk_call(near), desk_call(far)
        assert len(one)
        pd.testing.assert_frame_equal(one, other)


def test_every_match_comes_without_a_limit(far: Desk) -> None:
    table = far.search("", undated=False)
    assert len(table) == far._place.ask("search", {"limit": ["1"]})["groups"] > 100
    assert not table.duplicated(["article", "start"]).any()


def test_days_are_timestamps_without_a_zone(near: Desk) -> None:
    published = near.search("strait", limit=3)["published"]
    assert str(published.dtype).startswith("datetime64[") and published.dt.tz is None


def test_an_article_and_the_status_are_there(near: Desk, far: Desk) -> None:
    id = near.search("strait", limit=1)["article"][0]
    assert near.article(id) == far.article(id)
    assert near.status() == far.status()


def test_a_refused_question_says_why(far: Desk, near: Desk) -> None:
    with pytest.raises(ClientError, match="is no period"):
        far.search("x", since="spring")
    with pytest.raises(ClientError, match="No article"):
        far.article("0" * 16)


def test_a_server_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    with Desk("http://127.0.0.1:9") as desk, pytest.raises(ClientError, match=r"server\.py"):
        desk.search("x")
    with pytest.raises(LibraryError, match="There is no library"):
        Desk(tmp_path / "none")


def test_a_draft_and_a_file_are_the_same_near_and_far(near: Desk, far: Desk, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("“Valdora will close the Kelm Strait to everybody,” Ilse Maravec said.\n", encoding="utf-8")
    assert near.verify("Valdora will close the Kelm Strait") == far.verify("Valdora will close the Kelm Strait")
    pd.testing.assert_frame_equal(near.verify_draft(draft), far.verify_draft(draft))
    assert list(near.verify_draft(draft)["verdict"]) == ["altered"]
    one, other = (desk.export(tmp_path / f"{n}.zip", "close the strait") for n, desk in enumerate((near, far)))
    assert one.read_bytes() == other.read_bytes()
    rows = pd.read_json(far.export(tmp_path / "quotes.jsonl", "strait", of="quotes"), lines=True)
    assert len(rows) == len(near.quotes("strait"))
