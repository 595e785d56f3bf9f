"""What is made to do harm: `python -m benchmarks.nasty`. Each file is read in a process of its own, which is measured.

Each must end in a sentence, within seconds and in bounded memory, and touch nothing outside the file.
"""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import record

ROOT = Path(__file__).parents[1]
PAGE = b"<html><body><article><p>Both sides left the town before noon.</p></article></body></html>"


def main() -> None:
    rows = []
    with TemporaryDirectory() as folder:
        for name, make in NASTY.items():
            place = Path(folder) / name.replace(" ", "-")
            place.mkdir()
            made = make(place)
            rows.append((name, f"{_size(made):,}", *_read(made, place)))
    header = ("file", "bytes", "articles", "what is said", "s", "memory")
    record("Files made to do harm", "python -m benchmarks.nasty", header, rows, "Of a process that reads it alone.")


def _read(made: Path, place: Path) -> tuple[object, ...]:
    before = sorted(place.parent.rglob("*"))
    measured = (
        "import resource, sys; from ingest.__main__ import main; main(['add', '--dry-run', '--json', sys.argv[1]]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", measured, str(made)], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True
    )
    took = time.perf_counter() - began
    if sorted(place.parent.rglob("*")) != before:
        sys.exit(f"{made}: reading it wrote a file")
    receipt = json.loads(done.stdout)
    said = "; ".join(dict.fromkeys(refusal["reason"] for refusal in receipt["refusals"]))
    return receipt["new"], said, f"{took:.1f}", f"{int(done.stderr.split()[-1]) / 1024:,.0f} MB"


def _size(made: Path) -> int:
    return sum(file.lstat().st_size for file in made.rglob("*")) if made.is_dir() else made.stat().st_size


def _zip_bomb(place: Path) -> Path:
    packed = zipfile.ZipFile(place / "bomb.zip", "w", zipfile.ZIP_DEFLATED)
    with packed, packed.open("a.txt", "w") as out:
        for _ in range(1 << 10):
            out.write(b"0" * (1 << 20))
    return place / "bomb.zip"


def _nested_bomb(place: Path) -> Path:
    packed = b"0" * (1 << 24)
    for _ in range(5):
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for n in range(10):
                archive.writestr(f"{n}.zip", packed)
        packed = held.getvalue()
    (place / "nest.zip").write_bytes(packed)
    return place / "nest.zip"


def _gzip_bomb(place: Path) -> Path:
    with gzip.open(place / "bomb.jsonl.gz", "wb", compresslevel=9) as out:
        for _ in range(3 << 10):
            out.write(b"0" * (1 << 20))
    return place / "bomb.jsonl.gz"


def _laughs(place: Path) -> Path:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{entities}]><rss version="2.0"><channel><title>&l11;'
    (place / "laughs.xml").write_text(f"{feed}</title></channel></rss>", encoding="utf-8")
    return place / "laughs.xml"


def _long_line(name: str, before: bytes, after: bytes) -> Callable[[Path], Path]:
    def make(place: Path) -> Path:
        with (place / name).open("wb") as out:
            out.write(before)
            for _ in range(200):
                out.write(b"a" * (1 << 20))
            out.write(after)
        return place / name

    return make


def _traversal(place: Path) -> Path:
    with zipfile.ZipFile(place / "out.zip", "w") as archive:
        for name in ("../../escaped.html", "/tmp/escaped.html", "..\\..\\escaped.html"):
            archive.writestr(name, PAGE)
    return place / "out.zip"


def _tar_traversal(place: Path) -> Path:
    with tarfile.open(place / "out.tar.gz", "w:gz") as archive:
        for name, link in (("../../escaped.html", ""), ("a.html", "/etc/passwd"), ("b.html", "../../..")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = (tarfile.SYMTYPE, link) if link else (tarfile.REGTYPE, "")
            member.size = 0 if link else len(PAGE)
            archive.addfile(member, None if link else io.BytesIO(PAGE))
    return place / "out.tar.gz"


def _symlink_loop(place: Path) -> Path:
    folder = place / "folder"
    folder.mkdir()
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "one.html").symlink_to(folder / "two.html")
    (folder / "two.html").symlink_to(folder / "one.html")
    return folder


def _deep_json(place: Path) -> Path:
    (place / "deep.json").write_bytes(b'{"text": ' * 200_000)
    return place / "deep.json"


def _deep_html(place: Path) -> Path:
    (place / "deep.html").write_bytes(b"<html><body>" + b"<div>" * 300_000 + b"words")
    return place / "deep.html"


NASTY: Mapping[str, Callable[[Path], Path]] = {
    "zip bomb of 1 GB": _zip_bomb,
    "bomb of zips in zips": _nested_bomb,
    "gzip bomb of 3 GB": _gzip_bomb,
    "billion laughs": _laughs,
    "JSON line of 200 MB": _long_line("line.jsonl", b'{"text": "', b'"}\n'),
    "text line of 200 MB": _long_line("line.txt", b"", b"\n"),
    "CSV line of 200 MB": _long_line("line.csv", b"title,text\n", b"\n"),
    "page line of 200 MB": _long_line("line.html", b"<html><body><p>", b"</p></body></html>"),
    "zip that leads out": _traversal,
    "tar that leads out": _tar_traversal,
    "links that lead to themselves": _symlink_loop,
    "JSON 200,000 deep": _deep_json,
    "page 300,000 deep": _deep_html,
}


if __name__ == "__main__":
    main()
