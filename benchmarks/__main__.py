"""`make benchmark`: every measurement, one after the other (several hours); each writes its part of RESULTS.md."""

from __future__ import annotations

import subprocess
import sys

MEASUREMENTS = (
    ("cold_start",),
    ("page_cost",),
    ("load",),
    ("restart",),
    ("image",),
    ("embedding",),
    ("meaning",),
    ("ranking",),
    ("quotes",),
    ("statements",),
    ("dates",),
    ("days",),
    ("summaries",),
    ("briefs",),
    ("timelines",),
    ("messy",),
    ("nasty",),
    ("copies",),
    ("large",),
    ("shares",),
    ("changes",),
    ("headlines",),
    ("corpus",),
    ("verify",),
    ("verify", "--times"),
    ("kills",),
    ("scale",),
    ("readers",),
    ("shared_work",),
    ("lists",),
    ("vectors",),
    ("words",),
    ("words", "--vectors"),
)


def main() -> int:
    """Run them all; a failure is named at the end and does not stop the rest."""
    failed = []
    for name, *arguments in MEASUREMENTS:
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *arguments], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print("failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
