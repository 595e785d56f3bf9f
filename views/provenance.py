"""Where an article came from, and what proves its words."""

from __future__ import annotations

from desk.outlets import facts_line
from ingest.article import Article, Span
from ingest.outlets import OutletFacts
from views.escape import safe


def as_list(article: Article, focus: Span | None, versions: int, known: OutletFacts | None) -> str:
    """Source, address, day and its evidence, checksums, the place pointed at."""
    published = article.published
    facts = {
        "Outlet": safe(article.outlet or "not named") + (f" · {safe(facts_line(known))}" if known else ""),
        "Published": safe(f"{published.day} (to the {published.precision})" if published else "undated"),
        "Rests on": safe(published.evidence if published else "no trustworthy date was found"),
        "Address": _address(article.url),
        "Received from": safe(article.source.origin),
        "Language": safe(article.language),
        "Version": f"{article.version} of {versions}",
        "Id": f"<code>{safe(article.id)}</code>"
        + (f" · given as {safe(article.given_id)}" if article.given_id else ""),
        "SHA-256 of the text": f"<code>{safe(article.sha256)}</code>",
        "SHA-256 of the source": f"<code>{safe(article.source.sha256)}</code>",
        "Passage": f"characters {focus.start} to {focus.end} of {len(article.text):,}" if focus else "none chosen",
    }
    rows = "".join(f"<dt>{name}</dt><dd>{fact}</dd>" for name, fact in facts.items())
    return f'<dl class="nd-facts">{rows}</dl>'


def _address(url: str | None) -> str:
    """A link only where it is one to the web: other schemes can run code."""
    if not url:
        return "none"
    if not url.startswith(("https://", "http://")):
        return safe(url)
    return f'<a href="{safe(url)}" target="_blank" rel="noopener noreferrer">{safe(url)}</a>'
