"""Other models: exported where a graph gives their vectors, run in PyTorch where none does."""

import json
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.embed import OnnxEmbedder, TorchEmbedder, open_embedder
from index.export_model import PROBES, export
from index.graph import Graph, OnnxGraph
from index.model_cache import exported
from index.model_files import find_model
from index.settings import Settings

ROOT = Path(__file__).parents[3]

pytestmark = pytest.mark.filterwarnings("ignore")  # the tracer's, about shapes that these tests check


@pytest.fixture(scope="module", autouse=True)
def offline() -> Iterator[None]:
    """As where the desk exports (index/model_cache.py): in a process of its own that asks no hub."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
        yield


@pytest.fixture(scope="module")
def small_cls_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A transformer of 32 random dimensions with CLS pooling, no Normalize and a limit of 16 tokens."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    folder = tmp_path_factory.mktemp("bert")
    letters = [*string.ascii_lowercase, *(f"##{letter}" for letter in string.ascii_lowercase)]
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, ".", ","]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder)
    AutoTokenizer.from_pretrained(folder).save_pretrained(folder)
    transformer = Transformer(str(folder), max_seq_length=16)
    model = SentenceTransformer(modules=[transformer, Pooling(32, pooling_mode="cls")], device="cpu")
    model.save(str(folder / "saved"))
    return folder / "saved"


@pytest.fixture(scope="module")
def static_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table of word vectors: a sentence-transformers model without a transformer."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {"[UNK]": 0, "rain": 1, "storm": 2, "harbour": 3}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    table = np.random.default_rng(7).standard_normal((4, 8), dtype=np.float32)
    folder = tmp_path_factory.mktemp("static")
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=table)], device="cpu").save(str(folder))
    return folder


def test_the_graph_of_another_model_gives_its_vectors(small_cls_model: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    export(small_cls_model, tmp_path)
    graph = Graph(**json.loads((tmp_path / "graph.json").read_text(encoding="utf-8")))
    assert graph == Graph(width=32, max_tokens=16, pad=0)
    loaded = OnnxGraph(tmp_path, graph)
    expected = SentenceTransformer(str(small_cls_model), device="cpu").encode(list(PROBES), normalize_embeddings=True)
    assert (loaded.run(loaded.tokens(PROBES)) * expected).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_a_graph_that_gives_other_vectors_is_not_kept(
    small_cls_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.export_model.LEAST_COSINE", 1.1)  # which none reaches
    export(small_cls_model, tmp_path)
    why_not = json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["why_not"]
    assert why_not.startswith("its graph gives other vectors (cosine ")
    assert not (tmp_path / "model.onnx").exists()


def test_a_path_in_the_settings_is_the_model(small_cls_model: Path, tmp_path: Path) -> None:
    exported(small_cls_model, tmp_path, export=export)
    embedder = open_embedder(Settings(model=str(small_cls_model), cache=tmp_path))
    assert isinstance(embedder, OnnxEmbedder)
    assert (embedder.model, embedder.width, embedder.note) == (str(small_cls_model), 32, None)
    assert embedder.embed(["rain", "storm"]).shape == (2, 32)


def test_a_model_without_a_graph_runs_in_pytorch_and_says_so(static_model: Path, tmp_path: Path) -> None:
    exported(static_model, tmp_path, export=export)
    embedder = open_embedder(Settings(model=str(static_model), cache=tmp_path))
    assert isinstance(embedder, TorchEmbedder)
    assert embedder.note is not None
    assert "runs in PyTorch" in embedder.note
    vectors = embedder.embed(["rain storm", "harbour", "rain storm"])
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert vectors[0] @ vectors[2] == pytest.approx(1, abs=1e-6)
    assert embedder.embed([]).shape == (0, 8)


def test_pytorch_gives_the_vectors_of_the_graph_and_reads_half_a_character() -> None:
    settings = Settings.from_environment()
    graph = open_embedder(settings)
    same = TorchEmbedder(find_model(settings.model), settings.model, graph.fingerprint, settings.model_languages)
    texts = ["The harbour was closed.", "caf\udce9", ""]
    assert (graph.embed(texts) * same.embed(texts)).sum(axis=1) == pytest.approx(1, abs=1e-5)


def test_without_a_gpu_the_processor_embeds_and_torch_stays_away() -> None:
    code = (
        "import sys, ctypes\n"
        "def none(*_): raise OSError\n"
        "ctypes.CDLL = none\n"
        "from index.embed import on_gpu; from index.settings import Settings\n"
        "assert on_gpu(Settings.from_environment()) is None and 'torch' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
