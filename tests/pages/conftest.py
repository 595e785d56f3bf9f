"""Pages run by Streamlit's AppTest: in this process, without a browser."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from index.local import Local
from index.settings import Settings
from ingest.read import read
from ingest.understand import understand
from tests.conftest import copied

APP = Path(__file__).parents[2] / "app.py"
PATIENCE = 60  # seconds: the first run of a session imports everything, perhaps on a busy machine

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(library: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """A page over the samples; its parameters are those of its URL."""
    yield from _opener(library.library, monkeypatch)


@pytest.fixture
def open_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """A page over a library with nothing in it."""
    yield from _opener(tmp_path / "library", monkeypatch)


@pytest.fixture
def own(library: Settings, tmp_path: Path) -> Settings:
    """A copy of the samples that may be written to."""
    return copied(library, tmp_path / "own")


@pytest.fixture
def desk(own: Settings) -> Iterator[Local]:
    """The same, in this process."""
    with Local.open(own) as opened:
        yield opened


@pytest.fixture
def open_own(own: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """A page over it."""
    yield from _opener(own.library, monkeypatch)


@pytest.fixture
def open_hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    """A page over one article that would like to be markup."""
    file = tmp_path / "hostile.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    settings = replace(Settings.from_environment(), library=tmp_path / "library")
    with Local.open(settings, create=True) as engine:
        articles = [understand(received) for received in read(file)]  # type: ignore[arg-type]
        engine.add(replace(article, outlet="<i>outlet</i>", url="javascript:alert(1)") for article in articles)
    yield from _opener(settings.library, monkeypatch)


def press(page: AppTest, label: str) -> None:
    """Press the first button of this name."""
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


HOSTILE = r""" date 2024-02-03 https://lantern.example/hostile
<script>alert(1)</script> **bold** $x^2$ :material/home:

"<img src=x onerror=alert(2)> is *no* picture of the harbour," Ana Lind said on Monday.

"This $\alpha$ </mark><b>picture is no better, and we told them so," said Bo Berg of the <u>harbour</u> office.
"""


def _opener(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenPage]:
    monkeypatch.setenv("NEWSDESK_LIBRARY", str(folder))
    monkeypatch.setattr("views.frame.GRACE", PATIENCE)  # AppTest does not draw a page again by itself

    st.cache_data.clear()  # answers are kept by the library's version, and another library may have the same
    st.cache_resource.clear()

    def open_page(name: str, **parameters: str | list[str]) -> AppTest:
        page = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        if name != "search":
            page.switch_page(f"views/{name}.py")
        for parameter, value in parameters.items():
            page.query_params[parameter] = value
        return page.run()

    yield open_page
    st.cache_data.clear()
    st.cache_resource.clear()
