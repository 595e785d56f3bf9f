"""A brief: verbatim sentences of the archive on one question, each with its source and how often it was printed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.candidates import Candidate, candidates, content_terms, material_of
from desk.passages import Passage, passage_of
from desk.salience import charge, dangles, fitness, is_torn, weigh_terms
from desk.summary import Length, Rated, SentenceOrder, choose, in_order
from index.engine import Engine, Hit, Hits, Query
from index.query import parse
from ingest.article import Article, Span
from ingest.copies import normal_words

_READ = 60  # best paragraphs that a brief is made from
_NEAR = 0.5  # cosine from which a paragraph without the question's words speaks of it
_SHORT = 5  # words: less says nothing away from its place
_FEWEST = 2  # sentences: one alone is a quotation, no brief
_NONE_FITS = "No sentence is as short as the brief that was asked for."
_HEAD = re.compile(r"[\W_]*\w+")

Printing = tuple[str, str | None]  # an article's id, and its outlet


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of a brief."""

    passage: Passage
    stands_for: str | None  # whom the pronoun at its head means; None: no pronoun stands there
    copies: int  # other articles that print its paragraph
    outlets: int  # that print it, this one included; 0 where none is known


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer, and what it rests on."""

    sentences: tuple[BriefSentence, ...]
    paragraphs: int  # that match the question, copies included
    articles: int  # that match the question
    note: str | None  # why there are no sentences, or what the search had to leave out; None: nothing to say


@dataclass(frozen=True, slots=True)
class _Printed:
    """Where a candidate stands."""

    article: Article
    hit: Hit  # the paragraph that holds it


def brief(
    engine: Engine, query: Query, *, words: int | None = 80, sentences: int | None = None, order: SentenceOrder = "time"
) -> Brief:
    """Sentences on the question, copies counted once; never longer than asked.

    Where fewer than two sentences speak of it there are none, and the note says what there is. Raises QueryError, and
    NotVerbatim where an article has changed since it was found.
    """
    found = engine.search(replace(query, limit=_READ, offset=0))
    articles = [engine.article(id) for id in dict.fromkeys(hit.article for hit in found.hits)]
    materials = [material_of(article) for article in articles]
    every = candidates(materials)
    printed = _places(every, articles, found.hits)
    rated = _on_theme(printed, parse(query.text).plain)
    if len(rated) < _FEWEST:
        return Brief((), found.total, found.articles, _too_little(found, len(rated)))
    chosen = choose(materials, rated, weigh_terms(materials, every), Length(words, sentences))
    shown = tuple(
        _shown(one, printed[one].article, printed[one].hit.sha256, _printings_of_hit(printed[one].hit))
        for one in in_order(chosen, materials, order)
    )
    return Brief(shown, found.total, found.articles, found.note if shown else _NONE_FITS)


def brief_of(
    articles: Sequence[Article],
    *,
    words: int | None = 80,
    sentences: int | None = None,
    order: SentenceOrder = "time",
) -> Brief:
    """Sentences on what these articles have in common; of one article, on what it is about."""
    materials = [material_of(article) for article in articles]
    every = candidates(materials)
    rated = [(one, fitness(one) / charge(one)) for one in every if _stands_alone(one, articles[one.material])]
    chosen = in_order(
        choose(materials, rated, weigh_terms(materials, every), Length(words, sentences)), materials, order
    )
    texts = [normal_words(article.text) for article in articles]
    shown = tuple(
        _shown(one, articles[one.material], articles[one.material].sha256, _printings(one, articles, texts))
        for one in chosen
    )
    paragraphs = sum(len(article.paragraphs) for article in articles)
    return Brief(shown, paragraphs, len(articles), None if shown else _NONE_FITS)


def _printings(sentence: Candidate, articles: Sequence[Article], texts: Sequence[str]) -> list[Printing]:
    """The articles that hold the sentence word for word; `texts` are theirs as normal words."""
    words = normal_words(sentence.text)
    return [(a.id, a.outlet) for a, text in zip(articles, texts, strict=True) if f" {words} " in f" {text} "]


def _printings_of_hit(hit: Hit) -> list[Printing]:
    return [(hit.article, hit.outlet), *((copy.article, copy.outlet) for copy in hit.copies)]


def _places(every: Iterable[Candidate], articles: Sequence[Article], hits: Iterable[Hit]) -> dict[Candidate, _Printed]:
    """The candidates that stand in a paragraph that was found."""
    of_article: defaultdict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        of_article[hit.article].append(hit)
    places = {}
    for one in every:
        article = articles[one.material]
        for hit in of_article[article.id]:
            if hit.start <= one.span.start and one.span.end <= hit.end:
                places[one] = _Printed(article, hit)
    return places


def _on_theme(printed: Mapping[Candidate, _Printed], asked: str) -> list[Rated]:
    """Sentences that can be shown by themselves and speak of what is asked, the more to the point the higher.

    Meaning alone decides only where words decide nothing.
    """
    themes = {language: content_terms(asked, language) for language in {p.article.language for p in printed.values()}}
    alone = {one: place for one, place in printed.items() if _stands_alone(one, place.article)}
    told = {one: _share(one, themes[place.article.language], place) for one, place in alone.items()}
    if sum(share > 0 for share in told.values()) < _FEWEST:
        told = {one: float((place.hit.cosine or 0) >= _NEAR) for one, place in alone.items()}
    return [
        (one, fitness(one) / charge(one) * (0.5 + alone[one].hit.fused) * share)
        for one, share in told.items()
        if share > 0
    ]


def _share(sentence: Candidate, theme: frozenset[str], place: _Printed) -> float:
    """How many of the question's words the sentence holds, 0..1; 0 where its paragraph holds half or fewer of them."""
    if not theme:
        return 1.0
    paragraph = content_terms(place.hit.text, place.article.language)
    return len(sentence.terms & theme) / len(theme) if len(paragraph & theme) > len(theme) / 2 else 0.0


def _stands_alone(sentence: Candidate, article: Article) -> bool:
    """It is a whole sentence, no quote in it is cut, and whoever it points to at its head is known."""
    if sentence.words < _SHORT or is_torn(sentence.text):
        return False
    return not dangles(sentence.text) or _stands_for(sentence, article) is not None


def _stands_for(sentence: Candidate, article: Article) -> str | None:
    """Whom the pronoun at the head means: the person whom the article's quotes name as the speaker there."""
    head = _HEAD.match(sentence.text)
    if not head or not dangles(sentence.text):
        return None
    word = Span(sentence.span.start, sentence.span.start + head.end())
    speaking = (quote for quote in article.quotes if quote.speaker and quote.speaker.end == word.end)
    return next((quote.person for quote in speaking if quote.person), None)


def _shown(sentence: Candidate, article: Article, sha256: str, printings: Iterable[Printing]) -> BriefSentence:
    """The sentence with its provenance, once it has passed the gate."""
    places = set(printings)
    return BriefSentence(
        passage_of(article, sentence.span, sentence.text, sha256=sha256),
        stands_for=_stands_for(sentence, article),
        copies=len({id for id, _ in places} - {article.id}),
        outlets=len({outlet for _, outlet in places} - {None}),
    )


def _too_little(found: Hits, sentences: int) -> str:
    """What there is, where it is too little to be a brief."""
    if not found.hits:
        return "Nothing in this archive matches."
    best = found.hits[0]
    source = ", ".join(str(part) for part in (best.outlet, best.published) if part)
    speaking = "one sentence speaks" if sentences else "no sentence speaks"
    nearest = f"The nearest paragraph is in “{best.title}”" + (f" ({source})." if source else ".")
    return f"Too little for a brief: of {found.articles} articles that match, {speaking} of this. {nearest}"
