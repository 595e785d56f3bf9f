"""Many articles understood at once, one process for each core, in the order in which they came."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from ingest.article import Article, Refusal
from ingest.received import Received
from ingest.understand import FAULTS, fault, understand

ALONE = 200  # articles understood here before others are called in: they take a second to start
_MOST = 4  # processes, of 130 MB each: more only wait for the one that writes
_CHUNK = 16  # articles handed over together
_CHARACTERS = 1 << 18  # in them, so that a few books do not wait behind one another
_GARBAGE = 20_000  # objects between two looks for garbage: understanding leaves none that goes in circles
_AHEAD = 16  # chunks for each process, done or waiting: all have work while a lot is written
_HELD = 3 * _CHARACTERS  # characters for each process in them: what is read but not yet kept stays small

Became = Article | Refusal


def understood(received: Iterable[Received | Refusal]) -> Iterator[Became]:
    """What became of each; a refusal stays one."""
    coming = iter(received)
    yield from map(became, islice(coming, ALONE))
    if (first := next(coming, None)) is not None:
        yield from _by_many(_chunks(first, coming)) if _cores() > 1 else map(became, (first, *coming))


def became(one: Received | Refusal) -> Became:
    """The article, or why it could not be understood."""
    if isinstance(one, Refusal):
        return one
    try:
        return understand(one)
    except FAULTS as error:
        return Refusal(one.source.origin, fault(error), one.input)


def _by_many(chunks: Iterator[list[Received | Refusal]]) -> Iterator[Became]:
    # spawn: a fork of a process with threads, as a dashboard is, can lock up
    with ProcessPoolExecutor(_cores(), mp_context=get_context("spawn"), initializer=_serve) as crew:
        waiting: deque[tuple[list[Received | Refusal], Future[list[Became]] | None]] = deque()
        held = 0
        try:
            for chunk in chunks:
                due = bool(waiting) and _is_done(waiting[0][1])  # what is slow to come does not wait for much more
                waiting.append((chunk, _handed_over(crew, chunk)))
                held += _characters(chunk)
                while due or len(waiting) >= _AHEAD * _cores() or held >= _HELD * _cores():
                    due = False
                    held -= _characters(waiting[0][0])
                    yield from _answered(*waiting.popleft())
            while waiting:
                yield from _answered(*waiting.popleft())
        finally:
            crew.shutdown(wait=False, cancel_futures=True)


def _handed_over(crew: ProcessPoolExecutor, chunk: Sequence[Received | Refusal]) -> Future[list[Became]] | None:
    """Its articles to come; None where the crew takes no more, as one of it was ended."""
    try:
        return crew.submit(_all, [_light(one) for one in chunk])
    except BrokenExecutor:
        return None


def _is_done(answer: Future[list[Became]] | None) -> bool:
    return answer is None or answer.done()


def _answered(chunk: Sequence[Received | Refusal], answer: Future[list[Became]] | None) -> Iterator[Became]:
    """The articles with their sources, whose bytes never left this process."""
    try:
        found = answer.result() if answer else None
    except BrokenExecutor:
        found = None
    if found is None:  # the system ended a process, for want of memory perhaps: it goes on here, more slowly
        yield from map(became, chunk)
        return
    for one, given in zip(found, chunk, strict=True):
        yield replace(one, source=given.source) if isinstance(one, Article) and isinstance(given, Received) else one


def _light(one: Received | Refusal) -> Received | Refusal:
    return replace(one, source=replace(one.source, content=None)) if isinstance(one, Received) else one


def _all(chunk: Sequence[Received | Refusal]) -> list[Became]:
    return [became(one) for one in chunk]


def _chunks(first: Received | Refusal, coming: Iterator[Received | Refusal]) -> Iterator[list[Received | Refusal]]:
    chunk, characters = [first], 0
    for one in coming:
        if len(chunk) >= _CHUNK or characters >= _CHARACTERS:
            yield chunk
            chunk, characters = [], 0
        chunk.append(one)
        characters += _characters([one])
    yield chunk


def _characters(chunk: Sequence[Received | Refusal]) -> int:
    return sum(len(one.text) for one in chunk if isinstance(one, Received))


def _cores() -> int:
    return min(os.cpu_count() or 1, _MOST)


def _serve() -> None:
    """Ctrl-C is for the process that writes, which ends the others; where it is killed, they end by themselves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()  # what was imported is no garbage: looking through it again and again took a thirtieth of the time
    gc.set_threshold(_GARBAGE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
    os._exit(0)
