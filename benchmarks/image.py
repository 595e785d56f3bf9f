"""What the image would do, without a container engine: `python -m benchmarks.image` (needs a package index; minutes).

The RUN lines of deploy/Dockerfile's first stage are run as they stand, in folders of a temporary one. What its second
stage carries over then serves: no torch, the model's files with the times that an image's layers leave them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

from benchmarks.dashboard import ROOT, Server, free_port, wait_until_ready
from benchmarks.results import record, seconds

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
ABSENT = ("torch", "sentence_transformers", "transformers", "onnx")
QUESTION = "ships+kept+out+by+bad+weather"  # of which the samples hold no sentence


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        took = seconds(lambda: prepare(folder))
        kept = sum(path.stat().st_size for path in (folder / "serve").rglob("*") if path.is_file())
        rows = [("first stage built in", f"{took:.0f} s"), ("environment carried over", f"{kept / 1e6:,.0f} MB")]
        rows += serve(folder)
    remark = "A virtual environment stands for the image; no container engine was at hand."
    record("The image's environment", "python -m benchmarks.image", ("what", "found"), rows, remark)


def prepare(folder: Path) -> None:
    """Run the first stage, then forget what only prepares and what a layer does not keep."""
    shutil.copy(ROOT / "requirements.txt", folder)
    for command in runs(DOCKERFILE.split("\nFROM ")[1]):
        inside = re.sub(r"(?<![\w.])/(serve|prepare|model|tmp/library)\b", rf"{folder}/\1", command)
        subprocess.run(["bash", "-ec", inside], cwd=ROOT, env=_outside(), check=True)
    shutil.rmtree(folder / "prepare")
    for path in (folder / "serve").rglob("*"):
        status = path.stat(follow_symlinks=False)
        os.utime(path, (int(status.st_atime), int(status.st_mtime)), follow_symlinks=False)  # whole seconds


def serve(folder: Path) -> list[tuple[str, str]]:
    """Ask the second stage what it must be able to answer."""
    python, port = str(folder / "serve" / "bin" / "python"), free_port()
    library = folder / "library"
    shutil.copytree(folder / "tmp" / "library", library)
    environment = _outside() | {"NEWSDESK_LIBRARY": str(library), "NEWSDESK_CACHE": str(folder / "model")}
    environment["PATH"] = f"{folder / 'serve' / 'bin'}:{environment['PATH']}"
    find = "import importlib.util as u, sys; print([n for n in sys.argv[1:] if u.find_spec(n)])"
    present = subprocess.run(
        [python, "-c", find, *ABSENT], stdout=subprocess.PIPE, text=True, check=True
    ).stdout.strip()
    command = [part.replace("8501", str(port)).replace("0.0.0.0", "127.0.0.1") for part in _listed("CMD")]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_ready(Server(f"http://127.0.0.1:{port}", server))
        check = [part.replace("8501", str(port)) for part in _listed("    CMD")]
        health = subprocess.run(check, cwd=ROOT, env=environment, check=False).returncode
        with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q={QUESTION}") as answer:
            found = json.load(answer)
        _work(python, environment)
        with urlopen(f"http://127.0.0.1:{port}/api/v1/search?q=%22quay+of+the+image%22") as answer:
            added = json.load(answer)["total"]
    finally:
        server.terminate()
        server.wait()
    return [
        (f"of {', '.join(ABSENT)} are there", present),
        ("health check's exit status", str(health)),
        ("share of the archive that meaning covers", f"{found['meaning']:.2f}"),
        ("cosine of its first hit", f"{found['hits'][0]['cosine']:.2f}"),
        ("paragraphs that its worker read and embedded", str(added)),
    ]


def runs(stage: str) -> list[str]:
    """The commands of a stage's RUN lines.

    >>> runs("FROM x\\nRUN a \\\\\\n    && b\\nCOPY . .\\nRUN c\\n")
    ['a     && b', 'c']
    """
    return [found.replace("\\\n", "") for found in re.findall(r"^RUN ((?:.*\\\n)*.*)$", stage, flags=re.MULTILINE)]


def _listed(instruction: str) -> list[str]:
    found = re.search(rf"^{instruction} (\[.*\])$", DOCKERFILE, flags=re.MULTILINE)
    listed: list[str] = json.loads(found[1]) if found else []
    return listed


def _work(python: str, environment: Mapping[str, str]) -> None:
    """Hand a file in and have it read, as an upload is."""
    article = " date 2031-02-03 https://image.example/1\nA notice\n\nThe quay of the image is open.\n"
    hand_in = """import sys
from desk.intake import hand_in
from index.local import Local
from index.settings import Settings
with Local.open(Settings.from_environment()) as library:
    hand_in(library, [("a.txt", sys.argv[1].encode())])"""
    subprocess.run([python, "-c", hand_in, article], cwd=ROOT, env=environment, check=True)
    subprocess.run([python, "-m", "ingest", "work"], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _outside() -> dict[str, str]:
    """This environment without what this checkout's own virtual environment has set."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


if __name__ == "__main__":
    main()
