"""A brief: verbatim sentences of the archive, each with its source and how often it was printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from desk.altered import Altered, altered, is_outvoted
from desk.assignment import Assignment
from desk.candidates import Candidate, Material, candidates, content_terms, material_of
from desk.passages import Passage, passage_of
from desk.pools import Place, Pool, Printing, gather
from desk.pronouns import open_pronoun
from desk.salience import DEEP, charge, fitness, is_torn, weigh_terms
from desk.summary import Length, Rated, choose, in_order
from index.engine import Engine
from ingest.article import Article, Span
from ingest.copies import normal_words

_NEAR = 0.5  # cosine from which a paragraph without the question's words speaks of it
_SHORT = 5  # words: less says nothing away from its place
_FEWEST = 2  # sentences on a question or of a day: one alone is a quotation, no brief
_NONE_FITS = "No sentence is as short as the brief that was asked for."


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """A sentence of a brief."""

    passage: Passage
    stands_for: str | None  # whom the pronoun that it leaves open means; None: it leaves none open
    stands_at: int | None  # where that pronoun ends, in the article's text
    printings: tuple[Printing, ...]  # other articles that print it
    altered: tuple[Altered, ...] = ()  # sentences of other articles that say it otherwise

    @property
    def copies(self) -> int:
        """How many other articles print it."""
        return len(self.printings)

    @property
    def outlets(self) -> int:
        """How many outlets print it, its own included; one that is not named counts for none."""
        return len({self.passage.outlet, *(outlet for _, outlet in self.printings)} - {None})

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The words up to the open pronoun, the name that is not part of them, and the words after it."""
        cut = self.stands_at - self.passage.start if self.stands_at else len(self.passage.text)
        return self.passage.text[:cut], self.stands_for or "", self.passage.text[cut:]


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer, and what it rests on."""

    sentences: tuple[BriefSentence, ...]
    paragraphs: int  # that match, copies included
    articles: int  # that match
    note: str | None  # why there are no sentences, or what the search had to leave out; None: nothing to say


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a candidate stands."""

    article: Article
    place: Place


def brief(engine: Engine, assignment: Assignment) -> Brief:
    """Sentences on what is asked, copies counted once; never longer than asked.

    Where too little speaks of it there are none, and the note says what there is. Raises what `gather` raises, and
    NotVerbatim where an article has changed since it was found.
    """
    return compose(gather(engine, assignment), assignment)


def compose(pool: Pool, assignment: Assignment) -> Brief:
    """The brief that this pool gives: always the same."""
    materials, places = [material_of(article) for article in pool.articles], _places(pool)
    read = candidates(materials, lambda number, at, span: at < DEEP or bool(_around(places[number], span)))
    standing = {one: around[0] for one in read if (around := _around(places[one.material], one.span))}
    alone = {
        one: _Standing(article, place)
        for one, place in standing.items()
        if _stands_alone(one, article := pool.articles[one.material])
    }
    rated = _rated(alone, pool.theme)
    if len(rated) < (_FEWEST if assignment.about in ("query", "day") else 1):
        return Brief((), pool.paragraphs, pool.found, _too_little(pool, assignment, len(rated)))
    length = Length(assignment.words, assignment.sentences)
    chosen = _chosen(materials, rated, read, length)
    texts = [f" {normal_words(article.text)} " for article in pool.articles] if chosen else []
    ordered = in_order(chosen, materials, assignment.order)
    shown = tuple(
        replace(
            _shown(one, alone[one], _holding(one, pool.articles, texts)),
            altered=altered(one, read, materials, pool.articles),
        )
        for one in ordered
    )
    return Brief(shown, pool.paragraphs, pool.found, pool.note if shown else _NONE_FITS)


def _places(pool: Pool) -> list[list[Place]]:
    """The places in each of the pool's articles, the best first."""
    of_article: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in sorted(pool.places, key=lambda place: -place.weight):
        of_article[place.article, place.sha256].append(place)
    return [of_article[article.id, article.sha256] for article in pool.articles]


def _around(places: Iterable[Place], span: Span) -> list[Place]:
    return [place for place in places if span.start < place.end and place.start < span.end]


def _stands_alone(sentence: Candidate, article: Article) -> bool:
    """It is a whole sentence, no quote in it is cut, and whoever it points to is known."""
    if sentence.words < _SHORT or is_torn(sentence.text):
        return False
    pronoun = open_pronoun(sentence, article)
    return pronoun is None or pronoun.person is not None


def _rated(alone: Mapping[Candidate, _Standing], theme: str) -> list[Rated]:
    """Sentences that speak of the theme, the more to the point the higher. Meaning decides only where words do not."""
    languages = {at.article.language for at in alone.values()}
    themes = {language: content_terms(theme, language) for language in languages}
    told = {one: _share(one, themes[at.article.language], at.article) for one, at in alone.items()}
    if theme and sum(share > 0 for share in told.values()) < _FEWEST:
        told = {one: float((at.place.cosine or 0) >= _NEAR) for one, at in alone.items()}
    return [
        (one, fitness(one) / charge(one) * alone[one].place.weight * share) for one, share in told.items() if share > 0
    ]


def _chosen(
    materials: Sequence[Material], rated: Sequence[Rated], read: Sequence[Candidate], length: Length
) -> tuple[Candidate, ...]:
    """Sentences in the telling that most outlets print."""
    weights, left = weigh_terms(materials, read), dict(rated)
    while True:
        chosen = choose(materials, [*left.items()], weights, length)
        outvoted = [one for one in chosen if is_outvoted(one, left, read, materials)]
        if not outvoted:
            return chosen
        for one in outvoted:
            del left[one]


def _share(sentence: Candidate, theme: frozenset[str], article: Article) -> float:
    """How many of the theme's words the sentence holds, 0..1; 0 where its paragraph holds half or fewer of them."""
    if not theme:
        return 1.0
    held = len(sentence.terms & theme) / len(theme)
    paragraph = next(p.span for p in article.paragraphs if p.span.start <= sentence.span.start < p.span.end)
    around = content_terms(paragraph.of(article.text), article.language) if held else frozenset()
    return held if len(around & theme) > len(theme) / 2 else 0.0


def _shown(sentence: Candidate, at: _Standing, holding: Iterable[Printing]) -> BriefSentence:
    """The sentence with its provenance, once it has passed the gate."""
    pronoun = open_pronoun(sentence, at.article)
    printings = {*at.place.printings, *holding}
    return BriefSentence(
        passage_of(at.article, sentence.span, sentence.text, sha256=at.place.sha256),
        stands_for=pronoun.person if pronoun else None,
        stands_at=pronoun.span.end if pronoun else None,
        printings=tuple(sorted((p for p in printings if p[0] != at.article.id), key=str)),
    )


def _holding(sentence: Candidate, articles: Sequence[Article], texts: Sequence[str]) -> list[Printing]:
    """The articles that hold the sentence word for word; `texts` are theirs as normal words."""
    words = f" {normal_words(sentence.text)} "
    return [(a.id, a.outlet) for a, text in zip(articles, texts, strict=True) if words in text]


def _too_little(pool: Pool, assignment: Assignment, sentences: int) -> str:
    """What there is, where it is too little to be a brief."""
    if not pool.places:
        return _NOTHING[assignment.about].format(speaker=assignment.speaker, day=assignment.day)
    best = next(article for article in pool.articles if article.id == pool.places[0].article)
    day = best.published.day if best.published else None
    source = ", ".join(str(part) for part in (best.outlet, day) if part)
    speaking = "one sentence speaks" if sentences else "no sentence speaks"
    nearest = f"The nearest paragraph is in “{best.title.of(best.text)}”" + (f" ({source})." if source else ".")
    return f"Too little for a brief: of {pool.found} articles that match, {speaking} of this. {nearest}"


_NOTHING = {
    "query": "Nothing in this archive matches.",
    "speaker": "Nobody in this archive quotes {speaker} so: try the name as the People page writes it, or fewer words.",
    "day": "Nothing in this archive was printed on {day} that matches.",
    "article": "The article has no words.",
    "picked": "The picked passages have no words.",
}
