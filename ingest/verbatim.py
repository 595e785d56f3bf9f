"""The gate: nothing is shown as printed unless the text holds exactly these words at exactly this place.

An engine lets no text out that is not the one it received, and whatever cuts words from a text asks here again.
"""

from __future__ import annotations

import hashlib

from ingest.article import NewsdeskError, Span

_SHOWN = 20  # characters around the first difference


class NotVerbatim(NewsdeskError):
    """Words that were to be shown as printed are not what the text holds at their place."""


def verbatim(text: str, span: Span, words: str, *, sha256: str | None = None) -> str:
    """The words, once it is certain that `text[span.start:span.end]` is exactly them.

    With `sha256` (of the text in UTF-8, as noted when the words were found) a change anywhere in the text is refused
    too. Raises NotVerbatim; nothing is ever mended.

    >>> verbatim("Talks ended at noon.", Span(0, 11), "Talks ended")
    'Talks ended'
    """
    if sha256 is not None:
        unchanged(text, sha256)
    # Python would read a negative start from the end of the text, and forgive an end beyond it.
    if not 0 <= span.start < span.end <= len(text):
        raise NotVerbatim(f"Characters {span.start} to {span.end}: the text has {len(text)} characters.")
    if span.of(text) != words:
        raise NotVerbatim(_difference(span, span.of(text), words))
    return words


def unchanged(text: str, sha256: str) -> str:
    """The text, once it is certain that it is the one with this SHA-256 in UTF-8. Raises NotVerbatim."""
    if hashlib.sha256(text.encode()).hexdigest() != sha256:
        raise NotVerbatim(
            "The text has changed since these words were found in it: look them up again. If that does not help, "
            "`python -m index check` names what is damaged."
        )
    return text


def _difference(span: Span, printed: str, words: str) -> str:
    pairs = zip(printed, words, strict=False)
    at = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(printed), len(words)))
    start = max(0, at - _SHOWN)
    return (
        f"Character {span.start + at}: the text has {printed[start : at + _SHOWN]!r}, "
        f"and not {words[start : at + _SHOWN]!r}."
    )
