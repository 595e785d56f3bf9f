"""A page that somebody has open, without a browser: Streamlit's own messages over its own WebSocket.

It says what the browser says and reads what the browser reads, but draws nothing, so that a hundred of them cost a
measurement little.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake

PATIENCE = 60.0  # seconds for one page
AGAIN = 0.2  # seconds between two attempts to reach a server that has gone


@dataclass
class Page:
    """What one run of a page's script sent."""

    seconds: float  # from asking until the script had finished
    elements: int = 0
    bytes: int = 0
    html: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Visitor:
    """One person with one page open. `address`: of the desk; `source`: where they sit."""

    def __init__(self, address: str, *, secure: ssl.SSLContext | None = None, source: str = "127.0.0.1") -> None:
        self._url = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
        self._origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        self._secure, self._source = secure, source
        self._query = ""
        self._script = ""  # of the page that is open
        self._session = ""
        self._states: dict[str, WidgetState] = {}
        self._drawn: set[str] = set()  # widgets of the last run: a browser forgets the others
        self._kept: dict[str, ForwardMsg] = {}  # by hash: large ones, which the server then names instead of sending
        self._met: dict[str, ForwardMsg] = {}  # of the run that is being read
        self._socket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Shut the page."""
        if self._socket:
            await self._socket.close()

    async def open(self, **parameters: str) -> Page:
        """Follow a link."""
        self._query = urlencode(parameters)
        await self._connect()
        return await self._run()

    async def ask(self, text: str) -> Page:
        """Type another question into the box, on the page that is open."""
        box = next(id for id in self._states if id.endswith("-q"))
        self._states[box].string_value = text
        self._query = urlencode({"q": text})
        return await self._run()

    async def again(self) -> Page:
        """Come back after the server has gone: a new connection, and everything the page knows."""
        await self._connect()
        return await self._run()

    async def lost(self) -> None:
        """Wait until the connection breaks."""
        assert self._socket
        await self._socket.wait_closed()

    async def _connect(self) -> None:
        protocols = ["streamlit", "no-token", *filter(None, [self._session])]
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                self._socket = await connect(
                    self._url,
                    subprotocols=protocols,  # type: ignore[arg-type]  # a name for str
                    origin=self._origin,  # type: ignore[arg-type]
                    ssl=self._secure,
                    local_addr=(self._source, 0),
                    max_size=None,
                    compression=None,
                    ping_interval=None,
                )
                return
            except (OSError, InvalidHandshake, TimeoutError):
                if time.monotonic() > deadline:
                    raise
                await asyncio.sleep(AGAIN)

    async def _run(self) -> Page:
        """Ask for a run of the script, and read until it has finished."""
        assert self._socket
        self._drawn, self._met = set(), {}
        started = time.perf_counter()
        await self._socket.send(self._request().SerializeToString())
        async with asyncio.timeout(PATIENCE):
            page = Page(0)
            while not self._read(page, bytes(await self._socket.recv(decode=False))):
                pass
        page.seconds = time.perf_counter() - started
        self._kept = self._met
        self._states = {id: state for id, state in self._states.items() if id in self._drawn}
        return page

    def _request(self) -> BackMsg:
        message = BackMsg()
        run = message.rerun_script
        run.query_string = self._query
        run.page_script_hash = self._script
        run.widget_states.widgets.extend(self._states.values())
        run.cached_message_hashes.extend(self._kept)
        return message

    def _read(self, page: Page, message: bytes) -> bool:
        """Take in one message; whether the script has finished with it."""
        said = ForwardMsg()
        said.ParseFromString(message)
        page.bytes += len(message)
        if said.WhichOneof("type") == "ref_hash":
            said = self._kept[said.ref_hash]
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self._session = said.new_session.initialize.session_id
            self._script = said.new_session.page_script_hash
        elif kind == "delta" and said.delta.WhichOneof("type") == "new_element":
            page.elements += 1
            self._element(page, said.delta.new_element)
        elif kind == "delta":
            page.elements += 1
        elif kind == "session_event" and said.session_event.WhichOneof("type") == "script_compilation_exception":
            page.errors.append(said.session_event.script_compilation_exception.message)
        if said.metadata.cacheable:
            self._met[said.hash] = said
        return kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _element(self, page: Page, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "html":
            page.html.append(element.html.body)
        elif kind == "exception":
            page.errors.append(f"{element.exception.type}: {element.exception.message}")
        elif kind in _STATES:
            widget = getattr(element, kind)
            self._drawn.add(widget.id)
            if widget.set_value or widget.id not in self._states:  # else it is as the reader left it
                state = self._states.setdefault(widget.id, WidgetState(id=widget.id))
                _STATES[kind](state, widget.value if widget.set_value else widget.default)


def _text(state: WidgetState, value: object) -> None:
    state.string_value = str(value)


def _truth(state: WidgetState, value: object) -> None:
    state.bool_value = bool(value)


_STATES = {"text_input": _text, "checkbox": _truth}
