"""docs/*.png: every page of the dashboard over the samples, wide and on a phone: `python -m benchmarks.screenshots`."""

from __future__ import annotations

import subprocess
import sys
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize

from benchmarks.dashboard import ROOT, browser, served, settle

DOCS = ROOT / "docs"
SIZES: dict[str, ViewportSize] = {"": {"width": 1280, "height": 900}, "-phone": {"width": 390, "height": 844}}
CARD = ".nd-card h3 a"
PAGES = {  # name: its link, and what shows that it is drawn
    "search": ("?q=trawler+crew", CARD),
    "timeline": ("timeline?q=talks&since=2025-03-20&until=2025-04-09", CARD),
    "compare": (
        "compare?q=close+the+strait&by=Outlets&outlets=arleskcourier.example&outlets=dailyflare.example",
        ".nd-compare blockquote",
    ),
    "people": ("people?q=close+the+strait", ".nd-said"),
    "brief": ("brief?q=close+the+strait", ".nd-brief li"),
    "verify": ("verify?words=Valdora+will+not+close+the+strait+to+anybody&by=Ilse+Maravec", ".nd-verdict"),
    "article": ('?q="anyone+will+sing"', CARD),  # by way of its first hit
    "projects": ("projects?project=1", "section[aria-live]"),
    "library": ("library", ".nd-counts"),
}
WORK = (  # a project to show, half reviewed
    ("project", "Who closes the strait", "--new", "--about", "What Valdora said it would do, and who printed it how"),
    ("review", "1", "--put-search", "close AND strait"),
    ("review", "1", "--decide", "relevant", "--passage", "2", "--passage", "3", "--passage", "5"),
    ("review", "1", "--decide", "rejected", "--passage", "4"),
)


def main() -> None:
    """Fill a library with the samples, open each page, take its picture."""
    with TemporaryDirectory() as folder:
        library = Path(folder) / "library"
        for command in (("ingest", "add", "samples"), *(("desk", *work) for work in WORK)):
            of = environ | {"NEWSDESK_LIBRARY": str(library)}
            subprocess.run([sys.executable, "-m", *command], cwd=ROOT, env=of, check=True)
        with served(library) as address, browser() as chromium:
            for suffix, size in SIZES.items():
                with chromium.new_context(viewport=size, color_scheme="light") as context:
                    for name in PAGES:
                        take(context.new_page(), address, name, DOCS / f"{name}{suffix}.png")


def take(page: Page, address: str, name: str, target: Path) -> None:
    """One picture, of what is seen without scrolling."""
    link, drawn = PAGES[name]
    page.goto(f"{address}/{link}")
    settle(page, drawn)
    if name == "article":
        page.locator(CARD).first.click()
        settle(page, "#passage")
    page.screenshot(path=target, animations="disabled")
    page.close()
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
