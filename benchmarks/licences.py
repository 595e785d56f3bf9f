"""docs/licences.md: the licence of every package that runs, as it declares it: `python -m benchmarks.licences`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

from benchmarks.dashboard import ROOT

DOCS = ROOT / "docs" / "licences.md"
LONGEST = 60  # characters of a declared licence: what is longer is its whole text, and the classifier is read instead
HEAD = """# Licences

Of the packages in requirements.txt (**bold**) and all that they need, as each declares it. `make audit` writes this
table and asks for known faults; `tests/house/test_licences.py` allows only what lets a newsroom use the desk without
conditions on its own work.

| package | licence |
|---|---|
"""


def pinned() -> tuple[str, ...]:
    """The packages of requirements.txt."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_key(line.partition("==")[0]) for line in lines if "==" in line)


def licences() -> Mapping[str, str]:
    """Of the pinned packages and all that they need on this machine, by name."""
    found: dict[str, str] = {}
    waiting = list(pinned())
    while waiting:
        if (name := waiting.pop()) not in found:
            try:
                package = distribution(name)
            except PackageNotFoundError:  # for another system
                continue
            found[name] = licence(package)
            waiting += _needed(package)
    return dict(sorted(found.items()))


def licence(package: Distribution) -> str:
    """As the package declares it: an SPDX expression, its own words, or a classifier of PyPI."""
    told = package.metadata
    own = told.get("License-Expression") or told.get("License") or ""
    classifiers = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")
    ]
    return own if (own and len(own) <= LONGEST and "\n" not in own) or not classifiers else ", ".join(classifiers)


def _needed(package: Distribution) -> Iterator[str]:
    for line in package.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield _key(wanted.name)


def _key(name: str) -> str:
    """One spelling of a package's name (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> None:
    """Write the table."""
    own = pinned()
    rows = [f"| {f'**{name}**' if name in own else name} | {told} |" for name, told in licences().items()]
    DOCS.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} packages in {DOCS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
