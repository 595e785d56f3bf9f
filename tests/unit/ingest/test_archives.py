"""Zip and tar: what lies in them is read as files; bombs, links and paths that lead out are refused."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from tests.unit.ingest.reading import all_articles, only_refusal

DATED = b" date 2025-03-04 https://wire.example/a\nTalks end\nBoth sides left.\n"
ROWS = b'{"id": "7", "text": "Both sides left."}\n{"id": "7", "text": "Nobody spoke."}\n'
FILES = {"b/a.txt": DATED, "rows.jsonl": ROWS, "b/": b"", "__MACOSX/a.txt": DATED, ".x.txt": DATED, "README": DATED}


def a_zip(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return into.getvalue()


def a_tar(files: dict[str, bytes], packing: str = "") -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode=f"w:{packing}") as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name.rstrip("/"))
            member.type, member.size = tarfile.DIRTYPE if name.endswith("/") else tarfile.REGTYPE, len(content)
            archive.addfile(member, io.BytesIO(content))
    return into.getvalue()


def put(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("content", [a_zip(FILES), a_tar(FILES), a_tar(FILES, "gz"), a_tar(FILES, "bz2")])
def test_files_in_an_archive_are_read_as_files_in_a_folder_are(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path / "a.bin", content)
    found = all_articles(path)
    assert [one.source.origin.removeprefix(f"{path}/") for one in found] == [
        "b/a.txt#1",
        "rows.jsonl#1",
        "rows.jsonl#2",
    ]
    assert found[0].url == "https://wire.example/a"
    assert all(row.id_repeats for row in found[1:])  # a table in an archive is read twice, too


@pytest.mark.parametrize("pack", [a_zip, a_tar])
def test_an_archive_in_an_archive_is_read_and_a_nest_of_them_is_refused(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    nested = pack({"a.txt": DATED})
    (found,) = all_articles(put(tmp_path / "a.bin", pack({"in.bin": nested})))
    assert found.source.origin.endswith("a.bin/in.bin/a.txt#1")
    for _ in range(4):
        nested = pack({"in.bin": nested})
    assert "within 3 others" in only_refusal(tmp_path / "b.bin", nested).reason


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "a/../../b.txt"])
@pytest.mark.parametrize("pack", [a_zip, a_tar])
def test_a_path_that_leads_out_is_refused_and_its_neighbour_is_read(tmp_path: Path, pack: object, name: str) -> None:
    assert callable(pack)
    refused, found = read(put(tmp_path / "a.bin", pack({name: DATED, "b.txt": DATED})))
    assert isinstance(refused, Refusal) and "leads out" in refused.reason
    assert isinstance(found, Received)


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (refused,) = read(tmp_path / "a.zip")
    assert isinstance(refused, Refusal) and "link" in refused.reason


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices_in_a_tar_are_refused(tmp_path: Path, kind: bytes) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        archive.addfile(member)
    (refused,) = read(tmp_path / "a.tar")
    assert isinstance(refused, Refusal) and "link or a device" in refused.reason


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    assert "a zip bomb" in only_refusal(tmp_path / "a.zip", a_zip({"a.txt": b" " * (1 << 26)})).reason


def test_a_packed_tar_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "a.tar.gz", a_tar({"a.txt": DATED, "b.txt": b"a" * 2_000_000}, "gz"))
    found, refused = read(path, max_bytes=1_000_000)
    assert isinstance(found, Received)
    assert isinstance(refused, Refusal) and "unpacks to more than" in refused.reason


def test_a_bomb_in_many_parts_is_refused(tmp_path: Path) -> None:
    parts = {f"{n}.txt": b"Both sides left. " * 20_000 for n in range(10)}
    *_, refused = read(put(tmp_path / "a.zip", a_zip(parts)), max_bytes=1_000_000)
    assert isinstance(refused, Refusal) and "unpacks to more than" in refused.reason


def test_a_packed_file_that_only_says_that_it_is_small_gives_no_more_than_it_says(tmp_path: Path) -> None:
    content = a_zip({"a.txt": DATED + b"Nobody spoke. " * 100_000})
    size = len(DATED + b"Nobody spoke. " * 100_000)
    lying = content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    (found,) = read(put(tmp_path / "a.zip", lying))
    assert isinstance(found, Refusal) or len(found.text) <= 1000


@pytest.mark.parametrize("content", [a_zip({}), a_zip({"README.md": DATED}), a_tar({".x.txt": DATED})])
def test_an_archive_without_files_is_refused(tmp_path: Path, content: bytes) -> None:
    assert "no article in this" in only_refusal(tmp_path / "a.bin", content).reason


def test_a_damaged_file_in_a_zip_does_not_stop_the_next(tmp_path: Path) -> None:
    content = bytearray(a_zip({"a.txt": DATED, "b.txt": DATED}))
    content[60] ^= 0xFF
    refused, found = read(put(tmp_path / "a.zip", bytes(content)))
    assert isinstance(refused, Refusal) and refused.origin.endswith("a.zip/a.txt")
    assert isinstance(found, Received)


@pytest.mark.parametrize("content", [a_zip({"a.txt": DATED})[:-10], a_tar({"a.txt": DATED})[:700], a_zip({})])
def test_a_damaged_or_empty_archive_never_ends_in_an_error(tmp_path: Path, content: bytes) -> None:
    found = list(read(put(tmp_path / "a.bin", content)))
    assert found and isinstance(found[-1], Refusal)


def test_links_to_folders_are_named_and_not_followed_and_a_loop_ends(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(DATED)
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    found, itself, folder = read(tmp_path)
    assert isinstance(found, Received)
    assert isinstance(itself, Refusal) and "leads to itself" in itself.reason
    assert isinstance(folder, Refusal) and "not followed" in folder.reason


def test_a_gzip_of_little_that_unpacks_to_much_is_a_bomb(tmp_path: Path) -> None:
    packed = gzip.compress(b'{"text": "' + b"a" * (40 << 20))
    assert "a bomb" in only_refusal(tmp_path / "a.jsonl.gz", packed).reason
