"""Whatever bytes come in under whatever opening: articles with words or refusals with a reason, never an error."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.article import Refusal
from ingest.read import read
from tests.unit.ingest.test_archives import DATED, a_tar, a_zip
from tests.unit.ingest.test_documents import LINES, RTF, a_docx, a_pdf, an_odt
from tests.unit.ingest.test_feeds import ATOM, ITEM, RDF, RSS
from tests.unit.ingest.test_mail import a_mail
from tests.unit.ingest.test_markdown import TOML, YAML
from tests.unit.ingest.test_web_archives import PAGE, record

WHOLE = {
    "arc": b"filedesc://a.arc 127.0.0.1 20250310000000 text/plain 9\n1 0 Crawl\n",
    "docx": a_docx(),
    "eml": bytes(a_mail()),
    "gz": gzip.compress(DATED),
    "html": PAGE.encode(),
    "json": b'[{"t": "Talks end", "d": "2025-03-04", "u": "https://wire.example/a"}]',
    "mbox": b"From a Tue Mar  4 23:30:00 2025\n" + bytes(a_mail()),
    "md": YAML.encode(),
    "odt": an_odt(),
    "pdf": a_pdf(LINES),
    "rdf": RDF.encode(),
    "rss": RSS.format(ITEM).encode(),
    "rtf": RTF,
    "sgm": b"<REUTERS><TEXT><TITLE>TALKS</TITLE></TEXT></REUTERS>",
    "tar": a_tar({"a.txt": DATED}),
    "tgz": a_tar({"a.txt": DATED}, "gz"),
    "toml.md": TOML.encode(),
    "txt": "2023-08-03，正文：双方离开。\n".encode(),
    "warc": record("https://wire.example/a", "200 OK", "text/html", PAGE),
    "xml": ATOM.format("").encode(),
    "zip": a_zip({"a.txt": DATED}),
}
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=12))


def edited(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """The content with some of its bytes replaced by others."""
    for where, length, put in edits:
        at = int(where * len(content))
        content = content[:at] + put + content[at + length :]
    return content


def all_named(path: Path) -> bool:
    """Everything that came of the file is an article with words, or a refusal with a place and a reason."""
    return all(
        bool(one.origin and one.reason) if isinstance(one, Refusal) else any(map(str.isalnum, one.text))
        for one in read(path, max_bytes=1 << 24)
    )


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_file_becomes_something(tmp_path: Path, kind: str) -> None:
    (tmp_path / f"a.{kind}").write_bytes(WHOLE[kind])
    assert list(read(tmp_path / f"a.{kind}")) and all_named(tmp_path / f"a.{kind}")


@pytest.mark.parametrize("kind", WHOLE)
@given(edits=st.lists(EDIT, min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_a_damaged_file_never_ends_in_an_error(
    tmp_path: Path, kind: str, edits: list[tuple[float, int, bytes]]
) -> None:
    (tmp_path / f"a.{kind}").write_bytes(edited(WHOLE[kind], edits))
    assert all_named(tmp_path / f"a.{kind}")


@pytest.mark.parametrize("kind", WHOLE)
@given(content=st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_any_bytes_after_an_opening_never_end_in_an_error(tmp_path: Path, kind: str, content: bytes) -> None:
    (tmp_path / f"a.{kind}").write_bytes(WHOLE[kind][:20] + content)
    assert all_named(tmp_path / f"a.{kind}")
