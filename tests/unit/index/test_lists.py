"""A base too large to compare whole: lists find the share of the nearest that was asked for, whatever the filter."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index import base, meaning
from index.base import Choice, Marks, Stale, read_base
from index.lists import build
from index.meaning import Meaning, write_base

COUNT, WIDTH, NEAREST = 6000, 16, 100


@pytest.fixture(scope="module")
def vectors() -> NDArray[np.float32]:
    """Clusters, as an archive has them."""
    random = np.random.default_rng(0)
    centres = random.standard_normal((60, WIDTH), np.float32)
    rows = centres[random.integers(60, size=COUNT)] + 0.5 * random.standard_normal((COUNT, WIDTH), np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def questions(vectors: NDArray[np.float32], seed: int = 1) -> NDArray[np.float32]:
    """40 that lie beside the archive."""
    asked = vectors[:40] + 0.1 * np.random.default_rng(seed).standard_normal((40, WIDTH), np.float32)
    return np.asarray(asked / np.linalg.norm(asked, axis=1, keepdims=True), np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, vectors: NDArray[np.float32]) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    choice = Choice(COUNT - 1, 0.98, lambda: questions(vectors))
    batches = [vectors[:2500], vectors[2500:]]
    write_base(folder, np.arange(COUNT), batches, width=WIDTH, marks=Marks(3), fingerprint="model", choice=choice)
    return folder


@pytest.fixture
def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Meaning:
    monkeypatch.setattr(meaning, "GATHERED", 50)  # so that lists are asked for small selections too
    return Meaning.open(folder, fingerprint="model")


def recall(opened: Meaning, vectors: NDArray[np.float32], among: NDArray[np.int64] | None) -> float:
    """Share of the truly nearest that is found, over 40 queries beside the archive."""
    rows = np.arange(COUNT) if among is None else among
    shares = []
    for query in questions(vectors, seed=2):
        truly = rows[np.argsort(-(vectors[rows] @ query))[:NEAREST]]
        found, _ = opened.nearest(query, NEAREST, among=among)
        assert len(found) == min(NEAREST, len(rows))
        shares.append(np.isin(truly, found).mean())
    return float(np.mean(shares))


def test_the_lists_are_chosen_by_size_and_say_what_they_find(folder: Path) -> None:
    lists = read_base(folder, fingerprint="model").lists
    assert lists is not None
    assert lists.recall >= 0.98
    assert lists.probes < lists.index.nlist  # fewer than all, or lists would gain nothing


@pytest.mark.parametrize("share", [1, 0.5, 0.05, 0.005])
def test_the_recall_asked_for_is_reached_whatever_the_filter(
    opened: Meaning, vectors: NDArray[np.float32], share: float
) -> None:
    random = np.random.default_rng(2)
    among = None if share == 1 else random.choice(COUNT, int(COUNT * share), replace=False)
    assert recall(opened, vectors, among) >= 0.98


def test_cosines_are_close_and_in_order(opened: Meaning, vectors: NDArray[np.float32]) -> None:
    rows, cosines = opened.nearest(vectors[7], NEAREST)
    assert rows[0] == 7
    assert cosines == pytest.approx(vectors[rows] @ vectors[7], abs=5e-5)  # of vectors rounded to 16 bits
    assert (np.diff(cosines) <= 0).all()


def test_what_is_added_is_found_and_what_is_dropped_is_not_without_a_rebuild(
    opened: Meaning, vectors: NDArray[np.float32]
) -> None:
    opened.drop(np.array([7]))
    opened.extend(np.array([COUNT + 5]), vectors[7:8])
    assert opened.nearest(vectors[7], 1)[0].tolist() == [COUNT + 5]
    assert 7 not in opened.nearest(vectors[7], NEAREST)[0]
    assert opened.beside == 2


def test_more_recall_reads_more_lists(vectors: NDArray[np.float32]) -> None:
    asked = questions(vectors)
    assert build(vectors, asked, recall=0.9).probes < build(vectors, asked, recall=0.999).probes


def test_of_equal_vectors_any_is_found(vectors: NDArray[np.float32]) -> None:
    printed = np.repeat(vectors[:1500], 4, axis=0)  # as the same paragraph in four outlets
    made = build(printed, questions(vectors), recall=0.999)
    assert made.recall >= 0.999
    assert made.probes < made.index.nlist


def test_a_large_base_is_proven_whole_only_where_that_is_asked_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "VERIFIED_ON_OPEN", 0)
    (path,) = folder.glob("vectors-*.npy")
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    try:
        read_base(folder, fingerprint="model")
        with pytest.raises(Stale, match="damaged"):
            read_base(folder, fingerprint="model", whole=True)
    finally:
        path.write_bytes(content)
