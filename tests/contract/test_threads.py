"""A dashboard asks from many threads while articles come in."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

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
