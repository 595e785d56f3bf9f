"""What an administrator watches: how long answers take, how many fail, how large the archive is (OpenMetrics)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import CollectorRegistry, Gauge, Histogram
from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.responses import Response

from index.local import Local

BUCKETS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)  # seconds
SIZES = ("articles", "paragraphs", "quotes", "undated", "words_behind", "meaning_behind", "refused", "bytes")


class Metrics:
    """The figures of one server since it started."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "newsdesk_answer_seconds", "Time to an answer", ["answer"], buckets=BUCKETS, registry=self._registry
        )
        self._sizes = {
            name: Gauge(
                f"newsdesk_{name}", f"{name.replace('_', ' ').capitalize()} in the library", registry=self._registry
            )
            for name in SIZES
        }

    @contextmanager
    def timed(self, answer: str) -> Iterator[None]:
        """Count an answer and its time, also one that fails."""
        start = perf_counter()
        try:
            yield
        finally:
            self._seconds.labels(answer).observe(perf_counter() - start)

    def shown(self, library: Local) -> Response:
        """All of it, with the library's figures of now."""
        status = library.status()
        for name, gauge in self._sizes.items():
            gauge.set(getattr(status, name))
        return Response(generate_latest(self._registry), media_type=CONTENT_TYPE_LATEST)  # type: ignore[no-untyped-call]
