"""A research bundle proves its answer without the library, or names what differs."""

import json
import random
import zipfile
from pathlib import Path

import pytest

from desk.assignment import Assignment, assignment
from desk.bundle import EVIDENCE, MANIFEST, bundle_of_brief, bundle_of_comparison
from desk.compare import Sides
from desk.replay import BundleError, replay
from desk.zipped import zipped
from index.engine import Query
from index.local import Local

TRAWLER = assignment(Query("trawler"), day="2025-03-04")
SPEAKER = assignment(Query(), said_by="Ilse Maravec", sentences=3, arrange="weight")
SIDES = Sides(Query("close the strait"), "outlet", ("harbourwire.example", "dailyflare.example"))


@pytest.fixture(scope="module")
def bundles(engine: Local) -> dict[str, bytes]:
    return {
        "question": bundle_of_brief(engine, Assignment(query=Query("ferry"))),
        "day": bundle_of_brief(engine, TRAWLER),
        "speaker": bundle_of_brief(engine, SPEAKER),
        "comparison": bundle_of_comparison(engine, SIDES),
    }


@pytest.mark.parametrize("kind", ["question", "day", "speaker", "comparison"])
def test_a_bundle_is_proved_without_its_library(bundles: dict[str, bytes], kind: str, tmp_path: Path) -> None:
    file = tmp_path / "bundle.zip"
    file.write_bytes(bundles[kind])
    found = replay(file)
    assert found.faults == ()
    assert "every one is verbatim" in found.told and " 0 passages" not in found.told


def test_made_twice_it_is_the_same_bytes(bundles: dict[str, bytes], engine: Local) -> None:
    assert bundle_of_brief(engine, TRAWLER) == bundles["day"]
    assert bundle_of_comparison(engine, SIDES) == bundles["comparison"]


def test_a_byte_changed_anywhere_is_refused(bundles: dict[str, bytes], tmp_path: Path) -> None:
    chance, file, whole = random.Random(7), tmp_path / "bundle.zip", bundles["speaker"]
    for _ in range(60):
        at = chance.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert replay(file).faults
        except BundleError:
            continue


def test_words_changed_with_care_are_still_named(bundles: dict[str, bytes], tmp_path: Path) -> None:
    """Somebody changes a word in every place where it stands, and the checksums with it."""
    files = _files(bundles["day"], tmp_path)
    changed = {name: content.replace(b"Second Wind", b"Second Wine") for name, content in files.items()}
    found = replay(_packed(changed, tmp_path))
    assert any(fault.startswith("answer.json, passage") for fault in found.faults)


def test_a_sentence_left_out_of_the_answer_is_named(bundles: dict[str, bytes], tmp_path: Path) -> None:
    files = _files(bundles["day"], tmp_path)
    answer = json.loads(files["answer.json"])
    answer["sentences"].pop()
    found = replay(_packed(files | {"answer.json": json.dumps(answer).encode()}, tmp_path))
    assert any("answer.json: made again from the evidence it differs" in fault for fault in found.faults)


@pytest.mark.parametrize("name", [EVIDENCE, "answer.md", "texts"])
def test_a_missing_file_is_named(bundles: dict[str, bytes], name: str, tmp_path: Path) -> None:
    files = _files(bundles["day"], tmp_path)
    gone = next(file for file in files if file.startswith(name))
    found = replay(_packed({file: content for file, content in files.items() if file != gone}, tmp_path))
    assert f"{gone}: missing." in found.faults


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", zipped({"a.txt": b"x"}), zipped({MANIFEST: b"[]"})])
def test_what_is_no_bundle_gets_a_sentence(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "no.zip"
    file.write_bytes(content)
    with pytest.raises(BundleError, match=r"no\.zip"):
        replay(file)


def _files(bundle: bytes, folder: Path) -> dict[str, bytes]:
    file = folder / "given.zip"
    file.write_bytes(bundle)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(files: dict[str, bytes], folder: Path) -> Path:
    file = folder / "changed.zip"
    file.write_bytes(zipped(files))
    return file
