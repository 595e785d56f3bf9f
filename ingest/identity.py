"""Which article it is, whatever version of it: canonical URL, else given id, else the words."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urlsplit, urlunsplit

from ingest.received import Received

# Parameters that say how a reader came, not what is read.
_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign)\w*|ns_\w+|mc_[ce]id|(?:fb|g|y|ms|dc|gb|wb|tw)clid|_openstat|igshid|"
    r"cmpid|ocid|xtor|ftag|smid|_ga|spm|guccounter"
)
_SAFE = "/%:@!$&'()*+,;=~"  # what an address holds as it is
_PORTS = {"http": 80, "https": 443}
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]+")


def article_id(received: Received, url: str | None) -> str:
    """16 hex digits. The URL counts without scheme and "www.", for archives mix them."""
    if url:
        named = "url " + url.split("://", 1)[1].removeprefix("www.").rstrip("/")
    elif received.given_id and not received.id_repeats:
        named = "id " + received.given_id
    else:
        named = "text " + received.text
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def canonical_url(url: str | None) -> str | None:
    """A web address without fragment, tracking parameters and default port; None for anything else.

    >>> canonical_url("HTTPS://News.Example:443/a?utm_source=x&id=3#top")
    'https://news.example/a?id=3'
    """
    try:
        parts = urlsplit((url or "").strip())
        host, port = parts.hostname, parts.port
    except ValueError:  # "http://[bad"
        return None
    if parts.scheme not in _PORTS or not host or any(c.isspace() for c in parts.netloc):
        return None
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((parts.scheme, place, path, _without_tracking(parts.query), ""))


def _without_tracking(query: str) -> str:
    kept = [part for part in query.split("&") if not _TRACKING.fullmatch(part.split("=")[0].lower())]
    return quote("&".join(kept), safe=_SAFE + "?")


def outlet_of(given: str | None, url: str | None) -> str | None:
    """The outlet as received, a domain in lower case and without "www."; else the host of the canonical URL.

    >>> outlet_of("WWW.Example.com", None), outlet_of("Reuters", None), outlet_of(None, "https://www.example.com/a")
    ('example.com', 'Reuters', 'example.com')
    """
    name = (given or "").strip() or (urlsplit(url).hostname if url else None)
    if name and _DOMAIN.fullmatch(name):
        return name.lower().removeprefix("www.")
    return name or None
