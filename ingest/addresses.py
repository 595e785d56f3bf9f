"""Which machines may be asked for a page: those on the public internet, and those that the settings name.

A name is looked up once, every address of it is judged, and the connection goes to the address that was judged: a
second answer for the same name (DNS rebinding) is never asked for.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from ingest.article import IngestError

Resolve = Callable[[str, int], Awaitable[list[str]]]  # host and port -> its addresses

_WRAPPED = IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48")  # NAT64: the last 32 bits are an IPv4 address


class NotPublic(IngestError):
    """A machine that is not on the public internet."""


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a name, as the system knows them."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise IngestError(f"there is no machine called {host}: check the address and the connection") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(address: str) -> bool:
    """Whether an address lies on the public internet, whatever it is wrapped in.

    >>> [is_public(a) for a in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1%eth0")]
    [True, False, False, False, False]
    """
    found = ip_address(address.partition("%")[0])
    inner = _inside(found) if isinstance(found, IPv6Address) else None
    return found.is_global and not found.is_multicast and (inner is None or is_public(str(inner)))


def _inside(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that one of IPv6 leads to."""
    teredo = address.teredo[1] if address.teredo else None
    wrapped = IPv4Address(int(address) & 0xFFFFFFFF) if any(address in network for network in _WRAPPED) else None
    return address.ipv4_mapped or address.sixtofour or teredo or wrapped


class Judged(httpx.AsyncBaseTransport):
    """Connects only to addresses that may be reached; TLS still proves the name that was asked for."""

    def __init__(self, inner: httpx.AsyncBaseTransport, resolve: Resolve, private_hosts: frozenset[str]) -> None:
        self._inner, self._resolve, self._private_hosts = inner, resolve, private_hosts

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        for address in (addresses := await self._addresses(request.url)):
            pinned = httpx.Request(
                request.method,
                request.url.copy_with(host=address.partition("%")[0]),
                headers=request.headers,  # "Host" among them: it was set from the name
                stream=request.stream,
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if address == addresses[-1]:
                    raise
        raise IngestError(f"there is no machine called {host}")

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def _addresses(self, url: httpx.URL) -> list[str]:
        found = await self._resolve(url.host, url.port or (443 if url.scheme == "https" else 80))
        if url.host in self._private_hosts:
            return found
        if inner := [address for address in found if not is_public(address)]:
            raise NotPublic(
                f"{url.host} is {inner[0]}, which is no address of the public internet, and is not asked: "
                "name it in NEWSDESK_PRIVATE_HOSTS if it is an archive of your own"
            )
        return found
