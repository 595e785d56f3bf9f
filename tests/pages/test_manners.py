"""What holds for all pages: STYLE's rules for views, one palette, nothing from another host."""

import ast
import doctest
import re
import tomllib
from pathlib import Path

import pytest

from views import escape

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
STYLE = (ROOT / "views" / "style.css").read_text(encoding="utf-8")
MODULES = [ROOT / "app.py", *sorted((ROOT / "views").glob("*.py"))]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_view_defines_no_class_and_reads_no_text_by_pattern(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert not [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert "re" not in imported


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_scripts_only_bring_a_passage_into_view_and_copy_a_citation(module: Path) -> None:
    allowed = 1 if module.name in ("article.py", "citing.py") else 0
    assert module.read_text(encoding="utf-8").count("unsafe_") == allowed


def test_the_key_beside_a_chart_has_the_colours_of_the_chart() -> None:
    pairs = re.findall(r"--nd-colour: light-dark\((#\w+), (#\w+)\)", STYLE)
    assert [light for light, _ in pairs] == CONFIG["theme"]["light"]["chartCategoricalColors"]
    assert [dark for _, dark in pairs] == CONFIG["theme"]["dark"]["chartCategoricalColors"]


def test_nothing_is_fetched_and_nothing_is_told() -> None:
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["address"] == "127.0.0.1"
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert not re.search(r"font\w* = \".*https?:", (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def test_the_gate_does_as_its_examples_say() -> None:
    assert doctest.testmod(escape) == (0, 2)
