"""Who said what: direct, mixed and indirect quotes of an article, with speaker, cue and spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.article import Paragraph, Quote, QuoteKind, Span
from ingest.chinese import find_chinese_quotes
from ingest.choices import Model, load_model
from ingest.clauses import Said, read_clause, read_subject
from ingest.cues import SIGNED
from ingest.lexicon import lexicon
from ingest.links import Earlier, Link, links
from ingest.marks import Stretch
from ingest.mentions import Mention
from ingest.persons import resolve_all
from ingest.register import Person
from ingest.scenes import Scene, read_scenes
from ingest.turns import RULES, SURE, Turn, find_turns

REPORTING = frozenset({"en"})  # languages whose indirect speech is found; elsewhere only what stands in marks
LONG = 5  # words: a shorter stretch whose speaker nothing names is a title or a term
NEARLY = 0.7  # power of a clause's probability that is the chance of its being right to four fifths (IoU .8)
REPORTED = 0.5  # probability from which a clause counts as reported (benchmarks/RESULTS.md)


def find_quotes(text: str, paragraphs: Sequence[Paragraph], language: str) -> tuple[Quote, ...]:
    """Every quote of the article in order of its start; each span is verbatim in `text`."""
    if language == "zh":
        return tuple(find_chinese_quotes(text, paragraphs))
    return read_quotes(text, paragraphs, language, load_model())


def read_quotes(text: str, paragraphs: Sequence[Paragraph], language: str, model: Model) -> tuple[Quote, ...]:
    """The same with another model than the shipped one."""
    words = lexicon(language)
    scenes = read_scenes(text, paragraphs, words)
    said = [read_cues(scene, model, language) for scene in scenes]
    who = {m: p for found in resolve_all(text, scenes, said, words) for m, p in found.items()}
    return _surest(_Reading(text, scenes, said, who, model, find_turns(text, paragraphs, words)).quotes())


def read_cues(scene: Scene, model: Model, language: str) -> list[Said]:
    """Every cue of a paragraph with its speaker, and with what is said in its sentence where the language allows."""
    subject, start, end = (model.choosers[name] for name in ("subject", "start", "end"))
    said = (read_subject(scene, cue, subject) for cue in scene.cues)
    asked = language in REPORTING
    return [read_clause(scene, one, start, end) if asked and one.cue.form != SIGNED else one for one in said]


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
        turns: dict[int, Turn],
    ) -> None:
        self._text = text
        self._scenes = scenes
        self._said = said
        self._who = who
        self._model = model
        self._turns = turns

    def quotes(self) -> Iterator[Quote]:
        yield from self._said_in_turn()
        covered: set[tuple[int, int]] = set()
        for place, scene in enumerate(self._scenes):
            near = self._said[place]
            for one in near:
                for part in (one.clause, one.rest) if (one.reports or 0.0) >= REPORTED else ():
                    if part and not _says_nothing(scene, part) and not _is_said_within(scene, near, one, part):
                        covered |= {(place, token) for token in scene.frame.stretches if part[0] <= token <= part[1]}
                        yield self._reported(scene, one, part)
        for place, token, spoken in self._spoken():
            if (place, token) not in covered:
                yield self._quote(spoken.span, "direct", (), spoken.speaker, spoken.cue, spoken.chance)

    def _said_in_turn(self) -> Iterator[Quote]:
        """What a transcript's labels give to their speakers."""
        for turn in self._turns.values():
            if not self._is_short(turn.words):
                yield Quote(turn.words, "direct", (), turn.speaker, None, self._labelled(turn), SURE, RULES)

    def _labelled(self, turn: Turn) -> str | None:
        """The person of a label; None for an office, "THE PRESIDENT", which may be anybody's."""
        for mention in self._scenes[turn.under].mentions:
            if mention.span.end > turn.speaker.end:
                break
            if mention.kind == "name" and (person := self._who.get(mention)):
                return person.name.title() if person.name.isupper() else person.name
        return None

    def _reported(self, scene: Scene, said: Said, clause: tuple[int, int]) -> Quote:
        first, last = clause
        spans, stretches = scene.frame.spans, scene.frame.stretches
        pieces = tuple(Span(*spans[n]) for n in range(first, last + 1) if n in stretches)
        span = Span(spans[first][0], spans[last][1])
        kind: QuoteKind = "mixed" if pieces else "indirect"
        return self._quote(span, kind, pieces, said.subject, _cue_span(scene, said), said.exact**NEARLY * said.sure)

    def _spoken(self) -> Iterator[tuple[int, int, _Spoken]]:
        earlier: Earlier | None = None
        speaker: Mention | None = None
        for place, scene in enumerate(self._scenes):
            for token, stretch in scene.frame.stretches.items():
                link, chance = self._link(place, token, earlier, speaker)
                unsaid = link.how == "plain" or (link.how == "unnamed" and self._is_short(stretch.inner))
                if unsaid or self._is_in_turn(place, stretch, link):
                    continue
                cue = _cue_span(self._scenes[link.paragraph], link.said) if link.said else None
                speaker = link.said.subject if link.said else speaker if link.how == "carry" else None
                earlier = Earlier(place, token, stretch.closed, link.how)
                yield place, token, _Spoken(stretch.span, speaker, cue, chance)

    def _is_in_turn(self, place: int, stretch: Stretch, link: Link) -> bool:
        """Whether a stretch is a turn, or words in one that it gives to nobody else."""
        turn = self._turns.get(place)
        return turn is not None and (link.said is None or stretch.span.start <= turn.words.start)

    def _is_short(self, span: Span) -> bool:
        return span.of(self._text).count(" ") + 1 < LONG

    def _link(self, place: int, token: int, earlier: Earlier | None, last: Mention | None) -> tuple[Link, float]:
        """The likeliest way to a speaker, of all ways to the likeliest speaker; `last`: who spoke before."""
        found, features = links(self._text, self._scenes, self._said, place, token, earlier)
        chances = self._model.choosers["link"].probabilities(features)
        totals: dict[Mention | str | None, float] = {}
        for link, chance in zip(found, chances, strict=True):
            totals[_whose(link, last)] = totals.get(_whose(link, last), 0.0) + chance
        best = max(totals, key=totals.__getitem__)
        ways = [n for n, link in enumerate(found) if _whose(link, last) == best]
        link = found[max(ways, key=chances.__getitem__)]
        return link, totals[best] * link.said.sure if link.said else totals[best]

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


def _surest(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """In order of their start; of quotes with the same span ("Kerr said: ..." has two cues) the surest."""
    found: dict[Span, Quote] = {}
    for quote in quotes:
        if quote.span not in found or quote.confidence > found[quote.span].confidence:
            found[quote.span] = quote
    return tuple(found[span] for span in sorted(found))


def _whose(link: Link, last: Mention | None) -> Mention | str | None:
    """Whom a link gives the words to; how it does where that is nobody's mention."""
    if link.how == "carry":
        return last
    return link.said.subject if link.said else link.how


def _says_nothing(scene: Scene, clause: tuple[int, int]) -> bool:
    """One quoted stretch and no more, which is a direct quote, a name, or one word that only points: "denied it"."""
    words = scene.frame.letters[clause[0] : clause[1] + 1].rstrip("u")
    return (len(words) == 1 and words in "QPDdhtc") or set(words) <= {"N", "M"}


def _is_said_within(scene: Scene, near: Sequence[Said], source: Said, clause: tuple[int, int]) -> bool:
    """Whether what a source tells is that somebody else spoke: its quoted words are the other's."""
    first, last = clause
    quoted = [token for token in scene.frame.stretches if first <= token <= last]
    if source.cue.base != "according" or not quoted:
        return False
    verbs = [one.cue.first for one in near if one.subject and scene.frame.letters[one.cue.first] == "V"]
    return any(quoted[0] < verb <= last for verb in verbs)


def _cue_span(scene: Scene, said: Said) -> Span:
    return Span(scene.frame.spans[said.cue.first][0], scene.frame.spans[said.cue.last][1])
