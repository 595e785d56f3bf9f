"""A research bundle: one zip with a question, what it was answered from, and the answer, to be replayed anywhere.

`desk/replay.py` makes the answer again from the evidence alone. The same library gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, cast

from desk.as_html import html
from desk.as_markdown import markdown
from desk.assignment import Assignment
from desk.brief import compose
from desk.compare import Comparison, Sides, compare
from desk.manuscript import Manuscript, of_brief, of_comparison
from desk.plain import plain
from desk.pools import Pool, gather
from desk.recorded import Recorder, Recording, Replayer
from desk.rows import Row, summary_answer
from desk.statement_rows import compare_answer
from desk.titles import brief_title, comparison_title
from desk.zipped import zipped
from index.engine import Engine
from index.fingerprint import fingerprint
from index.local import Local
from ingest.article import Article

FORMAT = "newsdesk research bundle 2"
MANIFEST, EVIDENCE, ANSWER = "manifest.json", "evidence.json", "answer.json"
_README = """A research bundle of Newsdesk.

answer.md, answer.html   the answer, to be read
answer.json              the same, as docs/json.md describes it
evidence.json            what it was made from: the passages that were found, and what is known of their articles
texts/                   the articles, exactly as they were received; each name ends in the beginning of its SHA-256
manifest.json            the question, the settings, the fingerprints of archive and model, the SHA-256 of every file

`python -m desk verify BUNDLE.zip` makes the answer again from the evidence, without the library, and names what
differs.
"""


@dataclass(frozen=True, slots=True)
class BriefEvidence:
    """What a brief is made from; the articles' texts are files of their own."""

    asked: Assignment
    pool: Pool


@dataclass(frozen=True, slots=True)
class SidesEvidence:
    """What a comparison is made from: all that it asked the library."""

    asked: Sides
    recording: Recording


Evidence = BriefEvidence | SidesEvidence


def bundle_of_brief(library: Local, assignment: Assignment) -> bytes:
    """The zip for a brief. Raises what the brief raises."""
    pool = gather(library, assignment)
    return _bundle(library, BriefEvidence(assignment, pool), pool.articles)


def bundle_of_comparison(library: Local, sides: Sides) -> bytes:
    """The zip for a comparison. Raises what the comparison raises."""
    recorder = Recorder(library)
    rows = _compared(recorder, sides).rows
    ids = sorted({quote.article for row in rows for cell in row.cells for quote in cell})
    return _bundle(library, SidesEvidence(sides, recorder.recording), [library.article(id) for id in ids])


def answer_files(evidence: Evidence) -> dict[str, bytes]:
    """The answer in its three forms: the same whenever it is made of the same evidence."""
    answer, manuscript = _answer(evidence)
    return {
        ANSWER: dumped(answer),
        "answer.md": markdown(manuscript).encode(),
        "answer.html": html(manuscript).encode(),
    }


def text_name(article: str, checksum: str) -> str:
    """Where a bundle keeps the text of one version of an article."""
    return f"texts/{article}-{checksum[:16]}.txt"


def seal(manifest: Mapping[str, Any]) -> str:
    """The checksum of everything that a manifest says, and so of the whole bundle."""
    return sha256(dumped({key: value for key, value in manifest.items() if key != "seal"})).hexdigest()


def dumped(answer: Any) -> bytes:
    """JSON that is the same bytes for the same answer."""
    return json.dumps(answer, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _answer(evidence: Evidence) -> tuple[Row, Manuscript]:
    if isinstance(evidence, BriefEvidence):
        found = compose(evidence.pool, evidence.asked)
        return summary_answer(found), of_brief(found, brief_title(evidence.asked))
    comparison = _compared(Replayer(evidence.recording), evidence.asked)
    return compare_answer(comparison), of_comparison(comparison, comparison_title(evidence.asked))


def _compared(asked: Recorder | Replayer, sides: Sides) -> Comparison:
    return compare(cast(Engine, asked), sides.query, sides.by, sides.labels)  # it asks for no more than these have


def _bundle(library: Local, evidence: Evidence, articles: Iterable[Article]) -> bytes:
    texts = {text_name(one.id, one.sha256): one.text.encode() for one in articles}
    files = {
        "README.txt": _README.encode(),
        EVIDENCE: dumped(plain(_without_texts(evidence))),
        **answer_files(evidence),
    }
    files |= dict(sorted(texts.items()))
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "kind": "brief" if isinstance(evidence, BriefEvidence) else "comparison",
        "settings": _settings(library),
        "fingerprint": plain(fingerprint(library)),
        "files": {name: sha256(content).hexdigest() for name, content in files.items()},
    }
    return zipped({MANIFEST: dumped(manifest | {"seal": seal(manifest)}), **files})


def _settings(library: Local) -> Row:
    """Those on which an answer depends."""
    settings = library.settings
    return {
        "model": settings.model,
        "model_languages": settings.model_languages,
        "near_cosine": settings.near_cosine,
    }


def _without_texts(evidence: Evidence) -> Evidence:
    if isinstance(evidence, SidesEvidence):
        return evidence
    return replace(evidence, pool=with_texts(evidence.pool, [""] * len(evidence.pool.articles)))


def with_texts(pool: Pool, texts: Sequence[str]) -> Pool:
    """The pool with these texts in its articles."""
    return replace(pool, articles=tuple(replace(a, text=text) for a, text in zip(pool.articles, texts, strict=True)))
