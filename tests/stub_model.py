"""A language model that a test can make as bad as it likes: an endpoint of the OpenAI protocol on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from desk.language_model import Endpoint

DRIPS = 0.2  # seconds between two bytes: each comes in time, and all of them together never


class Stub(ThreadingHTTPServer):
    """An endpoint of the protocol, whose manners a test chooses."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.content: str | None = ""  # what the model says
        self.status = 200
        self.raw: bytes | None = None  # instead of an answer of the protocol
        self.manner = "plain"
        self.over = threading.Event()  # the test: who is silent or drips goes on until then
        self.asked: list[dict] = []  # type: ignore[type-arg]
        self.headers_seen: list[dict[str, str]] = []
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def __exit__(self, *error: object) -> None:
        self.over.set()
        self.shutdown()
        super().__exit__(*error)

    def endpoint(self, seconds: int = 5) -> Endpoint:
        return Endpoint(f"http://127.0.0.1:{self.server_port}/v1", "stub", "secret", seconds)


class Answers(BaseHTTPRequestHandler):
    server: Stub

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append(json.loads(body))
        self.server.headers_seen.append(dict(self.headers))
        if self.server.manner == "silent":
            self.server.over.wait()
            return
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("location", "http://127.0.0.1:9/")
        self.end_headers()
        try:
            self._write()
        except OSError:  # the client has hung up, as it should
            return

    def _write(self) -> None:
        while self.server.manner == "endless":
            self.wfile.write(b"data: " + b"x" * 4096 + b"\n")
        while self.server.manner == "dripping" and not self.server.over.wait(DRIPS):
            self.wfile.write(b" ")
            self.wfile.flush()
        said = {"choices": [{"message": {"role": "assistant", "content": self.server.content}}]}
        self.wfile.write(json.dumps(said).encode() if self.server.raw is None else self.server.raw)

    def log_message(self, *arguments: object) -> None:
        """Quiet."""
