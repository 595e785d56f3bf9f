"""`python -m desk article`: one article, what its day rests on, and what is known of its outlet."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from desk.article_rows import article_answer
from desk.outlets import facts_line, facts_of
from desk.output import DONE, Commands, add_library
from desk.printed import printable
from desk.rows import Row
from index.engine import UnknownArticle
from index.local import Local
from index.records import ids_named
from ingest.article import Article
from ingest.published import conflicts


def register_article(commands: Commands) -> None:
    """Add the command to the door."""
    command = commands.add_parser("article", help="one article: its words, its dates with their evidence, its outlet")
    command.add_argument("name", metavar="ID|URL", help="its id, its address, or the id it was received under")
    command.add_argument("--version", type=int, help="an earlier version; default: the current one")
    command.add_argument("--json", action="store_true", help="the whole answer, as docs/json.md describes it")
    add_library(command)
    command.set_defaults(run=_article, loose_file=None)


def one_article(library: Local, name: str, version: int | None = None) -> tuple[Article, Row]:
    """The article and its answer. Raises UnknownArticle."""
    with library.archive.reading() as connection:
        ids = ids_named(connection, name)
    if not ids:
        raise UnknownArticle(f"No article has the id or the address {name!r}.")
    article = library.article(ids[0], version)
    facts = facts_of(library.outlets(), article.outlet)
    return article, article_answer(article) | {"outlet_facts": asdict(facts) if facts else None}


def _article(library: Local, options: argparse.Namespace) -> int:
    article, answer = one_article(library, options.name, options.version)
    if options.json:
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return DONE
    facts = facts_of(library.outlets(), article.outlet)
    versions = len(library.versions(article.id))
    print(f"{printable(article.outlet or 'no outlet named')}{f' · {printable(facts_line(facts))}' if facts else ''}")
    print("\n".join(map(printable, _of_dates(article))))
    print(f"{article.url or 'no address'} · article {article.id}, version {article.version} of {versions}\n")
    print("\n".join(map(printable, article.text.splitlines())))
    return DONE


def _of_dates(article: Article) -> Iterator[str]:
    """The day, and every date that came with it."""
    published, differing = article.published, conflicts(article.evidence)
    yield f"{published.day} (to the {published.precision}; {published.evidence})" if published else "undated"
    for one in article.evidence:
        said = f"{one.day}" if one.day else f"not believed: it {one.doubt}"
        yield f"  {one.place}: {one.value} · {said}{' · another day' if one in differing else ''}"
