"""Who may use which collection, and how: one file that the administrator writes, one answer for each person.

Without the file there is one collection, the library of the settings, for whoever sits at this machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from index.settings import Settings
from ingest.article import NewsdeskError

Role = Literal["reader", "editor", "administrator"]  # each may do what those before it may
SignIn = Literal["nobody", "openid", "proxy"]
ROLES: tuple[Role, ...] = get_args(Role)
SECRET = 16  # characters that a proxy's secret has at least
EVERYBODY = "*"  # a group that whoever has signed in belongs to


class AccessError(NewsdeskError):
    """The file of access rights cannot be used."""


class SignedOut(NewsdeskError):
    """Nobody is signed in, or the session has ended."""


class Forbidden(NewsdeskError):
    """The person who is signed in may not do this."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks."""

    name: str  # "" at a desk without sign-in
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Collection:
    """One archive, and the groups that may use it."""

    name: str  # in URLs
    title: str
    library: Path
    groups: Mapping[Role, frozenset[str]]

    def role_of(self, person: Person) -> Role | None:
        """The highest role that any of the person's groups has; None: not even reading."""
        having = [role for role in ROLES if self.groups[role] & (person.groups | {EVERYBODY})]
        return having[-1] if having else None


@dataclass(frozen=True, slots=True)
class Proxy:
    """The headers of a proxy that has signed people in, and the secret that proves it is the proxy."""

    name: str = "X-Remote-User"
    groups: str = "X-Remote-Groups"  # commas between
    secret: str = "X-Newsdesk-Proxy"


@dataclass(frozen=True, slots=True)
class Access:
    """What the file says."""

    sign_in: SignIn
    collections: tuple[Collection, ...]
    hours: float = 12  # that an OpenID session lasts from signing in; Streamlit's own cookie lasts 30 days
    claim_name: str = "preferred_username"
    claim_groups: str = "groups"
    proxy: Proxy = Proxy()

    def collections_of(self, person: Person) -> tuple[Collection, ...]:
        """Those that the person may read."""
        return tuple(collection for collection in self.collections if collection.role_of(person))

    def collection(self, name: str, person: Person) -> Collection:
        """One by its name, the first one by none. Raises Forbidden alike for one that is not there."""
        for collection in self.collections_of(person):
            if name in ("", collection.name):
                return collection
        raise Forbidden(
            f"There is no collection {name!r} that you may read." if name else "You may read no collection."
        )


NOBODY = Person("", frozenset({EVERYBODY}))


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches it.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def check_address(access: Access, settings: Settings, address: str) -> None:
    """Raise AccessError where strangers could come in: an address beyond this machine wants a way to sign in."""
    if access.sign_in == "nobody" and not is_loopback(address):
        raise AccessError(
            f"server.address is {address or 'every address'}: without sign-in Newsdesk serves this machine alone. "
            "Leave --server.address out, or set up sign-in (docs/administrator.md)."
        )
    if access.sign_in == "proxy" and len(settings.proxy_secret) < SECRET:
        raise AccessError(f"sign_in is by proxy: set NEWSDESK_PROXY_SECRET to {SECRET} characters or more.")


def check_name(access: Access, host: str) -> None:
    """Raise AccessError where a desk without sign-in is called by a name that is not this machine's (DNS rebinding).

    `host`: as the header has it; empty where there is none, as in a test.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if access.sign_in == "nobody" and host and not is_loopback(name):
        raise AccessError(f"Without sign-in Newsdesk answers on this machine alone, and was called as {name!r}.")


def read_access(settings: Settings) -> Access:
    """The rights in the file that the settings name. Raises AccessError with the place of a fault."""
    if not settings.access:
        everything = dict.fromkeys(ROLES, frozenset({EVERYBODY}))
        return Access("nobody", (Collection("library", "Library", settings.library, everything),))
    path = Path(settings.access)
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AccessError(f"{path} cannot be read ({error}): see docs/administrator.md") from error
    return _access(path, said)


def who_by_claims(access: Access, claims: Mapping[str, Any], now: float) -> Person:
    """The person whom an OpenID provider vouches for. `now`: seconds since 1970. Raises SignedOut."""
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or now > issued + access.hours * 3600:
        raise SignedOut("Your session has ended: sign in again.")
    name = claims.get(access.claim_name) or claims.get("email") or claims.get("sub")
    if not isinstance(name, str) or not name:
        raise SignedOut(f"Your sign-in names nobody: the claim {access.claim_name!r} is missing.")
    groups = claims.get(access.claim_groups) or ()
    groups = (groups,) if isinstance(groups, str) else groups
    return Person(name, frozenset(map(str, groups)) | {EVERYBODY})


def who_by_headers(access: Access, headers: Mapping[str, str], secret: str) -> Person:
    """The person whom the trusted proxy names. Raises SignedOut where it does not prove itself."""
    given = {name.lower(): value for name, value in headers.items()}
    shown = given.get(access.proxy.secret.lower(), "")
    if not secret or not compare_digest(shown.encode(), secret.encode()):
        raise SignedOut("This request did not come by way of the proxy that signs people in.")
    name = _utf8(given.get(access.proxy.name.lower(), ""))
    if not name:
        raise SignedOut(f"The proxy named nobody in {access.proxy.name}.")
    groups = _utf8(given.get(access.proxy.groups.lower(), ""))
    return Person(name, frozenset(group.strip() for group in groups.split(",") if group.strip()) | {EVERYBODY})


def _utf8(header: str) -> str:
    """A header is handed over as Latin-1, whatever it was.

    >>> _utf8("DÃ¼rer"), _utf8("Dürer")
    ('Dürer', 'Dürer')
    """
    try:
        return header.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return header.strip()


def _access(path: Path, said: Mapping[str, Any]) -> Access:
    known = {"sign_in", "hours", "claim_name", "claim_groups", "proxy", "collections"}
    if unknown := sorted(set(said) - known):
        raise AccessError(f"{path}: unknown {unknown[0]!r}, expected {', '.join(sorted(known))}")
    sign_in = said.get("sign_in")
    if sign_in not in ("openid", "proxy"):
        raise AccessError(f'{path}: sign_in is {sign_in!r}, expected "openid" or "proxy"')
    collections = tuple(_collection(path, name, table) for name, table in said.get("collections", {}).items())
    if not collections:
        raise AccessError(f"{path}: no [collections.NAME] says which library there is, and for whom")
    options = {key: said[key] for key in ("hours", "claim_name", "claim_groups") if key in said}
    try:
        return Access(sign_in, collections, proxy=Proxy(**said.get("proxy", {})), **options)
    except TypeError as error:
        raise AccessError(f"{path}, [proxy]: {error}; expected name, groups, secret") from error


def _collection(path: Path, name: str, table: Mapping[str, Any]) -> Collection:
    place = f"{path}, [collections.{name}]"
    if unknown := sorted(set(table) - {"library", "title", "readers", "editors", "administrators"}):
        raise AccessError(f"{place}: unknown {unknown[0]!r}, expected library, title, readers, editors, administrators")
    if not isinstance(table.get("library"), str):
        raise AccessError(f"{place}: expected the folder of its library under library")
    groups = {role: _groups(place, f"{role}s", table.get(f"{role}s", ())) for role in ROLES}
    return Collection(name, str(table.get("title", name)), path.parent / Path(table["library"]).expanduser(), groups)


def _groups(place: str, key: str, value: object) -> frozenset[str]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise AccessError(f"{place}: expected a list of groups under {key}, found {value!r}")
    return frozenset(value)
