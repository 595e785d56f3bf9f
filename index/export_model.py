"""`python -m index.export_model SOURCE TARGET`: a sentence-transformers model becomes an ONNX graph.

A process of its own, because it imports torch, which no process that answers queries may pay for. TARGET receives
`graph.json` (what runs the graph must know) and, where the model can be exported, `model.onnx` and `tokenizer.json`.
"""

from __future__ import annotations

import json
import math
import sys
import warnings
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from index.graph import Graph, OnnxGraph

LEAST_COSINE = 0.9999  # between graph and model on PROBES; a correct export is above 0.999999
PROBES = (
    "Rain.",
    "The minister said on Tuesday that talks would go on.",
    "  «Переговоры продолжатся», 2024  ",
    "部长星期二说, 会谈将继续进行。",
    "A long paragraph is cut where the model stops reading. " * 60,
)


class CannotExport(Exception):
    """The model has no graph that gives its vectors; the text says why."""


class _Whole(torch.nn.Module):
    """Every module of the model, pooling included, and unit rows whether or not the model normalises."""

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        features = self.model({"input_ids": input_ids, "attention_mask": attention_mask})
        return torch.nn.functional.normalize(features["sentence_embedding"], dim=1)


def export(source: Path, target: Path) -> None:
    """Write the graph of `source` into the folder `target`, or only `graph.json` with the reason why there is none."""
    # Eager attention: onnxruntime recognises it and fuses it into one operator, as it does not for torch's SDPA.
    model = SentenceTransformer(str(source), device="cpu", model_kwargs={"attn_implementation": "eager"})
    graph = Graph(_width(model), _limit(model), pad=getattr(model.tokenizer, "pad_token_id", None) or 0)
    try:
        _write(model, target)
        _compare(model, graph, target)
    except CannotExport as error:
        graph = replace(graph, why_not=str(error))
        (target / "model.onnx").unlink(missing_ok=True)
    (target / "graph.json").write_text(json.dumps(asdict(graph)), encoding="utf-8")


def _write(model: SentenceTransformer, target: Path) -> None:
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
    if tokenizer is None:
        raise CannotExport("its tokenizer has no tokenizer.json form")
    tokenizer.save(str(target / "tokenizer.json"))
    try:
        _trace(model, target / "model.onnx")
    except Exception as error:  # torch promises no type, and each one means the same: no graph
        raise CannotExport(f"torch cannot trace it ({type(error).__name__})") from error


def _trace(model: SentenceTransformer, path: Path) -> None:
    example = model.tokenizer(["one", "two or three"], padding=True, return_tensors="pt")
    shape = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        _Whole(model).eval(),
        (example["input_ids"], example["attention_mask"]),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": shape, "attention_mask": shape, "vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,  # the other exporter wants onnxscript, and gives attention that onnxruntime does not fuse
    )


def _compare(model: SentenceTransformer, graph: Graph, target: Path) -> None:
    expected: NDArray[np.float32] = model.encode(list(PROBES), normalize_embeddings=True, show_progress_bar=False)
    try:
        loaded = OnnxGraph(target, graph)
        found = loaded.run(loaded.tokens(PROBES))
    except Exception as error:  # nor does onnxruntime
        raise CannotExport(f"onnxruntime cannot run it ({type(error).__name__})") from error
    least = float((expected * found).sum(axis=1).min())
    if not least >= LEAST_COSINE:
        raise CannotExport(f"its graph gives other vectors (cosine {least:.4f})")


def _width(model: SentenceTransformer) -> int:
    return len(model.encode("width", show_progress_bar=False))


def _limit(model: SentenceTransformer) -> int:
    limit = model.max_seq_length
    return int(limit) if limit and math.isfinite(limit) else 512  # what a transformer of BERT's kind reads


def main(arguments: list[str]) -> None:
    source, target = map(Path, arguments)
    warnings.simplefilter("ignore")  # the tracer's, about shapes that PROBES then check
    export(source, target)


if __name__ == "__main__":
    main(sys.argv[1:])
