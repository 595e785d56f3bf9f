"""Every page can be read with a screen reader and without colour: axe-core (Deque) finds nothing serious on it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from benchmarks.dashboard import settle
from index.engine import Query
from index.local import Local
from tests.browser.test_dashboard import PLACES

pytestmark = pytest.mark.browser

READ = {"exclude": [[".brush_brush"], [".brush_brush_bg"]]}  # Vega's own rectangles of a selection, which have no name
GRAVE = ("serious", "critical")
READ_TOO = PLACES | {
    "nothing found": ("/?q=%22no+such+words+anywhere%22", ".nd-say"),
    "an article": ("/article?article=ID", ".nd-article"),
    "a person": ("/people?person=Ilse+Maravec", ".nd-said-list"),
    "a draft": ("/verify?what=A+draft", ".nd-say"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ_TOO)
def test_axe_finds_nothing_serious(chromium: Browser, address: str, engine: Local, name: str, scheme: str) -> None:
    place, shown = READ_TOO[name]
    place = place.replace("ID", engine.search(Query("strait", limit=1)).hits[0].article)
    with chromium.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]  # one of the two it takes
        page = context.new_page()
        page.goto(address + place)
        settle(page, shown)
        violations = Axe().run(page, context=READ).response["violations"]
    assert [_told(one) for one in violations if one["impact"] in GRAVE] == []


def _told(violation: dict) -> str:  # type: ignore[type-arg]  # as axe-core's API describes it
    nodes = "; ".join(str(node["html"])[:120] for node in violation["nodes"][:3])
    return f"{violation['id']}: {violation['help']}: {nodes}"
