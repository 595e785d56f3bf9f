"""More like this: what is near a paragraph, a quote or an article in meaning, or shares its telling words."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace

from desk.output import Commands, add_forms, put
from desk.printed import print_hits
from desk.rows import search_answer
from index.engine import Engine, Hit, Hits, Query
from index.local import Local
from ingest.article import Article, NewsdeskError, Span

READ = 1200  # characters of an article that say what it is about: its title and opening; the model reads no more


class LikeError(NewsdeskError):
    """A place that an article has no words at."""


def like(engine: Engine, article: Article, span: Span | None, query: Query) -> Hits:
    """Passages like the words at `span`, or like the whole article, in other articles; filters of the query hold."""
    enough = query.offset + query.limit + len(article.paragraphs)  # however many of its own come first
    found = engine.search(replace(query, like=passage(article, span), limit=enough, offset=0))
    own = [hit for hit in found.hits if _is_own(hit, article)]
    others = [hit for hit in found.hits if not _is_own(hit, article)]
    return replace(
        found,
        hits=tuple(others[query.offset : query.offset + query.limit]),
        groups=found.groups - len(own),
    )


def passage(article: Article, span: Span | None) -> str:
    """The words that others are to be like. Raises LikeError."""
    words = article.text[:READ] if span is None else article.text[span.start : span.end]
    if not words.strip():
        raise LikeError(f"Article {article.id} has no words at {span.start}–{span.end}." if span else "It is empty.")
    return words


def register(commands: Commands, filters: Callable[..., None], query_of: Callable[[argparse.Namespace], Query]) -> None:
    """Add the command to the door."""
    command = commands.add_parser("like", help="more like a paragraph, a quote or a whole article")
    command.set_defaults(run=lambda engine, options: _run(engine, options, query_of(options)), loose_file=None)
    command.add_argument("article", help="its id, as `desk search` prints it")
    command.add_argument("start", type=int, nargs="?", help="first character of the passage; none: the whole article")
    command.add_argument("end", type=int, nargs="?", help="one past its last character")
    add_forms(command)
    filters(command, limit=10)


def _run(engine: Local, options: argparse.Namespace, query: Query) -> int:
    article = engine.article(options.article)
    if options.start is not None and options.end is None:
        raise LikeError("A passage needs its start and its end.")
    span = None if options.start is None else Span(options.start, options.end)
    hits = like(engine, article, span, query)
    answer = search_answer(hits)
    return put(options, answer, answer["hits"], lambda: print_hits(hits))


def _is_own(hit: Hit, article: Article) -> bool:
    """Whether the article itself is among those that print it."""
    return article.id in (hit.article, *(copy.article for copy in hit.copies))
