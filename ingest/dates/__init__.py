"""Dates that a text speaks of, and when its words were said."""

from ingest.dates.stated import when_said
from ingest.dates.tagger import find_dates

__all__ = ["find_dates", "when_said"]
