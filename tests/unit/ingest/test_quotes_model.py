"""The shipped model: numbers only, made again the same, and as good as was measured."""

from __future__ import annotations

import json

import pytest

from benchmarks.quotes import GOLD
from benchmarks.train_speakers import GoldArticle, read_gold, train
from ingest.choices import SHIPPED, load_model
from ingest.lexicon import lexicon

LETTERS = frozenset("QNMDdhPoTtpcwanyWVCRBegsx#.,;:-()u^$~?0123456789+")
KINDS = {"name", "role", "body", "thing", "pronoun", "base", "s", "past", "ing", "according", ":", "noun", "n"}
STATES = {"True", "False", "TrueTrue", "TrueFalse", "FalseTrue", "FalseFalse", "S", "I", "", "-"}
STATES |= {f"{how}{closed}" for how in ("link", "carry", "unnamed") for closed in (True, False)}

needs_gold = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the project (../shared/gold)")


def test_the_file_is_small() -> None:
    assert SHIPPED.stat().st_size < 200_000


def test_features_name_no_word_but_the_projects_own() -> None:
    english = lexicon("en")
    own = KINDS | STATES | set(english.closed) | {base for base, _ in english.verbs.values()}
    own |= {one + two for one in STATES for two in STATES} | {one + two for one in own for two in ("0", "1", "2", "3")}
    features = {feature for chooser in load_model().choosers.values() for feature in chooser.weights}
    assert len(features) > 1000
    for feature in features:
        for field in feature.split("|"):
            tails = [field[cut:] for cut in range(min(6, len(field) + 1))]  # what stands after the template's own name
            states = field.replace("True", "").replace("False", "")
            assert any(tail in own or set(tail) <= LETTERS for tail in (*tails, states, states[2:])), feature


@needs_gold
def test_training_gives_the_same_numbers_each_time() -> None:
    rows = list(read_gold(GOLD / "polnear.dev.jsonl"))[:8]
    once, again = (train([GoldArticle(row) for row in rows]) for _ in range(2))
    assert once.choosers["link"].weights
    assert json.dumps([c.weights for c in once.choosers.values()]) == json.dumps(
        [c.weights for c in again.choosers.values()]
    )
