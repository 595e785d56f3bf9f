"""What readers keep at a place of the archive: stars, tags, notes, passages of a project (see desk/projects.py)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from desk.access import Forbidden
from desk.corrections import clean_name
from desk.picks import Pick, picked_article
from desk.placed import Kept, number_of, pick_of, placed
from desk.scope import Scoped, name_of
from index.anchor import Anchor
from index.ledger import Entry
from index.local import Local
from index.tags import TAG
from index.texts import head_of
from ingest.article import NewsdeskError

STAR, NOTE, PASSAGE, QUESTION = "star", "note", "passage", "question"
KINDS = (STAR, TAG, NOTE, PASSAGE, QUESTION)
LONGEST = 10_000  # characters of a note


class KeptError(NewsdeskError):
    """Something that cannot be kept, or is not kept."""


class NotKept(KeptError):
    """Nothing is kept under this number."""


def star(engine: Local, pick: Pick) -> Entry:
    """Keep a place for oneself; the star that is there already where there is one."""
    return starred(engine, pick) or _write(engine, STAR, pick, {})


def starred(engine: Local, pick: Pick) -> Entry | None:
    """One's own star at this very place; None: there is none."""
    return _there(engine, STAR, pick, {})


def own_stars(engine: Local, articles: Iterable[str]) -> frozenset[str]:
    """Where one's own stars stand in these articles now, as picks are written."""
    entries = [entry for article in dict.fromkeys(articles) for entry in engine.ledger.entries(STAR, article=article)]
    own = [entry for entry in entries if entry.author == name_of(engine)]
    return frozenset(str(pick_of(one)) for one in placed(engine, own))


def tag(engine: Local, pick: Pick, name: str, *, project: int | None = None, shared: bool = False) -> Entry:
    """Put a word on a place, by which it is found again; the tag that is there already where there is one."""
    if not (clean := clean_name(name).casefold()):
        raise KeptError("A tag needs a name.")
    content = {"tag": clean, **_seen_by(project, shared=shared)}
    return _there(engine, TAG, pick, content) or _write(engine, TAG, pick, content)


def note(engine: Local, pick: Pick | None, text: str, *, project: int | None = None, shared: bool = False) -> Entry:
    """Write something about a place, or about a project."""
    content = {"text": _note(text), **_seen_by(project, shared=shared)}
    if pick is None and project is None:
        raise KeptError("A note is about a passage, an article or a project.")
    return engine.ledger.append(NOTE, content) if pick is None else _write(engine, NOTE, pick, content)


def rewrite(engine: Local, number: int, text: str) -> Entry:
    """One's own note in other words."""
    entry = holding(engine, number)
    if entry.kind != NOTE:
        raise KeptError(f"{number} is no note.")
    return engine.ledger.replace(entry.number, {**entry.content, "text": _note(text), "again": number_of(entry)})


def remove(engine: Local, number: int) -> Entry:
    """Take away what one has kept; `bring_back` undoes it."""
    return engine.ledger.undo(holding(engine, number).number)


def bring_back(engine: Local, number: int) -> Entry:
    """Keep again what was removed, under its number."""
    entry = _known(engine, number)
    last = next((one for one in reversed(_same(engine, entry)) if one.undone), None)
    if last is None or any(one.undone is None for one in _same(engine, entry)):
        raise KeptError(f"{number} is not removed: there is nothing to bring back.")
    if isinstance(engine, Scoped) and last.author != engine.person.name:
        raise Forbidden("Only who kept it brings it back.")
    content = {**last.content, "again": number_of(entry)}
    return engine.ledger.append(entry.kind, content, anchor=last.anchor, author=last.author)


def removed(engine: Local, *kinds: str, project: int | None = None) -> tuple[Entry, ...]:
    """What the person kept, whoever took it away, and may bring back; the last first."""
    history = engine.ledger.history(*(kinds or KINDS), project=project)
    there = {number_of(entry) for entry in history if entry.undone is None}
    gone = {number_of(entry): entry for entry in history if entry.author == name_of(engine) and entry.undone}
    return tuple(entry for number, entry in reversed(gone.items()) if number not in there)


def kept(
    engine: Local, *kinds: str, article: str | None = None, project: int | None = None, words: str = ""
) -> tuple[Kept, ...]:
    """What is kept and the person may see, the last first; `words`: only where the note, tag or passage has them."""
    entries = engine.ledger.entries(*(kinds or KINDS), article=article, project=project)
    wanted = words.casefold().split()
    found = placed(engine, [entry for entry in entries if entry.anchor])
    return tuple(one for one in reversed(found) if all(word in _searched(one) for word in wanted))


def kept_at(engine: Local, pick: Pick) -> tuple[Kept, ...]:
    """Tags and notes at this very place, the last first; of a whole article, those about all of it."""
    article = picked_article(engine, pick)
    return tuple(
        one
        for one in kept(engine, TAG, NOTE, article=article.id)
        if one.whole == (pick.span is None)
        and (one.whole or (one.entry.anchor and one.entry.anchor.within(article) == pick.span))
    )


def tags(engine: Local) -> tuple[tuple[str, int], ...]:
    """Every tag that the person may see, with its number of places, by name."""
    return tuple(sorted(Counter(entry.content["tag"] for entry in engine.ledger.entries(TAG)).items()))


def holding(engine: Local, number: int) -> Entry:
    """The entry that holds under this number. Raises NotKept where none does."""
    for entry in _same(engine, _known(engine, number)):
        if entry.undone is None:
            return entry
    raise NotKept(f"{number} was removed already.")


def anchored(engine: Local, pick: Pick) -> tuple[Anchor, Mapping[str, Any]]:
    """Where a pick stands, and what to write beside it. Raises UnknownArticle and PickError."""
    article = picked_article(engine, pick)
    return Anchor.of(article, pick.span or head_of(article.text, article.title)), {} if pick.span else {"whole": True}


def _write(engine: Local, kind: str, pick: Pick, content: Mapping[str, Any]) -> Entry:
    anchor, whole = anchored(engine, pick)
    return engine.ledger.append(kind, {**content, **whole}, anchor=anchor)


def _there(engine: Local, kind: str, pick: Pick, content: Mapping[str, Any]) -> Entry | None:
    """One's own entry at this very place, in this or an earlier version of the article."""
    article = picked_article(engine, pick)
    wanted = content if pick.span else {**content, "whole": True}
    for entry in engine.ledger.entries(kind, article=article.id):
        is_same = {key: value for key, value in entry.content.items() if key != "again"} == wanted
        is_here = pick.span is None or (entry.anchor and entry.anchor.within(article) == pick.span)
        if is_same and is_here and entry.author == name_of(engine):
            return entry
    return None


def _known(engine: Local, number: int) -> Entry:
    entry = engine.ledger.entry(number)
    if entry.kind not in KINDS:
        raise NotKept(f"Entry {number} is none of these: {', '.join(KINDS)}.")
    return entry


def _same(engine: Local, entry: Entry) -> tuple[Entry, ...]:
    """Everything written under the number of an entry."""
    article = entry.anchor.article if entry.anchor else None
    history = engine.ledger.history(entry.kind, article=article, project=entry.content.get("project"))
    return tuple(one for one in history if number_of(one) == number_of(entry))


def _searched(one: Kept) -> str:
    content = one.entry.content
    return f"{content.get('text', '')} {content.get('tag', '')} {one.passage.text} {one.passage.title}".casefold()


def _note(text: str) -> str:
    if not (clean := text.strip()):
        raise KeptError("A note needs words.")
    if len(clean) > LONGEST:
        raise KeptError(f"A note has at most {LONGEST:,} characters; this one has {len(clean):,}.")
    return clean


def _seen_by(project: int | None, *, shared: bool) -> dict[str, Any]:
    """What says who sees an entry: the members of a project, everybody, or its author alone."""
    return {"project": project} if project else {"shared": True} if shared else {}
