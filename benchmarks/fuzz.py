"""Each reader fed with what a fuzzer thinks up: `python -m benchmarks.fuzz [--seconds 30]`.

Coverage-guided (atheris), from a whole file of each kind: no error, nothing over 5 s, nothing over the memory allowed.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.results import record

ROOT = Path(__file__).parents[1]
OUT = ROOT / "benchmarks" / "out"
SLOWEST = 5  # processor seconds for one input
HANGS = 60  # seconds by the clock, which other programs' load stretches
MEMORY = 1536  # MB of a process
MOST = 1 << 24  # bytes that one input may unpack to


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=30, help="for each kind of file")
    parser.add_argument("--fuzz", help="the kind to fuzz in this process; what follows goes to libFuzzer")
    options, more = parser.parse_known_args()
    if options.fuzz:
        _fuzz(options.fuzz, more)
        return
    from tests.unit.ingest.test_any_bytes import WHOLE  # here: what it imports would not be instrumented

    OUT.mkdir(parents=True, exist_ok=True)
    rows = [(kind, *_run(kind, content, options.seconds)) for kind, content in WHOLE.items()]
    header = ("kind", "inputs", "edges reached", "outcome")
    remark = (
        f"{options.seconds} s each; an input over {SLOWEST} s, a process over {MEMORY:,} MB or any error would stop it."
    )
    record("Readers fuzzed", f"python -m benchmarks.fuzz --seconds {options.seconds}", header, rows, remark)


def _run(kind: str, content: bytes, seconds: int) -> tuple[str, str, str]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "whole").write_bytes(content)
        limits = [f"-max_total_time={seconds}", f"-timeout={HANGS}", f"-rss_limit_mb={MEMORY}", "-max_len=16384"]
        kept = f"-artifact_prefix={OUT}/fuzz-{kind}-"
        command = [sys.executable, "-m", "benchmarks.fuzz", "--fuzz", kind, *limits, kept, folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)
    inputs = re.findall(r"Done (\d+) runs", done.stderr)
    edges = re.findall(r"cov: (\d+)", done.stderr)
    fault = next((line for line in reversed(done.stderr.splitlines()) if "Error" in line or "ERROR" in line), "stopped")
    outcome = "no fault" if done.returncode == 0 else fault[:200]
    return f"{int(inputs[-1]):,}" if inputs else "", edges[-1] if edges else "", outcome


def _fuzz(kind: str, arguments: list[str]) -> None:
    import atheris

    with atheris.instrument_imports(include=["ingest"]):
        from ingest.article import Refusal
        from ingest.read import read_opened
        from ingest.readers.opened import DAMAGED, open_content

    def one_input(content: bytes) -> None:
        began = time.process_time()
        try:
            file = open_content(content, f"a.{kind}", max_bytes=MOST)
        except DAMAGED:  # what `read` refuses in the same way
            return
        for found in read_opened(file):
            named = bool(found.origin and found.reason) if isinstance(found, Refusal) else bool(found.text.strip())
            if not named:
                raise AssertionError(f"neither words nor a reason: {found!r}"[:300])
        if time.process_time() - began > SLOWEST:
            raise AssertionError(f"took more than {SLOWEST} s")

    atheris.Setup([sys.argv[0], *arguments], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
