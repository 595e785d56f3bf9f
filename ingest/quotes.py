"""Who said what: direct, mixed and indirect quotes of an article, with speaker, cue and spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.article import Paragraph, Quote, QuoteKind, Span
from ingest.choices import Model, load_model
from ingest.clauses import Said, read_clause, read_subject
from ingest.lexicon import lexicon
from ingest.links import Earlier, Link, links
from ingest.mentions import Mention
from ingest.persons import Person, resolve_all
from ingest.scenes import Scene, read_scenes

REPORTED = 0.5  # probability from which a clause counts as reported (benchmarks/RESULTS.md)


def find_quotes(text: str, paragraphs: Sequence[Paragraph], language: str) -> tuple[Quote, ...]:
    """Every quote of the article in order of its start; each span is verbatim in `text`."""
    return read_quotes(text, paragraphs, language, load_model())


def read_quotes(text: str, paragraphs: Sequence[Paragraph], language: str, model: Model) -> tuple[Quote, ...]:
    """The same with another model than the shipped one."""
    words = lexicon(language)
    scenes = read_scenes(text, paragraphs, words)
    said = [read_cues(scene, model) for scene in scenes]
    who = {m: p for found in resolve_all(text, scenes, said, words) for m, p in found.items()}
    reading = _Reading(text, scenes, said, who, model)
    return tuple(sorted(reading.quotes(), key=lambda quote: quote.span))


def read_cues(scene: Scene, model: Model) -> list[Said]:
    """Every cue of a paragraph with its speaker and what is said in its sentence."""
    subject, start, end = (model.choosers[name] for name in ("subject", "start", "end"))
    return [read_clause(scene, read_subject(scene, cue, subject), start, end) for cue in scene.cues]


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A stretch that somebody said."""

    span: Span
    speaker: Mention | None
    cue: Span | None
    chance: float


class _Reading:
    """One article while its quotes are found."""

    def __init__(
        self,
        text: str,
        scenes: tuple[Scene, ...],
        said: Sequence[Sequence[Said]],
        who: dict[Mention, Person],
        model: Model,
    ) -> None:
        self._text = text
        self._scenes = scenes
        self._said = said
        self._who = who
        self._model = model

    def quotes(self) -> Iterator[Quote]:
        covered: set[tuple[int, int]] = set()
        for place, scene in enumerate(self._scenes):
            for one in self._said[place]:
                if one.clause and one.reports >= REPORTED and not _is_stretch(scene, one.clause):
                    covered |= {(place, token) for token in range(one.clause[0], one.clause[1] + 1)}
                    yield self._reported(scene, one, one.clause)
        for place, token, spoken in self._spoken():
            if (place, token) not in covered:
                yield self._quote(spoken.span, "direct", (), spoken.speaker, spoken.cue, spoken.chance)

    def _reported(self, scene: Scene, said: Said, clause: tuple[int, int]) -> Quote:
        first, last = clause
        spans, stretches = scene.frame.spans, scene.frame.stretches
        pieces = tuple(spans[n] for n in range(first, last + 1) if n in stretches)
        span = Span(spans[first].start, spans[last].end)
        kind: QuoteKind = "mixed" if pieces else "indirect"
        return self._quote(span, kind, pieces, said.subject, _cue_span(scene, said), said.exact * said.sure)

    def _spoken(self) -> Iterator[tuple[int, int, _Spoken]]:
        earlier: Earlier | None = None
        speaker: Mention | None = None
        for place, scene in enumerate(self._scenes):
            for token, stretch in scene.frame.stretches.items():
                link, chance = self._link(place, token, earlier)
                if link.how == "plain":
                    continue
                cue = _cue_span(self._scenes[link.paragraph], link.said) if link.said else None
                speaker = link.said.subject if link.said else speaker if link.how == "carry" else None
                earlier = Earlier(place, token, stretch.closed, link.how)
                yield place, token, _Spoken(stretch.span, speaker, cue, chance)

    def _link(self, place: int, token: int, earlier: Earlier | None) -> tuple[Link, float]:
        found, features = links(self._text, self._scenes, self._said, place, token, earlier)
        best, chance = self._model.choosers["link"].best(features)
        said = found[best].said
        return found[best], chance * said.sure if said else chance

    def _quote(
        self,
        span: Span,
        kind: QuoteKind,
        pieces: tuple[Span, ...],
        speaker: Mention | None,
        cue: Span | None,
        chance: float,
    ) -> Quote:
        person = self._who.get(speaker) if speaker else None
        name = person.name if person else None
        return Quote(span, kind, pieces, speaker.span if speaker else None, cue, name, chance, self._model.version)


def _is_stretch(scene: Scene, clause: tuple[int, int]) -> bool:
    """A clause that is one quoted stretch and no more is a direct quote."""
    return clause[0] == clause[1] and clause[0] in scene.frame.stretches


def _cue_span(scene: Scene, said: Said) -> Span:
    return Span(scene.frame.spans[said.cue.first].start, scene.frame.spans[said.cue.last].end)
