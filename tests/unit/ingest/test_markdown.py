"""Markdown: words without marks, and the front matter's values exactly as they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.ingest.reading import only_article, only_refusal

YAML = """---
title: "Talks end"
date: 2025-03-04 23:30:00-05:00
source_url: https://wire.example/a
tags: [sea, talks]
---

Both sides
left **early**, [the Wire](https://wire.example) reports.

* Twelve ships
* Nobody spoke
"""
TOML = '+++\ntitle = "Talks end"\ndate = 2025-03-04T23:30:00-05:00\n+++\nBoth sides left.\n'


def test_a_paragraph_is_a_line_without_marks(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.md", YAML)
    assert found.text == "Talks end\nBoth sides left early, the Wire reports.\nTwelve ships\nNobody spoke"
    assert (found.title.of(found.text), found.url) == ("Talks end", "https://wire.example/a")


@pytest.mark.parametrize(("content", "day"), [(YAML, "2025-03-04 23:30:00-05:00"), (TOML, "2025-03-04T23:30:00-05:00")])
def test_the_day_is_as_written_and_not_moved_to_utc(tmp_path: Path, content: str, day: str) -> None:
    found = only_article(tmp_path / "a.md", content)
    assert [(d.value, d.evidence) for d in found.dates] == [(day, "front matter date")]


def test_a_first_heading_is_the_title_where_the_front_matter_names_none(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.md", "# Talks *end* #\n\nBoth sides left.\n")
    assert (found.title.of(found.text), found.text) == ("Talks end", "Talks end\nBoth sides left.")


@pytest.mark.parametrize("front", ["---\ntitle: [x\n---\n", "+++\ntitle = x\n+++\n"])
def test_front_matter_that_cannot_be_read_is_refused(tmp_path: Path, front: str) -> None:
    assert "front matter cannot be read" in only_refusal(tmp_path / "a.md", front + "Both sides left.").reason


def test_aliases_that_multiply_are_not_unpacked(tmp_path: Path) -> None:
    laughs = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 12))
    found = only_article(tmp_path / "a.md", f"---\nl0: &l0 [ha]\n{laughs}title: *l11\n---\nBoth sides left.\n")
    assert found.text == "Both sides left."
