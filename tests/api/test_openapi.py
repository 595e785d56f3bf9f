"""The description is true: whatever is asked within it gets an answer that it allows."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette

from desk.asked import ANSWERS
from desk.work import ACTS

# That a mark must be closed and a comparison needs two columns is said in words: a schema cannot.
UNSAID = [positive_data_acceptance]
PATHS = sorted(f"/api/v1/{name}" for name in (*ANSWERS, "status", "articles/{id}", "export"))


@pytest.fixture(scope="module")
def described(app: Starlette) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(path: str, described: schemathesis.BaseSchema) -> None:
    # By hand and not by its pytest plugin, which pytest 9 breaks.
    @settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(described[path]["GET"].as_strategy())
    def holds(case: schemathesis.Case) -> None:
        case.call_and_validate(excluded_checks=UNSAID)

    holds()


def test_every_answer_is_described(described: schemathesis.BaseSchema) -> None:
    work = {f"/api/v1/{act.path}" for act in ACTS.values()} | {"/api/v1/projects/{number}/file"}  # test_work.py
    assert sorted(described.raw_schema["paths"]) == sorted({*PATHS, *work})
