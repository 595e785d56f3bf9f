"""No connection but to this machine. Every Python that the tests start loads this by itself (PYTHONPATH)."""

import ipaddress
import os
import socket
import sys

STRANGERS = "NEWSDESK_STRANGERS"  # the file that names each host that somebody wanted to ask


def _is_here(host: object) -> bool:
    """Whether a host is this machine, also where an address is written as a number."""
    if not host or host == "localhost":
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_number(host: object) -> bool:
    """Whether looking it up asks nobody."""
    try:
        return bool(socket.inet_aton(str(host)))
    except OSError:
        return ":" in str(host)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    host: object = None
    if event in ("socket.connect", "socket.sendto"):
        host = arguments[1][0] if isinstance(arguments[1], tuple) else None  # else a path: a socket of this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not _is_number(arguments[0]):
        host = arguments[0]
    if not _is_here(host):
        with open(os.environ[STRANGERS], "a", encoding="utf-8") as told:  # noqa: PTH123  # pathlib costs every start
            told.write(f"{event} {host} by {' '.join(sys.orig_argv)}\n")
        raise PermissionError(f"The tests ask no host but this machine, and {event} was for {host!r}.")


if STRANGERS in os.environ:
    sys.addaudithook(_refuse)
