"""A manuscript as Markdown (CommonMark, with GitHub's footnotes), in which the archive's words are never markup."""

from __future__ import annotations

import re

from desk.addresses import is_web
from desk.manuscript import Item, Manuscript, Note

# What can begin markup in CommonMark 0.31 and GitHub's dialect of it: brackets and such anywhere, a list, a rule or a
# heading at the beginning, bare addresses, :emoji: and mathematics. A backslash disarms each of them (section 2.4).
_LIVE = re.compile(r"[\\`*_{}\[\]<>#~|&$@^=]|^[-+]|(?<=^\d)[.)]|:(?=[a-z/+])|(?<=\bwww)\.", re.IGNORECASE)


def markdown(manuscript: Manuscript) -> str:
    """The text of a .md file."""
    lines = [f"# {literal(manuscript.title)}", "", literal(manuscript.how), ""]
    for section in manuscript.sections:
        if section.heading:
            lines += [f"## {literal(section.heading)}", ""]
        for item in section.items:
            lines += [_item(item), ""]
    lines += [_note(number, note) for number, note in enumerate(manuscript.notes, start=1)]
    return "\n".join(lines) + "\n"


def literal(text: str) -> str:
    r"""Text that Markdown shows as it is, on one line.

    >>> literal("# [x](javascript:1) <b>")
    '\\# \\[x\\](javascript:1) \\<b\\>'
    """
    return _LIVE.sub(r"\\\g<0>", " ".join(text.split()))


def _item(item: Item) -> str:
    label = f"**{literal(item.label)}**: " if item.label else ""
    name = f" *\\[{literal(item.name)}\\]*" if item.name else ""
    gap = " " if item.name and item.after[:1].isspace() else ""
    notes = "".join(f"[^{number}]" for number in item.notes)
    return f"{label}{literal(item.before)}{name}{gap}{literal(item.after)}{notes}"


def _note(number: int, note: Note) -> str:
    address = f" <{note.url}>" if is_web(note.url) else f" {literal(note.url)}" if note.url else ""
    return f"[^{number}]: {literal(note.told)}{address}"
