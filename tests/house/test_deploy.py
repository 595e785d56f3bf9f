"""What deploy/ says is what the project has: versions, settings, addresses. The browser tests run its nginx.conf."""

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


def test_kubernetes_keeps_one_writer_to_one_volume() -> None:
    parts = {
        part["kind"]: part for part in yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8"))
    }
    assert set(parts) == {"PersistentVolumeClaim", "Deployment", "Service"}
    assert parts["PersistentVolumeClaim"]["spec"]["accessModes"] == ["ReadWriteOnce"]
    (container,) = parts["Deployment"]["spec"]["template"]["spec"]["containers"]
    assert container["readinessProbe"]["httpGet"]["path"] == "/api/ready"
    assert container["securityContext"]["readOnlyRootFilesystem"]
