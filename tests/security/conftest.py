"""An archive in which every field would like to be markup, code or a formula, and a served desk over it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks import dashboard
from desk.corrections import correct_speaker
from desk.gathering import put
from desk.kept import note, star, tag
from desk.people import merge
from desk.picks import pick_of
from desk.projects import projects, start
from desk.saved import save
from index.audit import Audit
from index.engine import Query
from index.local import Local
from index.settings import Settings
from ingest.article import Refusal
from ingest.read import read
from ingest.understand import understand

MARKUP = (
    "<script>pwned=1</script><img src=/pwned onerror='pwned=1'><b data-pwned>x</b> **pwnedbold** "
    r"[pwnedlink](javascript:pwned=1) $\pwned^2$ :material/skull: :red[pwnedred] :smile:"
)
MARK = "<b data-pwned>x</b>**pwnedbold** :material/skull:"  # for what must be short
OUTLETS = tuple(f"{sign}{MARKUP}" for sign in ("=1+1", "@sum"))
QUOTED = f"We never closed the harbour {MARKUP} to any ship at all"
SPEAKERS = (f"+Ana {MARKUP}", f"-Bo {MARKUP}")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A library whose titles, texts, outlets, addresses, file names, speakers and searches are all hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    file = folder / "=cmd()'<img src=x onerror='window.pwned=1'>**pwnedbold**.jsonl"
    lines = [
        {
            "id": f"=id{number}",
            "title": f"=Title {number} {MARKUP}",
            "text": f"“{QUOTED},” the {MARKUP} minister said on Monday.\n\n"
            f"=HYPERLINK(1) harbour {number} {MARKUP} was open all the time, the paper found.\n\n"
            f"=The harbour master counted {number + 40} ships in the harbour on Tuesday, and none was turned away.",
            "published": f"2024-02-0{number + 3}",
            "outlet": outlet,
            "url": "javascript:window.pwned=1" if number else f"https://harbour.example/{MARKUP}",
        }
        for number, outlet in enumerate(OUTLETS)
    ]
    file.write_text("\n".join([*map(json.dumps, lines), "{broken"]), encoding="utf-8")
    settings = replace(Settings.from_environment(), library=folder / "library")
    with Local.open(settings, create=True) as library:
        found = list(read(file))
        articles = [understand(one) for one in found if not isinstance(one, Refusal)]
        library.add(articles)
        library.refuse([one for one in found if isinstance(one, Refusal)])
        for article, name in zip(articles, SPEAKERS, strict=True):
            correct_speaker(library, article, article.quotes[0], name)
        merge(library, SPEAKERS[0], f"=Anna {MARKUP}")
        save(library, f"=search {MARKUP}", Query("harbour"))
        project = start(library, f"=project {MARK}", description=MARKUP).number
        put(library, project, Query("harbour"))
        for pick in map(pick_of, library.search(Query("harbour")).hits):
            tag(library, pick, f"=tag {MARK}", project=project)
            note(library, pick, f"=note {MARKUP}", project=project)
            star(library, pick)
        Audit(library.ledger).note(f"=ada {MARK}", "export", f"=csv of {MARKUP}")
    return settings


@pytest.fixture(scope="session")
def links(hostile: Settings) -> dict[str, dict[str, str | list[str]]]:
    """Every page of the dashboard, with a link under which it shows most of the archive."""
    with Local.open(hostile) as library:
        article = library.search(Query("harbour", order="newest")).hits[0].article
        project = projects(library)[0].number
    return {
        "search": {"q": "harbour", "brief": "true", "around": "true", "nearest": "true"},
        "timeline": {"q": "harbour", "days": "true", "split": "outlets"},
        "compare": {"q": "harbour", "by": "Outlets", "outlets": list(OUTLETS)},
        "brief": {"q": "harbour"},
        "people": {"q": "harbour"},
        "verify": {"words": QUOTED.replace("never closed", "closed")},
        "article": {"article": article},
        "library": {},
        "projects": {"project": str(project)},
    }


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server tells its administrator."""
    return tmp_path_factory.mktemp("log") / "server.log"


@pytest.fixture(scope="session")
def address(hostile: Settings, log: Path) -> Iterator[str]:
    """The hostile archive as `streamlit run server.py` serves it."""
    with dashboard.running(hostile.library, "server.py", log=log) as server:
        yield server.address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not dashboard.CHROMIUM:
        pytest.skip("chromium is not installed: Debian's package chromium lets these tests run")
    with dashboard.browser() as opened:
        yield opened
