"""People as JSON, as `desk said`, `profile` and `drift` answer. docs/json.md describes it; a test compares."""

from __future__ import annotations

from desk.coverage import Statement
from desk.drift import Drift, Step
from desk.profile import Profile, Role
from desk.rows import Row, day_of, quote_row
from desk.said import Count, Said


def said_answer(said: Said) -> Row:
    """`desk said --json`."""
    rows = [
        {
            "person": row.person,
            "counts": [_count(count) for count in row.counts],
            "statements": row.statements,
            "quotes": row.read,
            "total": row.total,
        }
        for row in said.rows
    ]
    return {"columns": list(said.columns), "rows": rows, "people": said.people}


def said_table(said: Said) -> list[Row]:
    """A row for each person and column, for a spreadsheet."""
    return [
        {"person": row.person, "column": column, **_count(count)}
        for row in said.rows
        for column, count in zip(said.columns, row.counts, strict=True)
    ]


def profile_answer(profile: Profile) -> Row:
    """`desk profile --json`."""
    return {
        "person": profile.person,
        "roles": [_role(role) for role in profile.roles],
        "months": [{"month": month, **_count(count)} for month, count in profile.months],
        "themes": [{"word": theme.word, "statements": theme.statements} for theme in profile.themes],
        "outlets": [{"outlet": outlet, "quotes": quotes} for outlet, quotes in profile.outlets],
        "statements": [_statement(one) for one in profile.statements],
        "quotes": profile.read,
        "total": profile.total,
    }


def drift_answer(drift: Drift) -> Row:
    """`desk drift --json`."""
    return {
        "steps": [_step(step) for step in drift.steps],
        "undated": drift.undated,
        "quotes": drift.read,
        "total": drift.total,
    }


def drift_table(drift: Drift) -> list[Row]:
    """A row for each step, for a spreadsheet."""
    return [
        {
            "changed": step.changed,
            "cosine": step.cosine,
            "kinds": " ".join(step.changes.kinds),
            "reasons": " ".join(step.changes.reasons),
            **{f"before_{name}": cell for name, cell in quote_row(step.before.fullest).items() if name in _SHOWN},
            **{f"after_{name}": cell for name, cell in quote_row(step.after.fullest).items() if name in _SHOWN},
        }
        for step in drift.steps
    ]


_SHOWN = ("article", "outlet", "published", "start", "end", "text", "url", "sha256")


def _count(count: Count) -> Row:
    return {"direct": count.direct, "indirect": count.indirect}


def _role(role: Role) -> Row:
    return {
        "words": role.words,
        "quotes": role.quotes,
        "article": role.at.article,
        "start": role.span.start,
        "end": role.span.end,
        "sha256": role.at.sha256,
    }


def _statement(statement: Statement) -> Row:
    first = statement.earliest[0].published if statement.earliest else None
    return {
        "earliest": day_of(first),
        "undated": statement.undated,
        "outlets": [one.outlet for one in statement.carried],
        "fullest": quote_row(statement.fullest),
    }


def _step(step: Step) -> Row:
    return {
        "changed": round(step.changed, 4),
        "cosine": step.cosine,
        "kinds": list(step.changes.kinds),
        "reasons": list(step.changes.reasons),
        "before": quote_row(step.before.fullest),
        "after": quote_row(step.after.fullest),
    }
