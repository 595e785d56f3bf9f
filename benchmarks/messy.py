"""What becomes of files as they come: `python -m benchmarks.messy [FOLDER]`, by default the shared messy corpus.

Each file must end as articles or as a named refusal; the text of web pages is compared with plain trafilatura's.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import trafilatura

from benchmarks.results import record, seconds
from ingest.article import Article, Refusal
from ingest.read import read
from ingest.received import Received
from ingest.understand import understand

MESSY = Path(__file__).parents[2] / "shared" / "corpus" / "messy"
PAGES = "html_benchmark"
COMMAND = "python -m benchmarks.messy"
SLOW = 5.0  # seconds after which a file counts as a hang


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else MESSY
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder; give the one that holds the messy files")
    outcomes(folder)
    if (folder / PAGES / "ground-truth.json").exists():
        pages(folder / PAGES)


def outcomes(folder: Path) -> None:
    """The table of what became of each file."""
    rows = [_outcome(folder, file) for file in sorted(folder.rglob("*")) if file.is_file()]
    articles, refused = sum(int(str(row[1])) for row in rows), sum(int(str(row[3])) for row in rows)
    slow = [row[0] for row in rows if float(str(row[4])) > SLOW]
    told = f"{len(rows)} files, {articles:,} articles, {refused} refusals, no traceback, no empty article"
    remark = f"{told}; over {SLOW:.0f} s: {', '.join(map(str, slow)) or 'none'}."
    record("Files as they come", COMMAND, ("file", "articles", "dated", "refused", "s", "refusals"), rows, remark)


def _outcome(folder: Path, file: Path) -> Sequence[object]:
    found: list[Received | Refusal] = []
    took = seconds(lambda: found.extend(read(file)))
    articles = [understand(one) for one in found if isinstance(one, Received)]
    refusals = Counter(one.reason.removeprefix(str(folder)) for one in found if isinstance(one, Refusal))
    if not found or not all(map(_has_words, articles)):
        sys.exit(f"{file}: neither a refusal nor an article with words")
    dated = sum(article.published is not None for article in articles)
    reasons = "; ".join(f"{count} × {reason}" if count > 1 else reason for reason, count in refusals.most_common(3))
    return file.relative_to(folder), len(articles), dated, sum(refusals.values()), f"{took:.2f}", reasons


def _has_words(article: Article) -> bool:
    return any(map(str.isalnum, article.text)) and bool(article.paragraphs)


def pages(folder: Path) -> None:
    """Token F1 of the pages' text against what people marked as the article."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scored = [(ours, plain) for file in sorted(folder.glob("*.html")) for ours, plain in _scores(file, truth)]
    rows = [
        (name, len(scored), *(f"{sum(page[which][part] for page in scored) / len(scored):.4f}" for part in range(3)))
        for which, name in enumerate(("Newsdesk", "plain trafilatura"))
    ]
    header = ("text of", "pages", "precision", "recall", "F1")
    record(
        "Text of web pages",
        COMMAND,
        header,
        rows,
        "Tokens are words, counted as often as they occur; means over pages.",
    )


def _scores(file: Path, truth: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    if file.stem not in truth:
        return
    body = truth[file.stem]["articleBody"]
    (found,) = read(file)
    ours = found.text[found.title.end :] if isinstance(found, Received) else ""
    yield _token_f1(ours, body), _token_f1(trafilatura.extract(file.read_bytes()) or "", body)


def _token_f1(found: str, truth: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    one, other = (Counter(re.findall(r"\w+", text.lower())) for text in (found, truth))
    common = (one & other).total()
    precision, recall = common / max(1, one.total()), common / max(1, other.total())
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
