"""`python -m desk headline`: does the article say what its headline and lede say."""

from __future__ import annotations

import argparse

from desk.headline_check import Claim, Difference, check_headline
from desk.one_article import one_article
from desk.output import Commands, add_forms, add_library, put
from desk.printed import printable
from desk.rows import Row, span_row
from desk.wording import REASONS
from index.local import Local
from ingest.article import Article

SUPPORT = {
    "supported": "The article says this",
    "in part": "The article says part of this",
    "not found": "No support found: no sentence of the article says this, nor do its words stand in it",
}


def register_headline(commands: Commands) -> None:
    """Add the command to the door."""
    command = commands.add_parser("headline", help="does an article say what its headline and lede say")
    command.add_argument("name", metavar="ID|URL", help="its id, its address, or the id it was received under")
    add_forms(command)
    add_library(command)
    command.set_defaults(run=_headline, loose_file=None)


def support_line(claim: Claim) -> str:
    """Whether something supports the claim, and what it says otherwise."""
    told = "; ".join(map(difference_line, claim.differences))
    return f"{SUPPORT[claim.support]}{f', but it {told}' if told else ''}."


def difference_line(difference: Difference) -> str:
    """What a claim adds or drops; its words are left to whoever shows them."""
    verb = "adds" if difference.how == "adds" else "drops"
    return f"{verb} {REASONS[difference.reason]} ({', '.join(difference.words)})"


def headline_answer(article: Article) -> Row:
    """`desk headline --json`."""
    return {
        "article": article.id,
        "sha256": article.sha256,
        "claims": [_claim_row(article, claim) for claim in check_headline(article)],
    }


def _claim_row(article: Article, claim: Claim) -> Row:
    return {
        "part": claim.part,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
        "support": claim.support,
        "share": round(claim.share, 4),
        "anywhere": round(claim.anywhere, 4),
        "rests_on": [span_row(span) | {"text": span.of(article.text)} for span in claim.rests_on],
        "differences": [{"how": d.how, "reason": d.reason, "words": list(d.words)} for d in claim.differences],
    }


def _headline(engine: Local, options: argparse.Namespace) -> int:
    article, _ = one_article(engine, options.name)
    answer = headline_answer(article)
    return put(options, answer, answer["claims"], lambda: print_claims(article))


def print_claims(article: Article) -> None:
    """Each claim with its verdict and the sentences that it rests on."""
    claims = check_headline(article)
    for claim in claims:
        print(f"{claim.part.upper()}: {printable(claim.text)}\n   {printable(support_line(claim))}")
        for span in claim.rests_on:
            print(f"   [{span.start}:{span.end}] {printable(span.of(article.text))}")
    if not claims:
        print("There is nothing to compare: the article has no headline, or nothing but it.")
