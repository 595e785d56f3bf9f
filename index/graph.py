"""An exported model: token ids in, unit rows out, through onnxruntime and tokenizers alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Graph:
    """What `graph.json` says of an exported model."""

    width: int
    max_tokens: int  # a text is cut behind them
    pad: int  # token id that fills the shorter texts of a batch
    why_not: str | None = None  # why the model has no graph; None: it has one


class OnnxGraph:
    """The graph of a folder, loaded. Safe to use from several threads at once: each call keeps to the thread it is on.

    Threads of its own would wait for each other at every step (docs/decisions.md, "A batch on each core").
    """

    def __init__(self, folder: Path, graph: Graph) -> None:
        from tokenizers import Tokenizer

        self.graph = graph
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(graph.max_tokens)
        self._tokenizer.no_padding()
        self._session = _session(folder / "model.onnx")

    def tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, cut at the model's limit."""
        # The fast form leaves out offsets, which nobody asks for here.
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast([printable(text) for text in texts])]

    def run(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """token ids -> unit rows, float32, shape (len(tokens), width); one batch, so memory grows with its area."""
        shape = (len(tokens), max(map(len, tokens)))
        input_ids = np.full(shape, self.graph.pad, np.int64)
        attention_mask = np.zeros(shape, np.int64)
        for row, ids in enumerate(tokens):
            input_ids[row, : len(ids)] = ids
            attention_mask[row, : len(ids)] = 1
        vectors: NDArray[np.float32]
        (vectors,) = self._session.run(None, {"input_ids": input_ids, "attention_mask": attention_mask})
        return vectors


def printable(text: str) -> str:
    """The text for a tokenizer, which wants UTF-8: half a surrogate pair, as a broken file may give it, becomes "?".

    >>> printable("caf\\udce9")
    'caf?'
    """
    return text.encode("utf-8", "replace").decode("utf-8")


def providers(available: Sequence[str]) -> list[str | tuple[str, dict[str, str]]]:
    """Where the graph runs: a GPU before the processor, and fp32 there too.

    >>> providers(["AzureExecutionProvider", "CPUExecutionProvider"])
    ['CPUExecutionProvider']
    """
    cuda = ("CUDAExecutionProvider", {"use_tf32": "0"})  # TF32 keeps 10 bits: the vectors would differ from a CPU's
    return [*([cuda] if cuda[0] in available else []), "CPUExecutionProvider"]


def _session(model: Path) -> Any:  # onnxruntime has no type hints
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3  # errors only: its warnings are about graph details
    return onnxruntime.InferenceSession(str(model), options, providers=providers(onnxruntime.get_available_providers()))
