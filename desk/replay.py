"""A research bundle, replayed without its library: the answer is made again from the evidence, and compared."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from desk.bundle import (
    ANSWER,
    EVIDENCE,
    FORMAT,
    MANIFEST,
    BriefEvidence,
    Evidence,
    SidesEvidence,
    answer_files,
    seal,
    text_name,
)
from desk.plain import from_plain
from desk.wording import count
from desk.zipped import zipped
from ingest.article import NewsdeskError, Span
from ingest.verbatim import verbatim

_MOST = 512 * 2**20  # bytes in all: a bundle holds some dozens of articles
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)

Files = Mapping[str, bytes]


class BundleError(NewsdeskError):
    """A file that is no research bundle, or so broken that nothing in it can be replayed."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a replay."""

    told: str  # what the bundle is, and what was proved
    faults: tuple[str, ...]  # what differs, a sentence each; none: all of it is proved
    seal: str  # the checksum of the bundle's content, to be noted where the bundle cannot reach


def replay(path: Path) -> Replayed:
    """Prove the bundle, or name what differs. Raises BundleError where there is nothing to replay."""
    files = _opened(path)
    manifest = _manifest(path, files)
    faults = [*_changed(path, files, manifest)]
    try:
        evidence = _evidence(files, manifest)
        faults += _unproved(files, evidence)
        faults += _different(files, answer_files(evidence))
    except (NewsdeskError, KeyError, ValueError, TypeError, AttributeError) as error:  # JSON of any shape
        faults.append(f"The answer cannot be made again: {error}")
    if faults:
        told = f"A {manifest.get('kind')} that is not as it was made."
    else:
        proved = "every one is verbatim in its text, and the evidence gives the same answer again"
        told = f"A {manifest.get('kind')} of {count(len(_passages(files)), 'passage')}: {proved}."
    return Replayed(told, tuple(dict.fromkeys(faults)), str(manifest.get("seal")))


def _opened(path: Path) -> Files:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MOST:
                raise BundleError(f"{path}: over {_MOST // 2**20} MB unpacked, more than any research bundle")
            return {name: archive.read(name) for name in archive.namelist()}
    except _BROKEN as error:
        raise BundleError(f"{path} cannot be read as a zip ({error}): get the bundle again from who made it") from error


def _manifest(path: Path, files: Files) -> dict[str, Any]:
    try:
        manifest = json.loads(files[MANIFEST])
        if manifest["format"] == FORMAT and isinstance(manifest["files"], dict):
            return dict(manifest)
    except (KeyError, ValueError, TypeError) as error:
        raise BundleError(f"{path} is no research bundle: its {MANIFEST} cannot be read ({error})") from error
    raise BundleError(
        f"{path}: expected {FORMAT!r}, found {manifest['format']!r:.80}: another version of Newsdesk made it"
    )


def _changed(path: Path, files: Files, manifest: Mapping[str, Any]) -> Iterator[str]:
    """Files that are not what the manifest lists, and a manifest that is not what was sealed."""
    if seal(manifest) != manifest.get("seal"):
        yield f"{MANIFEST}: changed since it was sealed."
    listed = manifest["files"]
    for name in sorted({*listed, *files} - {MANIFEST}):
        if name not in files:
            yield f"{name}: missing."
        elif name not in listed:
            yield f"{name}: not in the manifest."
        elif sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name}: changed since the bundle was made."
    if zipped(files) != path.read_bytes():
        yield "The zip itself was written anew or changed: its files are not packed as Newsdesk packs them."


def _evidence(files: Files, manifest: Mapping[str, Any]) -> Evidence:
    given = json.loads(files[EVIDENCE])
    if manifest.get("kind") != "brief":
        return from_plain(SidesEvidence, given)
    for article in given["pool"]["articles"]:
        article["text"] = files[text_name(article["id"], article["sha256"])].decode()
    return from_plain(BriefEvidence, given)


def _unproved(files: Files, evidence: Evidence) -> Iterator[str]:
    """Passages of the answer that do not stand in their texts."""
    for number, passage in enumerate(_passages(files), start=1):
        name = text_name(passage["article"], passage["sha256"])
        try:
            text, span = files[name].decode(), Span(passage["start"], passage["end"])
            verbatim(text, span, passage["text"], sha256=passage["sha256"])
        except KeyError:
            yield f"{ANSWER}, passage {number}: its text {name} is not in the bundle."
        except (NewsdeskError, ValueError) as error:
            yield f"{ANSWER}, passage {number}: {error}"


def _passages(files: Files) -> list[dict[str, Any]]:
    """The passages of an answer, in its order: everything in it that has offsets into a text of its own."""
    answer = json.loads(files[ANSWER])
    return [*answer.get("sentences", ()), *(q for row in answer.get("rows", ()) for cell in row["cells"] for q in cell)]


def _different(files: Files, again: Files) -> Iterator[str]:
    """Where the answer made again is another one."""
    for name, content in again.items():
        if files.get(name) != content:
            yield f"{name}: made again from the evidence it differs{_first_difference(files.get(name, b''), content)}."


def _first_difference(before: bytes, after: bytes) -> str:
    lines = zip(before.decode(errors="replace").splitlines(), after.decode(errors="replace").splitlines(), strict=False)
    found = next(((number, old, new) for number, (old, new) in enumerate(lines, start=1) if old != new), None)
    if found is None:
        return " in length"
    number, old, new = found
    return f" from line {number} on: {old.strip()!r:.120} is now {new.strip()!r:.120}"
