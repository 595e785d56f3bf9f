"""Embedding with the default model: what its vectors promise."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embed import WINDOW, Embedder, open_embedder, planned
from index.engine import LibraryError
from index.settings import Settings

ROOT = Path(__file__).parents[3]
TEXTS = (
    "The harbour of Port Callis reopened on Monday after the storm.",
    "Rain.",
    "Ministers from five countries met in Verano to discuss fishing rights, and left without an agreement. " * 4,
    "",
    "“We will not sign,” the foreign minister said.",
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder(Settings.from_environment())


def test_a_vector_is_the_one_that_sentence_transformers_gives(embedder: Embedder) -> None:
    (vector,) = embedder.embed(["The harbour of Port Callis reopened on Monday after the storm."])
    # SentenceTransformer("all-MiniLM-L6-v2").encode, sentence-transformers 6.2.0
    assert vector[:4] == pytest.approx([-0.0285081, -0.0351530, 0.0201980, -0.0021223], abs=1e-5)


def test_rows_are_unit_and_in_the_order_of_the_texts(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (5, embedder.width) == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    alone = np.concatenate([embedder.embed([text]) for text in TEXTS])
    assert (vectors * alone).sum(axis=1) == pytest.approx(1, abs=1e-6)


def test_a_vector_does_not_depend_on_its_batch(embedder: Embedder) -> None:
    alone = embedder.embed([TEXTS[0]])[0]
    among = embedder.embed([TEXTS[1], *[TEXTS[2]] * 9, TEXTS[0], *[TEXTS[4]] * 30])[10]
    assert np.abs(alone - among).max() < 1e-6


def test_a_vector_does_not_depend_on_the_cores(embedder: Embedder) -> None:
    texts = [text + f" {number}" * number for number, text in enumerate(TEXTS * 20)]
    alone = open_embedder(replace(Settings.from_environment(), threads=1))
    assert np.array_equal(embedder.embed(texts), alone.embed(texts))


def test_a_paragraph_is_nearest_to_what_means_the_same(embedder: Embedder) -> None:
    question, *answers = embedder.embed(["When did the port open again?", *TEXTS])
    assert int(np.argmax([answer @ question for answer in answers])) == 0


def test_no_texts_are_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.width)


def test_a_text_is_cut_at_256_tokens(embedder: Embedder) -> None:
    short, longer = embedder.embed(["storm " * 254, "storm " * 254 + "and sunshine"])
    assert np.array_equal(short, longer)


def test_half_a_surrogate_pair_is_embedded_as_a_question_mark(embedder: Embedder) -> None:
    broken, mended = embedder.embed(["Rain \ud83c in the harbour.", "Rain ? in the harbour."])
    assert np.array_equal(broken, mended)


def test_batches_bring_every_place_once(embedder: Embedder) -> None:
    texts = [f"Line {number}." for number in range(40)]
    expected = embedder.embed(texts)
    seen = []
    for places, rows in embedder.batches(texts):
        assert np.abs(rows - expected[places]).max() < 1e-6
        seen += places
    assert sorted(seen) == list(range(40))


def test_texts_past_a_window_keep_their_places(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.embed.WINDOW", 2)
    assert WINDOW > 2
    assert np.abs(embedder.embed(TEXTS) @ embedder.embed(TEXTS[3:])[0] - 1)[3] < 1e-6


def test_progress_ends_with_the_number_of_texts(embedder: Embedder) -> None:
    told: list[int] = []
    embedder.embed(TEXTS, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == len(TEXTS)


def test_it_reads_the_languages_that_are_set() -> None:
    embedder = open_embedder(replace(Settings.from_environment(), model_languages="en, de"))
    assert [embedder.reads(language) for language in ("en", "de", "ru", "und")] == [True, True, False, True]


def test_a_model_that_is_not_here_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"'nobody/knows-it' is not on this machine.*NEWSDESK_MODEL"):
        open_embedder(Settings(model="nobody/knows-it", cache=tmp_path))


def test_embedding_a_query_imports_no_torch(embedder: Embedder) -> None:
    code = (
        "import sys; from index.embed import open_embedder; from index.settings import Settings\n"
        "assert open_embedder(Settings.from_environment()).embed(['Who spoke?']).shape == (1, 384)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@given(st.lists(st.integers(0, 256), max_size=60), st.integers(1, 2048))
def test_batches_keep_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = list(planned(lengths, budget))
    assert sorted(place for batch in batches for place in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[place] for place in batch) <= max(budget, len(batch))
