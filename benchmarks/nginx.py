"""Real nginx with deploy/nginx.conf, for the browser tests and the load test."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.dashboard import ROOT

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")


@contextmanager
def proxied(folder: Path, behind: Sequence[str], port: int) -> Iterator[None]:
    """nginx as deploy/ has it, but for names, ports and certificates, which lie in the folder; in the foreground."""
    names = ["-subj", "/CN=127.0.0.1", "-keyout", str(folder / "desk.key"), "-out", str(folder / "desk.crt")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names], check=True, capture_output=True
    )
    said = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    servers = " ".join(f"server {address.removeprefix('http://')};" for address in behind)
    said = said.replace("server desk:8501;", servers).replace("listen 443", f"listen 127.0.0.1:{port}")
    said = said.replace("/etc/nginx/tls", str(folder))
    said = said.replace("http {", f"http {{ access_log {folder}/access.log;")
    (folder / "nginx.conf").write_text(said, encoding="utf-8")
    shutil.copy(ROOT / "deploy" / "proxy.conf", folder)
    alone = f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;"
    running = subprocess.Popen([str(NGINX), "-p", str(folder), "-c", "nginx.conf", "-g", alone])
    try:
        yield
    finally:
        running.terminate()
        running.wait(30)
