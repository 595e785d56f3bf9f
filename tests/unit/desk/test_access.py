"""Who may do what: the file is read strictly, roles come from groups, and nothing is believed without proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.access import (
    NOBODY,
    Access,
    AccessError,
    Forbidden,
    Person,
    SignedOut,
    check_address,
    read_access,
    who_by_claims,
    who_by_headers,
)
from index.settings import Settings

FILE = """
sign_in = "proxy"
hours = 8
[proxy]
name = "X-User"
[collections.city]
title = "City desk"
library = "city"
readers = ["*"]
editors = ["city-desk"]
[collections.sources]
library = "sources"
readers = ["investigations"]
administrators = ["it"]
"""
SECRET = "a secret of the proxy's"


@pytest.fixture
def access(tmp_path: Path) -> Access:
    return read_access(written(tmp_path, FILE))


def written(folder: Path, text: str) -> Settings:
    (folder / "access.toml").write_text(text, encoding="utf-8")
    return Settings(access=str(folder / "access.toml"))


def person(*groups: str) -> Person:
    return Person("ada", frozenset(groups))


def test_without_a_file_this_machine_may_do_everything() -> None:
    access = read_access(Settings())
    assert access.sign_in == "nobody"
    assert access.collection("", NOBODY).role_of(NOBODY) == "administrator"


def test_a_role_comes_from_the_groups(access: Access, tmp_path: Path) -> None:
    city, sources = access.collections
    assert (city.title, city.library) == ("City desk", tmp_path / "city")
    assert city.role_of(person()) == "reader"
    assert city.role_of(person("city-desk")) == "editor"
    assert sources.role_of(person("city-desk")) is None
    assert sources.role_of(person("investigations", "it")) == "administrator"


def test_a_collection_of_others_is_refused_like_one_that_is_not_there(access: Access) -> None:
    assert access.collections_of(person()) == access.collections[:1]
    with pytest.raises(Forbidden) as hidden:
        access.collection("sources", person())
    with pytest.raises(Forbidden) as absent:
        access.collection("nothing", person())
    assert str(hidden.value).replace("sources", "X") == str(absent.value).replace("nothing", "X")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sign_in = 'openid'", "no \\[collections.NAME\\]"),
        ("sign_in = 'password'", "sign_in is 'password'"),
        ("sign_in = 'proxy'\nsecrets = 1", "unknown 'secrets'"),
        ("sign_in = 'proxy'\n[collections.a]\nreaders = ['x']", "folder of its library"),
        ("sign_in = 'proxy'\n[collections.a]\nlibrary = 'a'\nreaders = 'all'", "list of groups under readers"),
        ("sign_in = 'proxy'\n[collections.a]\nlibrary = 'a'\nwriters = []", "unknown 'writers'"),
        ("sign_in = 'proxy'\n[proxy]\nuser = 'X'\n[collections.a]\nlibrary = 'a'", "expected name, groups, secret"),
        ("sign_in = ", "cannot be read"),
    ],
)
def test_a_fault_in_the_file_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(AccessError, match=said):
        read_access(written(tmp_path, text))
    with pytest.raises(AccessError, match="cannot be read"):
        read_access(Settings(access=str(tmp_path / "none.toml")))


def test_a_proxy_has_to_prove_itself(access: Access) -> None:
    headers = {"x-user": "ada", "X-Remote-Groups": "city-desk, it", "X-Newsdesk-Proxy": SECRET}
    ada = who_by_headers(access, headers, SECRET)
    assert (ada.name, ada.groups) == ("ada", {"city-desk", "it", "*"})
    for forged in (headers | {"X-Newsdesk-Proxy": "guess"}, {"x-user": "ada"}, {"X-Newsdesk-Proxy": SECRET}):
        with pytest.raises(SignedOut):
            who_by_headers(access, forged, SECRET)
    with pytest.raises(SignedOut):
        who_by_headers(access, headers | {"X-Newsdesk-Proxy": ""}, "")


def test_a_name_in_any_script_arrives_whole(access: Access) -> None:
    as_latin = "Ирина Дюрер".encode().decode("latin-1")
    assert who_by_headers(access, {"X-User": as_latin, "X-Newsdesk-Proxy": SECRET}, SECRET).name == "Ирина Дюрер"


def test_a_session_ends_by_the_hours_since_its_sign_in(access: Access) -> None:
    claims = {"iat": 1_000_000, "preferred_username": "ada", "groups": ["city-desk"]}
    assert who_by_claims(access, claims, 1_000_000 + 7 * 3600) == Person("ada", frozenset({"city-desk", "*"}))
    with pytest.raises(SignedOut, match="has ended"):
        who_by_claims(access, claims, 1_000_000 + 9 * 3600)
    with pytest.raises(SignedOut, match="has ended"):
        who_by_claims(access, {"preferred_username": "ada"}, 0)
    with pytest.raises(SignedOut, match="names nobody"):
        who_by_claims(access, {"iat": 1_000_000}, 1_000_000)


def test_strangers_cannot_come_in_by_another_address(access: Access) -> None:
    alone = read_access(Settings())
    check_address(alone, Settings(), "127.0.0.1")
    for address in ("", "0.0.0.0", "192.0.2.1", "desk.example"):
        with pytest.raises(AccessError, match="this machine alone"):
            check_address(alone, Settings(), address)
    with pytest.raises(AccessError, match="NEWSDESK_PROXY_SECRET"):
        check_address(access, Settings(proxy_secret="short"), "0.0.0.0")
    check_address(access, Settings(proxy_secret=SECRET), "0.0.0.0")
    check_address(replace(access, sign_in="openid"), Settings(), "0.0.0.0")


def test_a_secret_is_not_printed() -> None:
    assert SECRET not in repr(Settings(proxy_secret=SECRET))
