"""Articles understood in processes of their own are the same articles, in the same order."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import pytest

from ingest import crew
from ingest.article import Article, Refusal
from ingest.crew import became, understood
from ingest.received import Received, assemble, source_of


def received(number: int) -> Received:
    words = assemble(f"Talks {number}", "", f"“We left on day {number},” said Ana Orlay on Monday.")
    source = source_of(words.text.encode(), origin=f"a.jsonl#{number}", media_type="application/json")
    return Received(words.text, words.title, None, source, given_id=str(number), input="a.jsonl")


ROOT = Path(__file__).parents[3]
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
    many = [received(number) for number in range(200)]  # more than are handed over before the first is asked for
    coming = understood(iter(many))
    found = [next(coming)]
    multiprocessing.active_children()[0].kill()
    assert [*found, *coming] == [became(one) for one in many]


def test_of_a_slow_source_each_comes_when_it_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(crew, "_CHUNK", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    handed, hand_over, read = [], crew._handed_over, []

    def noted(*given: Any) -> Any:
        handed.append(hand_over(*given))
        return handed[-1]

    def slowly() -> Iterator[Received]:
        for number in range(20):
            read.append(number)
            yield received(number)
            if handed and handed[0]:
                handed[0].result(60)

    monkeypatch.setattr(crew, "_handed_over", noted)
    coming = understood(slowly())
    assert next(coming) == became(received(0))
    assert len(read) <= 4
    assert len(list(coming)) == 19


def test_who_stops_early_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    coming = understood(iter(GIVEN))
    assert isinstance(next(coming), Article)
    children = multiprocessing.active_children()
    assert len(children) == 2
    coming.close()  # type: ignore[attr-defined]
    for child in children:  # whether it is alive cannot be asked while the pool waits for it in a thread of its own
        assert wait([child.sentinel], 30)


ENDLESS = """
import itertools, multiprocessing, os
from ingest import crew
from tests.unit.ingest.test_crew import received
crew.ALONE, os.cpu_count = 0, lambda: 2
coming = crew.understood(map(received, itertools.count()))
next(coming)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
for _ in coming:
    pass
"""


def test_who_is_killed_leaves_no_process() -> None:
    with subprocess.Popen([sys.executable, "-c", ENDLESS], cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert len(running.stdout.readline().split()) == 2
        running.kill()
        assert running.communicate(timeout=30) == ("", None)  # the output ends when the last of them has let go of it
