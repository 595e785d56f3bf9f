"""What the day of an article rests on: every date that came with it, believed or not, and where they differ."""

from __future__ import annotations

from ingest.article import Article, DateEvidence
from ingest.published import conflicts
from views.escape import safe, to_words


def as_table(article: Article) -> str:
    """Every date that was given; a sentence first where those that are believed do not agree."""
    if not article.evidence:
        return ""
    differing = conflicts(article.evidence)
    days = ", ".join(f"{one.day} ({one.place})" for one in differing)
    said = (
        f'<p class="nd-say" role="note">The dates do not agree: it may also be {safe(days)}.</p>' if differing else ""
    )
    chosen = next((one for one in article.evidence if one.day), None)
    rows = "".join(_row(article, one, one is chosen, one in differing) for one in article.evidence)
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Where it stood", "As received", "Says", ""))
    table = f'<table class="nd-quotes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    count = len(article.evidence)
    named = "the one date" if count == 1 else f"all {count} dates"
    return f"{said}<details><summary>What the day rests on: {named} that came with it</summary>{table}</details>"


def _row(article: Article, one: DateEvidence, chosen: bool, differs: bool) -> str:
    value = safe(one.value)
    if one.span:
        value = to_words(one.value, article.id, article.sha256, one.span)
    says = f"{one.day} (to the {one.precision})" if one.day else f"nothing: it {one.doubt}"
    verdict = "taken" if chosen else "another day" if differs else "agrees" if one.day else "not believed"
    return f"<tr><td>{safe(one.place)}</td><td>{value}</td><td>{safe(says)}</td><td>{verdict}</td></tr>"
