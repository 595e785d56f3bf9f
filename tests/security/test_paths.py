"""Nobody reads or writes a file beside those that are meant, whatever path, id or file name they send.

File names of uploads: tests/unit/desk/test_intake.py; members of archives: tests/unit/ingest/test_archives.py.
"""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from streamlit.testing.v1 import AppTest

from desk.replay import replay
from index.backup import backup, read_backup
from index.engine import LibraryError
from index.local import Local
from index.settings import Settings
from ingest.article import NewsdeskError
from tests.security.test_forgery import raw
from tests.security.test_markup import opened

UP = ("../ledger.db", "../../app.py", "..%2f..%2fapp.py", "%2e%2e/%2e%2e/etc/passwd", "....//....//etc/passwd",
      "..\\..\\app.py", "/etc/passwd", "%00", "..%c0%afapp.py", "%252e%252e%252fapp.py")  # fmt: skip
ROOTS = ("/", "/static/", "/app/static/", "/media/", "/component/a/", "/_stcore/", "/api/v1/articles/", "/api/v1/")
SECRET = (b"root:", b"SQLite format", b"Door: the dashboard", b"import streamlit")


@pytest.mark.parametrize("root", ROOTS)
def test_no_path_reaches_a_file(address: str, root: str) -> None:
    for up in UP:
        status, _, body = raw(address, root + up)
        assert status < 500, (root, up)
        assert not [secret for secret in SECRET if secret in body], (root, up)


def test_a_collection_s_name_is_no_path(address: str) -> None:
    for name in ("../sources", "..", "/etc"):
        assert httpx.get(f"{address}/api/v1/search", params={"collection": name}).status_code == 403


@pytest.mark.parametrize("parameters", [{"article": "../../etc/passwd"}, {"article": "/etc/passwd", "version": "../1"}])
def test_a_page_s_link_is_no_path(
    hostile: Settings, parameters: dict[str, str | list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    page: AppTest = opened(hostile, {"article": parameters}, "article", monkeypatch)
    assert not page.exception
    assert "root:" not in "".join(block.value for block in page.html)


def test_a_bundle_is_read_without_writing_its_members_anywhere(tmp_path: Path) -> None:
    bundle = tmp_path / "in" / "bundle.zip"
    bundle.parent.mkdir()
    with zipfile.ZipFile(bundle, "w") as made:
        for name in ("manifest.json", "../../evil.txt", "/tmp/newsdesk-evil.txt"):
            made.writestr(name, "{}")
    with suppress(NewsdeskError):
        assert replay(bundle).faults
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["bundle.zip"]
    assert not Path("/tmp/newsdesk-evil.txt").exists()


def test_a_backup_restores_only_the_files_of_a_library(hostile: Settings, tmp_path: Path) -> None:
    with Local.open(hostile) as library:
        backup(library, tmp_path / "backup")
        with pytest.raises(LibraryError, match="not empty"):
            backup(library, hostile.library)
    manifest = tmp_path / "backup" / "backup.json"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("ledger.db", "../../evil.db"), encoding="utf-8")
    with pytest.raises(LibraryError, match="not a backup"):
        read_backup(tmp_path / "backup")
