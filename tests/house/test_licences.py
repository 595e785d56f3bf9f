"""Every package that runs may be used in a newsroom without conditions on its own work."""

from __future__ import annotations

import re

import pytest

from benchmarks.licences import DOCS, licences, pinned

FREE = re.compile(
    r"""(0BSD|BSD([- ]\d[- ]Clause)?|.*BSD[ ]License|\d-Clause[ ]BSD[ ]License|The[ ]BSD[ ]2-Clause[ ]License
    |MIT([- ]CMU|[ ]License)?|ISC.*|Zlib|CC0-1\.0|BSL-1\.0|PSF-2\.0|CNRI-Python|Unlicense
    |Apache([- ](Software[ ])?(License[ ])?(2\.0|License))?([ ]License)?([ ]WITH[ ]LLVM-exception)?
    |MPL-[12]\.[01]|Mozilla[ ].*)""",  # MPL: conditions on changes to its own files alone, and none is changed
    re.VERBOSE,
)
LICENCES = licences()


def is_free(told: str) -> bool:
    """Of alternatives one is enough; of licences that hold together each.

    >>> is_free("MPL-1.1 OR GPL-2.0-only"), is_free("MIT AND GPL-3.0-only")
    (True, False)
    """
    parts = [[one.strip("() ") for one in re.split(r" AND |, ", each)] for each in told.split(" OR ")]
    return any(all(FREE.fullmatch(one) for one in together) for together in parts)


def test_there_are_packages_to_look_at() -> None:
    assert len(LICENCES) > len(pinned()) > 30
    assert set(pinned()) <= set(LICENCES)


@pytest.mark.parametrize("name", LICENCES)
def test_a_package_is_free_to_use(name: str) -> None:
    assert is_free(LICENCES[name]), LICENCES[name]


def test_the_table_names_every_pinned_package_with_its_licence() -> None:
    table = DOCS.read_text(encoding="utf-8")
    assert [name for name in pinned() if f"| **{name}** | {LICENCES[name]} |" not in table] == []
