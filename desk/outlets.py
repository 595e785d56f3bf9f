"""What is known of an outlet, found by the name that its articles carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.outlets import OutletFacts

Known = Mapping[str, OutletFacts]


def facts_of(known: Known, outlet: str | None) -> OutletFacts | None:
    """The facts of an outlet, or of the site that its part of a site belongs to; None: nothing is known.

    >>> site = OutletFacts("wire.example", "The Wire")
    >>> facts_of({"wire.example": site}, "sport.wire.example") is site, facts_of({"wire.example": site}, "example")
    (True, None)
    """
    return next((known[name] for name in _names(outlet or "") if name in known), None)


def facts_line(facts: OutletFacts) -> str:
    """The facts in a line.

    >>> facts_line(OutletFacts("wire.example", "The Wire", "Iverra", "Iverra Press", "en", "founded 1921"))
    'The Wire · Iverra · owned by Iverra Press · en · founded 1921'
    """
    owner = f"owned by {facts.owner}" if facts.owner else ""
    return " · ".join(filter(None, (facts.name, facts.country, owner, facts.language, facts.note)))


def _names(outlet: str) -> Iterator[str]:
    name = outlet.lower()
    yield name
    while "." in (name := name.partition(".")[2]):
        yield name
