"""Which addresses may be made a link: an article's address is data like its words."""

from __future__ import annotations

import re

_WEB = re.compile(r"https?://[^\s<>\"'`\\]+", re.ASCII | re.IGNORECASE)


def is_web(url: str | None) -> bool:
    """It leads to the web and holds nothing that could end an attribute: other schemes can run code.

    >>> is_web("https://lantern.example/a?b=c"), is_web("javascript:alert(1)"), is_web('http://x/"onclick="')
    (True, False, False)
    """
    return url is not None and _WEB.fullmatch(url) is not None
