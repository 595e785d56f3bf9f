"""Mail of what is new, through a real SMTP server on loopback: each passage once, and nothing forged into a header."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.dashboard import free_port
from desk.__main__ import main
from desk.access import Collection, Person
from desk.alert_mails import due, mail_to, send
from desk.alerts import AlertError, latest, new_for
from desk.kept import tag
from desk.mailing import letter
from desk.picks import pick_of
from desk.saved import looked, save, saved_as
from desk.scope import Scoped
from index.engine import Query
from index.local import Local
from index.settings import Settings
from tests.contract.build import article
from tests.unit.desk.test_json import errors

ANY = Collection("", "", Path(), {})
WORDS = "The ferry sails again at nine. Nobody was hurt, the harbour master said on Monday in the port of Arl."


class Box:
    """What a mail server was given; it can refuse."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answer = "250 OK"
        self.unknown: list[str] = []  # addresses that nobody has here

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: list[str]) -> str:
        if to in self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answer.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content or b"", policy=policy.default))  # type: ignore[arg-type]
        return self.answer


@pytest.fixture
def box() -> Iterator[tuple[Box, str]]:
    box = Box()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp://127.0.0.1:{port}"
    server.stop()


@pytest.fixture
def engine(tmp_path: Path, box: tuple[Box, str]) -> Iterator[Local]:
    settings = Settings(
        library=tmp_path / "library",
        model_languages="fr",
        public_url="https://desk.example/newsdesk",
        smtp_url=box[1],
        mail_from="newsdesk@desk.example",
    )
    with Local.open(settings, create=True) as engine:
        engine.add([article("one", WORDS)])
        save(engine, "ferries", Query("ferry"))
        mail_to(engine, "ferries", "ada@paper.example")
        yield engine


def test_what_came_is_mailed_once_with_its_words_and_links(engine: Local, box: tuple[Box, str]) -> None:
    assert list(send(engine)) == []
    engine.add([article("two", f"Another day. {WORDS}", title="The ferry is back")])
    assert [one.passages for one in send(engine)] == [1]
    assert list(send(engine)) == []
    (mail,) = box[0].mails
    told = mail.get_content()
    assert (mail["To"], mail["Subject"]) == ("ada@paper.example", "Newsdesk: 1 new for ferries")
    assert mail.get_content_type() == "text/plain"
    assert "\nAnother day. The ferry sails again at nine." in told
    (link,) = [line for line in told.splitlines() if "/article?" in line]
    found = engine.search(Query("ferry", received_after=1)).hits[0]
    assert f"article={found.article}&sha256={found.sha256[:16]}" in link
    assert "https://desk.example/newsdesk/?q=ferry&after=1" in told


def test_what_the_server_refuses_is_sent_the_next_time(engine: Local, box: tuple[Box, str]) -> None:
    engine.add([article("two", f"Another day. {WORDS}")])
    box[0].answer = "451 try again"
    with pytest.raises(AlertError, match="not taken"):
        list(send(engine))
    box[0].answer = "250 OK"
    assert len(list(send(engine))) == len(box[0].mails) == 1


def test_a_mailbox_that_is_no_more_keeps_no_other_mail_back(engine: Local, box: tuple[Box, str]) -> None:
    save(engine, "zeppelins", Query("ferry"))
    mail_to(engine, "zeppelins", "ben@paper.example")
    engine.add([article("two", f"Another day. {WORDS}")])
    box[0].unknown = ["ada@paper.example"]
    with pytest.raises(AlertError, match=r"ada@paper\.example was not taken"):
        list(send(engine))
    assert [mail["To"] for mail in box[0].mails] == ["ben@paper.example"]
    box[0].unknown = []
    assert [one.search.mail for one in send(engine)] == ["ada@paper.example"]
    assert list(send(engine)) == []


def test_an_address_outside_the_domains_set_since_keeps_no_other_mail_back(engine: Local, box: tuple[Box, str]) -> None:
    save(engine, "zeppelins", Query("ferry"))
    mail_to(engine, "zeppelins", "ben@desk.example")
    engine.add([article("two", f"Another day. {WORDS}")])
    engine.settings = replace(engine.settings, mail_domains="desk.example")
    with pytest.raises(AlertError, match=r"ada@paper\.example, ferries: Alerts are mailed to desk\.example alone"):
        list(send(engine))
    assert [mail["To"] for mail in box[0].mails] == ["ben@desk.example"]


def test_an_article_that_goes_between_two_reads_is_left_out(engine: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.add([article("two", "Ferry tickets are sold out."), article("three", "A new ferry is being built abroad.")])
    gone, rewritten = (hit.article for hit in engine.search(Query("ferry", received_after=1)).hits)
    hits = engine.search(Query("ferry"))
    assert len(latest(engine, Query("ferry"), 9, "")) == hits.groups == 3
    monkeypatch.setattr(engine, "search", lambda query: hits)
    engine.remove([gone])
    given = engine.article(rewritten).given_id or ""
    engine.add([article(given, "No boat.")])
    assert [news.hit.given_id for news in latest(engine, Query("ferry"), 9, "")] == ["one"]


def test_a_run_that_dies_after_sending_sends_nothing_twice(
    engine: Local, box: tuple[Box, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.add([article("two", f"Another day. {WORDS}")])

    class Killed(BaseException):
        pass

    def dies(server: object, message: EmailMessage) -> None:
        box[0].mails.append(message)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("smtplib.SMTP.send_message", dies)
        with pytest.raises(Killed):
            list(send(engine))
    (again,) = send(engine)
    assert (again.passages, len(box[0].mails)) == (0, 2)
    told = box[0].mails[1].get_content()
    assert "The ferry sails" not in told
    assert "may not have reached you" in told and "?q=ferry&after=1" in told
    assert list(send(engine)) == []


def test_two_processes_do_not_send_the_same(engine: Local, box: tuple[Box, str]) -> None:
    engine.add([article("two", f"Another day. {WORDS}")])
    first = send(engine)
    next(first)
    with pytest.raises(AlertError, match="another process"):
        list(send(engine))
    assert list(first) == []
    assert len(box[0].mails) == 1


@pytest.mark.parametrize("name", ["ferries\r\nBcc: eve@evil.example", "a\nX: b", "Ж\u2028X: 1", "\x00"])
def test_no_name_or_title_forges_a_header(engine: Local, box: tuple[Box, str], name: str) -> None:
    save(engine, name, Query("ferry"))
    one = mail_to(engine, name.strip(), "ada@paper.example")
    engine.add([article("two", f"Another day. {WORDS}", title="T\r\nBcc: eve@evil.example")])
    assert one.name in {sent.search.name for sent in send(engine)}
    for mail in box[0].mails:
        assert set(mail.keys()) <= {
            *("From", "To", "Subject", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type"),
            *("Content-Transfer-Encoding", "X-Peer", "X-MailFrom", "X-RcptTo"),
        }


@pytest.mark.parametrize("to", ["ada", "ada@paper.example\nBcc: eve@evil.example", "a b@c.example", "a@b@c", "<a@b>"])
def test_what_is_no_address_is_not_written_to(engine: Local, to: str) -> None:
    with pytest.raises(AlertError, match="no mail address"):
        mail_to(engine, "ferries", to)
    assert saved_as(engine, "ferries").mail == "ada@paper.example"


def test_mail_stays_within_the_domains_that_are_set(engine: Local) -> None:
    settings = replace(engine.settings, mail_domains="desk.example, paper.example")
    letter(settings, "ada@paper.example", "x", "y", id="1")
    with pytest.raises(AlertError, match="elsewhere"):
        letter(settings, "ada@evil.example", "x", "y", id="1")


def test_a_password_goes_to_nobody_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    import smtplib

    from desk import mailing

    class Plain(smtplib.SMTP):
        def __init__(self) -> None:
            pass

        def close(self) -> None:
            pass

        def login(self, *given: object, **more: object) -> None:  # type: ignore[override]
            raise AssertionError("the password was sent")

        def __exit__(self, *error: object) -> None:
            pass

        sock = None

    monkeypatch.setattr(mailing, "_connected", lambda *place: Plain())
    settings = Settings(smtp_url="smtp://a:b@mail.example", mail_from="newsdesk@desk.example")
    with pytest.raises(AlertError, match="no encryption"), mailing.post(settings):
        pass


def test_new_is_counted_until_somebody_looks(engine: Local) -> None:
    engine.add([article("two", f"Another day. {WORDS}")])
    one = saved_as(engine, "ferries")
    assert new_for(engine, one) == 1
    again = looked(engine, one)
    assert (new_for(engine, again), again.mail, again.mailed) == (0, "ada@paper.example", 1)
    assert [each.passages for each in due(engine)] == [1]


def test_the_command_prints_what_it_would_send_and_sends_it(
    engine: Local, box: tuple[Box, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine.add([article("two", f"Another day. {WORDS}")])
    for name in ("smtp_url", "mail_from", "public_url", "model_languages"):
        monkeypatch.setitem(os.environ, f"NEWSDESK_{name.upper()}", str(getattr(engine.settings, name)))
    library = ["--library", str(engine.folder)]
    assert main(["alerts", "send", "--dry-run", *library]) == 0
    assert "The ferry sails again at nine." in capsys.readouterr().out
    assert box[0].mails == []
    assert main(["alerts", "send", *library]) == 0
    assert capsys.readouterr().out == "ada@paper.example: 1 new for ferries\n1 sent\n"
    assert len(box[0].mails) == 1
    assert main(["alerts", "list", "--json", *library]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert errors(answer, "alerts") == []
    assert answer["alerts"] == [{"name": "ferries", "author": "", "new": 1, "mail": "ada@paper.example", "feeds": 0}]


def test_what_others_tagged_for_themselves_is_not_mailed(engine: Local, box: tuple[Box, str]) -> None:
    ada, eve = (Scoped(engine, Person(name, frozenset()), "reader", ANY) for name in ("ada", "eve"))
    save(ada, "secrets", Query("tag:secret"))
    mail_to(ada, "secrets", "ada@paper.example")
    engine.add([article("two", f"Another day. {WORDS}")])
    tag(eve, pick_of(engine.search(Query("ferry", received_after=1)).hits[0]), "secret")
    assert eve.search(Query("tag:secret")).groups == 1
    assert [one.search.name for one in due(engine)] == ["ferries"]


def test_a_link_leads_into_the_collection(
    engine: Local, box: tuple[Box, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = 'sign_in = "proxy"\n[collections.other]\nlibrary = "other"\n[collections.city]\nlibrary = "library"\n'
    (tmp_path / "access.toml").write_text(access, encoding="utf-8")
    engine.settings = replace(engine.settings, access=str(tmp_path / "access.toml"))
    engine.add([article("two", f"Another day. {WORDS}")])
    (one,) = send(engine)
    assert one.message.get_content().count("collection=city") == 2
