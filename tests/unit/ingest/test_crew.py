"""Articles understood in processes of their own are the same articles, in the same order."""

from __future__ import annotations

import os
from concurrent.futures import Future

import pytest

from ingest import crew
from ingest.article import Article, Refusal
from ingest.crew import became, understood
from ingest.received import Received, assemble, source_of


def received(number: int) -> Received:
    words = assemble(f"Talks {number}", "", f"“We left on day {number},” said Ana Orlay on Monday.")
    source = source_of(words.text.encode(), origin=f"a.jsonl#{number}", media_type="application/json")
    return Received(words.text, words.title, None, source, given_id=str(number), input="a.jsonl")


GIVEN: list[Received | Refusal] = [*map(received, range(60)), Refusal("b.txt", "it is empty"), received(60)]


def test_many_are_what_each_would_be_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 5)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    found = list(understood(iter(GIVEN)))
    assert found == [became(one) for one in GIVEN]
    last = found[-1]
    assert isinstance(last, Article) and last.source.content is not None and last.quotes


def test_when_a_process_is_ended_the_work_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def submit(self: crew.ProcessPoolExecutor, *_: object) -> Future[list[object]]:
        ended = Future[list[object]]()
        ended.set_exception(crew.BrokenExecutor())
        return ended

    monkeypatch.setattr(crew.ProcessPoolExecutor, "submit", submit)
    assert len(list(understood(iter(GIVEN)))) == len(GIVEN)


def test_who_stops_early_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    coming = understood(iter(GIVEN))
    assert isinstance(next(coming), Article)
    coming.close()  # type: ignore[attr-defined]
