"""The README does what it says: its commands run, its settings are the code's, its pictures are there."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from dataclasses import fields
from pathlib import Path

import pytest

from index.engine import Query
from index.local import Local
from index.settings import Settings, variable

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = [line for line in SHELL if line.startswith("python -m")]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the README's own commands build the library, one after the other."""
    return tmp_path_factory.mktemp("readme") / "library"


def test_there_are_commands_to_run() -> None:
    assert len(COMMANDS) >= 8


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_runs(command: str, library: Path) -> None:
    arguments = [_filled(word, library) for word in shlex.split(command)[1:]]
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_LIBRARY": str(library)},
        input="no\n",  # whatever asks first is told no
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def _filled(word: str, library: Path) -> str:
    """A placeholder of the README, filled with something of the library."""
    if word != "ID":
        return word
    with Local.open(Settings(library=library)) as engine:
        return engine.search(Query(limit=1)).hits[0].article


def test_make_run_opens_the_dashboard_whatever_is_refused(tmp_path: Path) -> None:
    clips = tmp_path / "clips"
    shutil.copytree(ROOT / "samples" / "plain", clips)
    (clips / "broken.jsonl").write_text("{broken\n", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = subprocess.Popen(
        ["make", "run", f"PORT={port}", f"ARTICLES={clips}"],
        cwd=ROOT,
        env=os.environ | {"NEWSDESK_LIBRARY": str(tmp_path / "library"), "STREAMLIT_SERVER_HEADLESS": "true"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        told = _told_until(running, f"http://127.0.0.1:{port}")
        assert f"http://127.0.0.1:{port}" in told
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=30) as answer:
            assert answer.status == 200
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=30)


def _told_until(running: subprocess.Popen[str], words: str) -> str:
    """What a program prints up to the line with these words, or all of it."""
    told = ""
    for line in running.stdout or ():
        told += line
        if words in line:
            break
    return told


def test_the_table_of_settings_is_the_code() -> None:
    table = dict(re.findall(r"^\| `(NEWSDESK_\w+)` \| (.+?) \|", README, flags=re.MULTILINE))
    assert set(table) == {variable(field.name) for field in fields(Settings)}
    for field in fields(Settings):
        default = str(field.default)
        assert field.name == "cache" or table[variable(field.name)] == f"`{default}`"


def test_every_picture_and_page_is_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(named) >= 6
    assert [name for name in named if not (ROOT / name).exists()] == []
