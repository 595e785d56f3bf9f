"""Dates that a text speaks of."""

from ingest.dates.tagger import find_dates

__all__ = ["find_dates"]
