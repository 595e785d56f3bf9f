"""A dashboard asks from many threads while articles come in."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Timer
from typing import Any

import pytest

from index import asking as engine
from index import derived
from index.engine import Hits, Query
from index.local import Local
from index.settings import Settings
from tests.contract.adding import articles


def test_every_answer_during_an_ingest_is_of_one_generation(settings: Settings) -> None:
    given, done = articles(), Event()

    def ask() -> list[Hits]:
        answers = []
        while not done.is_set():
            answers.append(local.search(Query(limit=1000)))
            answers.append(local.search(Query("harbour strike", limit=1000)))
            local.days(Query("harbour"))
        return answers

    with Local.open(settings, create=True) as local, ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        try:
            for start in range(0, len(given), 12):
                local.add(given[start : start + 12])
        finally:
            done.set()
        answers = [answer for each in asking for answer in each.result()]
    assert answers
    assert all(answer.total == sum(1 + len(hit.copies) for hit in answer.hits) for answer in answers)
    assert all(answer.articles % 12 == 0 for answer in answers[::2])  # a lot is there whole or not at all


def test_a_question_waits_for_a_commit_of_words_that_is_just_being_made(settings: Settings) -> None:
    words, elsewhere = settings.library / "words", settings.library / "elsewhere"
    with Local.open(settings, create=True) as writer:
        writer.add(articles()[:12])
    words.rename(elsewhere)
    with Local.open(settings) as writer, Local.open(settings) as reader, writer.lock.held():
        Timer(0.1, elsewhere.rename, [words]).start()
        assert reader.search(Query("harbour")).hits


def test_of_many_readers_one_reads_a_new_generation_and_the_rest_wait_for_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(module: Any, name: str) -> None:
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *given: read.append(name) or real(*given))

    with Local.open(settings, create=True) as writer, Local.open(settings) as reader, ThreadPoolExecutor(16) as pool:
        writer.add(articles()[:12])
        reader.search(Query("harbour"))
        writer.add(articles()[12:24])
        for module, name in (
            (derived, "open_words"),
            (derived, "read_columns"),
            (derived, "catch_up"),
            (engine, "read_corrections"),
        ):
            counted(module, name)
        together = Barrier(16)

        def asked_at_once() -> Hits:
            together.wait()
            return reader.search(Query("harbour"))

        asked = [pool.submit(asked_at_once) for _ in range(16)]
        answers = [each.result() for each in asked]
    times = Counter(read)
    assert times.pop("catch_up") <= 2  # once more where it has written the vectors anew
    assert times == {"open_words": 1, "read_columns": 1, "read_corrections": 1}
    assert answers[0].total and all(answer == answers[0] for answer in answers)
