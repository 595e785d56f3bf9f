"""Texts become vectors: unit rows, fp32, the same whatever else is embedded in the same call."""

from __future__ import annotations

import ctypes
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.graph import OnnxGraph, printable
from index.languages import reads
from index.model_cache import exported
from index.model_files import find_model
from index.settings import Settings

TOKENS_PER_BATCH = 512  # padding included (benchmarks/RESULTS.md)
TEXTS_PER_BATCH = 256  # of torch: a GPU wants many at a time
WINDOW = 4096  # texts tokenised and sorted together: some 20 MB of token ids, and padding costs under 1 %


class Embedder(ABC):
    """A model that is ready to embed. Texts longer than the model reads are cut; an empty text has a vector too."""

    def __init__(self, model: str, fingerprint: str, width: int, languages: str, note: str | None = None) -> None:
        self.model = model  # its name, as set
        self.fingerprint = fingerprint  # of weights, tokenizer, pooling, width and precision; a library keeps to one
        self.width = width
        self.note = note  # what a person should know; None: nothing
        self._languages = languages

    def reads(self, language: str) -> bool:
        """Whether the settings say that the model reads the language; where it is unknown, "und", it is tried."""
        return reads(self._languages, language)

    def embed(self, texts: Sequence[str], *, progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """texts -> unit rows in their order, float32, shape (len(texts), width).

        `progress` is told after each batch how many of the texts are done.
        """
        vectors = np.empty((len(texts), self.width), np.float32)
        done = 0
        for places, rows in self.batches(texts):
            vectors[places] = rows
            done += len(places)
            if progress is not None:
                progress(done)
        return vectors

    @abstractmethod
    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        """Places in `texts` and their unit rows, shape (len(places), width), batch by batch: each can be kept at once.

        Every place comes once, in whatever order is fastest within WINDOW texts.
        """


class OnnxEmbedder(Embedder):
    """The exported graph, a batch on each core."""

    def __init__(self, graph: OnnxGraph, model: str, fingerprint: str, languages: str, threads: int) -> None:
        super().__init__(model, fingerprint, graph.graph.width, languages)
        self._graph = graph
        self._threads = threads

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="embedding")
        try:
            for start in range(0, len(texts), WINDOW):
                tokens = self._graph.tokens(texts[start : start + WINDOW])
                plan = list(planned([len(ids) for ids in tokens], TOKENS_PER_BATCH))
                batches = ([tokens[place] for place in places] for places in plan)
                rows = pool.map(self._graph.run, batches) if len(plan) > 1 else map(self._graph.run, batches)
                for places, some in zip(plan, rows, strict=True):
                    yield [start + place for place in places], some
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops in between waits for a batch and not for the window


class TorchEmbedder(Embedder):
    """The model itself: on a GPU, or because it has no graph. Seconds to import, but the same promise."""

    def __init__(self, source: Path, model: str, fingerprint: str, languages: str, note: str | None = None) -> None:
        os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
        import torch
        from sentence_transformers import SentenceTransformer

        torch.set_float32_matmul_precision("highest")  # TF32 keeps 10 bits: the vectors would differ from a processor's
        self._model = SentenceTransformer(str(source))  # on a GPU where torch finds one
        width = len(self._model.encode("width", show_progress_bar=False))
        super().__init__(model, fingerprint, width, languages, note)

    def batches(self, texts: Sequence[str]) -> Iterator[tuple[list[int], NDArray[np.float32]]]:
        for start in range(0, len(texts), WINDOW):
            some = [printable(text) for text in texts[start : start + WINDOW]]
            rows = self._model.encode(
                some, batch_size=TEXTS_PER_BATCH, normalize_embeddings=True, show_progress_bar=False
            )
            yield list(range(start, start + len(some))), np.asarray(rows, np.float32)


def open_embedder(settings: Settings) -> Embedder:
    """The model that the settings name; 0.3 s once it has been exported, some 15 s the first time. Offline always.

    Raises LibraryError where the model is missing or damaged, or cannot be loaded.
    """
    source = find_model(settings.model)
    found = exported(source, settings.cache)
    if (why_not := found.graph.why_not) is not None:
        note = f"{settings.model} runs in PyTorch, which is slower: {why_not}"
        return TorchEmbedder(source, settings.model, found.fingerprint, settings.model_languages, note)
    graph, threads = OnnxGraph(found.folder, found.graph), settings.threads or os.cpu_count() or 1
    return OnnxEmbedder(graph, settings.model, found.fingerprint, settings.model_languages, threads)


def on_gpu(settings: Settings) -> Embedder | None:
    """The same model on a GPU that torch can use; None: there is none. For many texts, as torch takes seconds."""
    if not _has_driver() or find_spec("torch") is None:
        return None
    import torch

    if not torch.cuda.is_available():
        return None
    source = find_model(settings.model)
    return TorchEmbedder(source, settings.model, exported(source, settings.cache).fingerprint, settings.model_languages)


def _has_driver() -> bool:
    """Whether this machine has a GPU's driver: asked before torch, which takes seconds to say so."""
    for library in ("libcuda.so.1", "nvcuda.dll", "libamdhip64.so"):
        with suppress(OSError):
            ctypes.CDLL(library)
            return True
    return False


def planned(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Batches of places, longest texts first, whose padded area stays within the budget; a longer text is alone.

    >>> list(planned([2, 6, 3, 1], budget=6))
    [[1], [2, 0], [3]]
    """
    order = sorted(range(len(lengths)), key=lambda place: -lengths[place])
    start = 0
    while start < len(order):
        size = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size
