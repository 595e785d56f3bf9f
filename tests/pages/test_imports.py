"""A page costs no more to open than it must."""

import os
import subprocess
import sys
from pathlib import Path

from index.settings import Settings

ROOT = Path(__file__).parents[2]
HEAVY = ("torch", "sentence_transformers", "transformers", "trafilatura", "altair", "pandas", "httpx")
OPEN_AND_ASK = f"""
import sys
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("app.py", default_timeout=60)
page.query_params["q"] = "trawler crew"
page.run()
assert any("<mark>" in block.value for block in page.html), page.exception
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_search_is_answered_without_what_is_slow_to_import(library: Settings) -> None:
    environment = os.environ | {"NEWSDESK_LIBRARY": str(library.library)}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_AND_ASK], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
