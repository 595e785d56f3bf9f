"""Nearest in meaning: exact, whatever was added, dropped and filtered."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.base import Choice, Marks
from index.embed import open_embedder
from index.engine import LibraryError
from index.meaning import SPARE, Meaning, write_base
from index.settings import Settings

WIDTH = 4
# Few corners and many rows: ties are common, as they are in an archive of wire copies.
CORNERS = np.array(
    [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0.6, 0.8, 0, 0], [0.5, 0.5, 0.5, 0.5], [-1, 0, 0, 0]], np.float32
)
EXACT = Choice(1_000_000, 1, lambda: CORNERS)
Opened = Callable[[NDArray[np.int64], NDArray[np.float32]], Meaning]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """Write a base and open it."""
    folder = tmp_path_factory.mktemp("meaning")

    def open_base(rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> Meaning:
        write(folder, rows, vectors)
        return Meaning.open(folder, fingerprint="model")

    return open_base


def random_units(count: int, width: int = WIDTH, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).standard_normal((count, width), dtype=np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def write(folder: Path, rows: NDArray[np.int64], vectors: NDArray[np.float32], choice: Choice = EXACT) -> None:
    write_base(folder, rows, [vectors], width=vectors.shape[1], marks=Marks(1), fingerprint="model", choice=choice)


def ids(*rows: int) -> NDArray[np.int64]:
    return np.array(rows, np.int64)


row_sets = st.lists(st.integers(0, 60), unique=True, max_size=40)


@settings(max_examples=150, deadline=None)
@given(row_sets, row_sets, row_sets, st.none() | row_sets, st.integers(0, 70), st.randoms(use_true_random=False))
def test_it_finds_what_comparing_with_every_vector_finds(
    opened: Opened,
    base: list[int],
    dropped: list[int],
    added: list[int],
    among: list[int] | None,
    k: int,
    random: Random,
) -> None:
    corner = {row: CORNERS[random.randrange(len(CORNERS))] for row in [*base, *added]}
    meaning = opened(ids(*base), np.array([corner[row] for row in base], np.float32).reshape(-1, WIDTH))
    meaning.drop(ids(*dropped))
    live = set(base) - set(dropped)
    fresh = [row for row in added if row not in live]
    meaning.extend(ids(*fresh), np.array([corner[row] for row in fresh], np.float32).reshape(-1, WIDTH))
    live |= set(fresh)
    passing = live if among is None else live & set(among)
    expected = sorted((-float(corner[row] @ CORNERS[3]), row) for row in passing)[:k]
    rows, cosines = meaning.nearest(CORNERS[3], k, among=None if among is None else ids(*sorted(among)))
    assert sorted(meaning.rows.tolist()) == sorted(live)
    assert rows.tolist() == [row for _, row in expected]
    assert cosines == pytest.approx([-cosine for cosine, _ in expected], abs=1e-6)


def test_among_thousands_the_best_are_those_of_a_full_comparison(opened: Opened) -> None:
    vectors = random_units(5000, 16)
    meaning = opened(np.arange(4000) * 2, vectors[:4000])
    meaning.extend(np.arange(4000, 5000) * 2, vectors[4000:])
    for among in (None, np.arange(1000, 3000) * 2, np.arange(0, 5000, 7) * 2, ids(10, 9000)):
        allowed = np.arange(5000) if among is None else among // 2
        best = allowed[np.argsort(-(vectors[allowed] @ vectors[7]))][:100]
        assert meaning.nearest(vectors[7], 100, among=among)[0].tolist() == (best * 2).tolist()


def test_equal_vectors_come_in_the_order_of_their_rows_wherever_they_lie(opened: Opened) -> None:
    copies = 3 * SPARE  # more ties for the last place than one search brings
    meaning = opened(np.arange(copies)[::-1] + 100, np.repeat(CORNERS[:1], copies, axis=0))
    meaning.extend(ids(90, 300), np.repeat(CORNERS[:1], 2, axis=0))
    assert meaning.nearest(CORNERS[0], 3)[0].tolist() == [90, 100, 101]


def test_a_row_may_be_dropped_and_come_again_with_another_vector() -> None:
    meaning = Meaning.empty(WIDTH)
    meaning.extend(ids(1), CORNERS[:1])
    meaning.drop(ids(1))
    meaning.extend(ids(1), CORNERS[1:2])
    rows, cosines = meaning.nearest(CORNERS[1], 5)
    assert (rows.tolist(), cosines.tolist()) == ([1], [1])
    assert meaning.cosines(CORNERS[1], ids(1)).tolist() == [1]


def test_many_small_batches_are_as_good_as_one() -> None:
    vectors, meaning = random_units(200), Meaning.empty(WIDTH)
    for row in range(200):
        meaning.extend(ids(row), vectors[row : row + 1])
    at_once = Meaning.empty(WIDTH)
    at_once.extend(np.arange(200), vectors)
    assert meaning.nearest(vectors[0], 50)[0].tolist() == at_once.nearest(vectors[0], 50)[0].tolist()


def test_a_search_beside_a_writer_sees_one_state_or_the_next() -> None:
    meaning = Meaning.empty(WIDTH)
    meaning.extend(ids(0), CORNERS[:1])

    def write() -> None:
        for row in range(1, 300):
            meaning.extend(ids(row), CORNERS[:1])
            meaning.drop(ids(row))

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        while not writing.done():
            found, cosines = meaning.nearest(CORNERS[0], 3)
            assert found.tolist() in ([0], [0, int(found[-1])])
            assert cosines.min() == 1
        writing.result()
    assert meaning.rows.tolist() == [0]


def test_an_empty_index_finds_nothing() -> None:
    meaning = Meaning.empty(WIDTH)
    rows, cosines = meaning.nearest(CORNERS[0], 10)
    assert (str(rows.dtype), str(cosines.dtype), len(rows), len(cosines)) == ("int64", "float32", 0, 0)
    assert (meaning.marks.generation, meaning.rows.tolist()) == (0, [])


def test_cosines_follow_the_rows_asked_for_and_are_nan_without_a_vector(opened: Opened) -> None:
    meaning = opened(ids(5, 3), CORNERS[:2])
    meaning.extend(ids(9), CORNERS[3:4])
    meaning.drop(ids(3))
    assert meaning.cosines(CORNERS[0], ids(9, 3, 5, 77)) == pytest.approx([0.6, np.nan, 1, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        (np.full(WIDTH, np.nan, np.float32), "length nan"),
        (np.array([1, 1, 0, 0], np.float32), "length 1.41"),
        (np.array([1, 0, 0], np.float32), r"shape \(1, 3\)"),
    ],
)
def test_what_is_no_unit_vector_is_refused(vector: NDArray[np.float32], said: str) -> None:
    meaning = Meaning.empty(WIDTH)
    with pytest.raises(LibraryError, match=said):
        meaning.nearest(vector, 1)
    with pytest.raises(LibraryError, match=said):
        meaning.extend(ids(1), vector[None])
    assert len(meaning.rows) == 0


def test_a_row_has_one_vector(opened: Opened) -> None:
    meaning = opened(ids(1), CORNERS[:1])
    meaning.extend(ids(2), CORNERS[:1])
    for known in (1, 2):
        with pytest.raises(LibraryError, match=f"row {known} has a vector already"):
            meaning.extend(ids(7, known), CORNERS[:2])
    with pytest.raises(LibraryError, match="comes twice"):
        meaning.extend(ids(8, 8), CORNERS[:2])
    assert meaning.rows.tolist() == [1, 2]


def test_a_paragraph_is_nearest_to_itself(tmp_path: Path) -> None:
    paragraphs = [
        f"{who} {what} on Monday." for who in ("The mayor", "A witness") for what in ("wept", "left", "spoke")
    ]
    vectors = open_embedder(Settings.from_environment()).embed(paragraphs)
    write(tmp_path, np.arange(4), vectors[:4])
    meaning = Meaning.open(tmp_path, fingerprint="model")
    meaning.extend(ids(4, 5), vectors[4:])
    for row, vector in enumerate(vectors):
        rows, cosines = meaning.nearest(vector, 1)
        assert (rows[0], cosines[0]) == (row, pytest.approx(1, abs=1e-5))
