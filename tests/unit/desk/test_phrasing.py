"""A brief in a model's words: a stub on this machine plays every kind of model, and nobody is believed."""

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk.assignment import Assignment
from desk.brief import Brief, brief
from desk.language_model import Endpoint, ask
from desk.phrase_check import fault
from desk.phrasing import SCHEMA, SYSTEM, ModelError, phrase, speaks_to_a_machine
from index.engine import Query
from index.local import Local
from tests.stub_model import Stub

INJECTIONS = (Path(__file__).parent / "injections.txt").read_text(encoding="utf-8").splitlines()
SOURCES = [
    "Joren Halvik, the Ketrian negotiator, did not leave Kelm on Monday, his office said.",
    "Two boats with 11 men were held for three days.",
    '"We are ready to sit down," Ilse Maravec said in Arlesk.',
]


@pytest.fixture
def stub() -> Iterator[Stub]:
    with Stub() as running:
        yield running


@pytest.fixture
def found(engine: Local) -> Brief:
    answer = brief(engine, Assignment(query=Query("strait"), words=150))
    assert len(answer.sentences) > 2
    return answer


def phrased(found: Brief, stub: Stub, *, seconds: int = 5):  # type: ignore[no-untyped-def]
    return phrase(found, lambda system, user, schema: ask(stub.endpoint(seconds), system, user, schema))


def written(*sentences: tuple[str, list[int]]) -> str:
    return json.dumps({"brief": [{"text": text, "from": numbers} for text, numbers in sentences]})


def test_a_model_may_order_and_phrase(found: Brief, stub: Stub) -> None:
    first, second, *_ = [one.passage.text for one in found.sentences]
    stub.content = written((second, [2]), (first, [1]))
    answer = phrased(found, stub)
    assert [(one.rests_on, one.struck) for one in answer.sentences] == [((2,), None), ((1,), None)]


def test_it_is_sent_the_sentences_and_nothing_else(found: Brief, stub: Stub) -> None:
    stub.content = written((found.sentences[0].passage.text, [1]))
    phrased(found, stub)
    (body,) = stub.asked
    system, user = body["messages"]
    assert system == {"role": "system", "content": SYSTEM}
    sent = [one["text"] for one in json.loads(user["content"])["sentences"]]
    assert [text.split() for text in sent] == [
        (f"{b} [{n}]{a}" if n else b).split() for b, n, a in (one.pieces for one in found.sentences)
    ]
    assert "tools" not in body and body["response_format"]["json_schema"]["schema"] == SCHEMA
    assert stub.headers_seen[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Joren Halvik, the Ketrian negotiator, left Kelm on Monday.", "leaves out a negation"),
        ("Senna Orlay did not leave Kelm on Monday.", "names “Senna”"),
        ("Two boats with 12 men were not held.", "number “12”"),
        ("Boats with 11 men were held for never three days.", "adds what they do not say: negation"),
        ("Two boats with 11 men may be held for three days.", "adds what they do not say: possible"),
        ('"We are ready to fight," Ilse Maravec said in Arlesk.', "quotes “We are ready to fight,”"),
        ('Ilse Maravec said "We are ready to sit down.', "without its other"),
        ("See www.evil.example about two boats.", "markup or an address"),
        ("[Two boats](javascript:x) were held.", "markup or an address"),
        ("Smugglers bribed corrupt officials before two boats were held.", "names “Smugglers”"),
        ("Two boats were bought by smugglers who had bribed corrupt officials.", "tells what they do not"),
        ("And " + "two boats " * 40, "longer than a sentence"),
        ("Of the.", "says nothing"),
    ],
)
def test_what_goes_beyond_its_sources_is_struck(text: str, why: str) -> None:
    sources = [SOURCES[2]] if "Maravec" in text else [SOURCES[0]] if "Kelm" in text else [SOURCES[1]]
    assert why in (fault(text, sources, "en") or "")


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Joren Halvik did not leave Kelm on Monday.", SOURCES[:1]),
        ("For three days, 11 men in two boats were held.", SOURCES[1:2]),
        (
            'Ilse Maravec said in Arlesk: "We are ready to sit down."',
            ['"We are ready to sit down." Ilse Maravec said in Arlesk.'],
        ),
        ("They held 11 men, and Joren Halvik did not leave Kelm.", SOURCES[:2]),
    ],
)
def test_phrasing_that_keeps_to_its_sources_stands(text: str, sources: list[str]) -> None:
    assert fault(text, sources, "en") is None


def test_a_struck_sentence_is_kept_to_be_shown_and_one_without_sources_is_struck(found: Brief, stub: Stub) -> None:
    stub.content = written(
        (found.sentences[0].passage.text, [1]), ("Halvik resigned.", [2]), ("It rained.", []), ("x", [99])
    )
    good, *bad = phrased(found, stub).sentences
    assert good.struck is None
    assert [one.text for one in bad] == ["Halvik resigned.", "It rained.", "x"] and all(one.struck for one in bad)


@pytest.mark.parametrize("manner", ["silent", "endless", "dripping"])
def test_a_model_that_does_not_come_to_an_end_is_left(found: Brief, stub: Stub, manner: str) -> None:
    stub.manner = manner
    began = time.monotonic()
    with pytest.raises(ModelError, match=r"did not (answer in 1 seconds|come to an end)"):
        phrased(found, stub, seconds=1)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("status", [302, 400, 401, 404, 429, 500])
def test_a_refusal_gets_a_sentence(found: Brief, stub: Stub, status: int) -> None:
    stub.status = status
    with pytest.raises(ModelError, match=f"refused, with status {status}"):
        phrased(found, stub)


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"{}", b'{"choices": []}', b"\xff\xfe", b"[" * 100_000, b'{"choices": 7}']
)
def test_what_is_no_answer_gets_a_sentence(found: Brief, stub: Stub, raw: bytes) -> None:
    stub.raw = raw
    with pytest.raises(ModelError, match="OpenAI protocol"):
        phrased(found, stub)


@pytest.mark.parametrize(
    "content",
    [
        None,
        "  ",
        "I cannot help with that.",
        "{",
        '{"brief": "x"}',
        '{"brief": []}',
        '{"brief": [{"text": 7, "from": [1]}]}',
        '{"brief": [{"text": "x", "from": [true]}]}',
        '{"brief": [{"text": "x", "from": "1"}]}',
        "[" * 100_000,
        "{" * 100_000,
    ],
)
def test_garbage_gets_a_sentence(found: Brief, stub: Stub, content: str | None) -> None:
    stub.content = content
    with pytest.raises(ModelError):
        phrased(found, stub)


def test_a_model_that_thinks_aloud_or_wraps_its_answer_is_understood(found: Brief, stub: Stub) -> None:
    answer = written((found.sentences[0].passage.text, [1]))
    stub.content = f"<think>{{a plan}}</think>Here it is:\n```json\n{answer}\n```"
    assert phrased(found, stub).sentences[0].struck is None


@pytest.mark.parametrize("injection", INJECTIONS)
def test_an_instruction_in_an_article_changes_nothing(found: Brief, stub: Stub, injection: str) -> None:
    """The brief holds the instruction, and the model obeys it as far as it can."""
    first, *rest = found.sentences
    poisoned = _with_words(first, f"{first.passage.text} {injection}")
    stub.content = written((injection, [1]), ("The minister resigned.", [1]))
    with pytest.raises(ModelError):  # so the extractive brief is shown, as without a model
        phrased(Brief((poisoned, *rest), 9, 9, None), stub)
    assert stub.asked == []


@pytest.mark.parametrize("injection", INJECTIONS)
def test_a_model_that_obeys_what_it_was_never_sent_is_struck_out(found: Brief, stub: Stub, injection: str) -> None:
    good = found.sentences[0].passage.text
    stub.content = written((good, [1]), (injection, [1]))
    kept, struck = phrased(found, stub).sentences
    assert kept.struck is None and struck.struck


def test_no_sentence_of_the_samples_is_taken_for_an_instruction(engine: Local, stub: Stub) -> None:
    hits = engine.search(Query(limit=1000)).hits
    assert hits and not [hit.text for hit in hits if speaks_to_a_machine(hit.text)]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://127.0.0.1/v1", "expected an address"),
        ("nonsense", "expected an address"),
        ("http://127.0.0.1:99999/v1", "expected an address"),
        ("http://8.8.8.8/v1", "not sent there"),
        ("http://0.0.0.0/v1", "not sent there"),
        ("http://127.0.0.1:9/v1", "is it running"),
    ],
)
def test_the_archives_words_go_nowhere_else(url: str, why: str) -> None:
    with pytest.raises(ModelError, match=why):
        ask(Endpoint(url, "stub"), SYSTEM, "{}", SCHEMA)


def _with_words(sentence, words: str):  # type: ignore[no-untyped-def]
    return replace(sentence, passage=replace(sentence.passage, text=words), stands_for=None, stands_at=None)
