"""Real answers against the schemas that docs/json.md publishes."""

import json
import re
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from desk.assignment import Assignment
from desk.brief import brief
from desk.compare import compare
from desk.coverage import coverage
from desk.events import events
from desk.lanes import lanes
from desk.one_article import one_article
from desk.rows import quotes_answer, search_answer, summary_answer
from desk.statement_rows import compare_answer, coverage_answer
from desk.timeline_rows import events_answer, lanes_answer
from index.engine import Engine, Query
from index.local import Local
from ingest.loose import annotate
from ingest.read import read
from ingest.receipt import Tally, preview
from tests.conftest import SAMPLES

DOCS = Path(__file__).parents[3] / "docs" / "json.md"
BLOCKS = re.findall(r"```json\n(.*?)```", DOCS.read_text(encoding="utf-8"), flags=re.DOTALL)
SCHEMAS = {schema["$id"]: schema for schema in map(json.loads, BLOCKS)}
REGISTRY: Registry = Registry().with_resources(
    (name, Resource.from_contents(schema, default_specification=DRAFT202012)) for name, schema in SCHEMAS.items()
)
ASKED = Query("strait talks", limit=50)


def errors(answer: object, name: str) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMAS[name], registry=REGISTRY).iter_errors(answer)]


def test_search_is_as_documented(engine: Engine) -> None:
    answer = search_answer(engine.search(ASKED))
    assert answer["hits"]
    assert errors(answer, "search") == []


def test_quotes_are_as_documented(engine: Engine) -> None:
    answer = quotes_answer(engine.quotes(ASKED))
    assert answer["quotes"]
    assert errors(answer, "quotes") == []


def test_a_timeline_is_as_documented(engine: Engine) -> None:
    answer = lanes_answer(lanes(engine, replace(ASKED, text=""), grain="week"))
    assert answer["bars"]
    assert errors(answer, "timeline") == []


def test_the_days_that_matter_are_as_documented(engine: Engine) -> None:
    answer = events_answer(events(engine, ASKED))
    assert answer["days"]
    assert errors(answer, "days") == []


def test_a_comparison_is_as_documented(engine: Engine) -> None:
    first, second, *_ = [outlet for outlet, _ in engine.status().outlets if outlet]
    answer = compare_answer(compare(engine, ASKED, "outlet", [first, second]))
    assert answer["rows"]
    assert errors(answer, "compare") == []


def test_coverage_is_as_documented(engine: Engine) -> None:
    answer = coverage_answer(coverage(engine, ASKED))
    assert answer["statements"]
    assert errors(answer, "coverage") == []


def test_a_summary_is_as_documented(engine: Engine) -> None:
    answer = summary_answer(brief(engine, Assignment(query=ASKED)))
    assert answer["sentences"]
    assert errors(answer, "summary") == []


def test_a_receipt_is_as_documented() -> None:
    tally = Tally()
    counts = preview(tally.articles_of(read(SAMPLES)))
    answer = json.loads(json.dumps(tally.receipt(counts).json()))
    assert answer["new"]
    assert errors(answer, "receipt") == []


def test_loose_text_is_annotated_as_documented() -> None:
    line = {"id": 7, "published": "2025-03-04", "text": 'Ana Ruel said on Friday: "We sail."\nNobody answered.'}
    (answer,) = annotate([json.dumps(line)], lambda number, why: pytest.fail(why))
    assert answer["quotes"]
    assert answer["dates"]
    assert errors(json.loads(json.dumps(answer)), "annotated") == []


def test_the_status_is_as_documented(engine: Engine) -> None:
    answer = json.loads(json.dumps(asdict(engine.status()), default=str))
    assert answer["articles"]
    assert errors(answer, "status") == []


def test_a_field_that_goes_missing_is_noticed() -> None:
    assert errors({"quotes": []}, "quotes") == ["'total' is a required property"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_an_article_is_as_documented(engine: Local) -> None:
    hit = engine.search(ASKED).hits[0]
    article, answer = one_article(engine, hit.url or hit.article)
    assert answer["article"] == hit.article and answer["date_evidence"][0]["day"] == answer["published"]
    assert errors(answer, "article") == []
    assert article.outlet
