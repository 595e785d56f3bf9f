"""Mail: subject, words and the day of its Date header; what is attached is read as files."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest.article import Refusal
from ingest.read import read
from ingest.received import Received
from tests.unit.ingest.reading import all_articles, only_article, only_refusal

SENT = "Tue, 04 Mar 2025 23:30:00 -0500"


def a_mail(text: str = "Both sides left.\n", subject: str = "Talks end — переговоры") -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Desk <desk@wire.example>", "you@home.example", subject
    mail["Date"], mail["Message-ID"] = SENT, "<1@wire.example>"
    mail.set_content(text)
    return mail


def test_subject_words_and_day_are_those_of_the_mail(tmp_path: Path) -> None:
    found = only_article(tmp_path / "a.eml", bytes(a_mail()))
    assert found.text == "Talks end — переговоры\nBoth sides left.\n"
    assert found.title.of(found.text) == "Talks end — переговоры"
    assert (found.given_id, found.outlet) == ("<1@wire.example>", "wire.example")
    assert [(d.value, d.evidence) for d in found.dates] == [(SENT, "mail header Date")]


def test_plain_text_comes_before_html(tmp_path: Path) -> None:
    mail = a_mail()
    mail.add_alternative("<p>Other words.</p>", subtype="html")
    assert only_article(tmp_path / "a.eml", bytes(mail)).text.endswith("Both sides left.\n")


def test_html_alone_gives_its_words(tmp_path: Path) -> None:
    mail = a_mail()
    mail.set_content("<style>p{}</style><p>Both <b>sides</b> left.</p><p>Nobody spoke.</p>", subtype="html")
    assert only_article(tmp_path / "a.eml", bytes(mail)).text.endswith("\nBoth sides left.\nNobody spoke.")


def test_what_is_attached_is_read_and_a_logo_is_passed_over(tmp_path: Path) -> None:
    mail = a_mail()
    mail.add_attachment(b"title,text\nShips,Twelve passed.\n", maintype="text", subtype="csv", filename="r.csv")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    _, row = all_articles(tmp_path / "a.eml")
    assert row.text == "Ships\nTwelve passed." and row.source.origin.endswith("a.eml/r.csv#1")


def test_a_forwarded_mail_is_an_article_of_its_own(tmp_path: Path) -> None:
    mail = a_mail()
    mail.add_attachment(a_mail("Inner words.\n", "Inner"))
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    assert [one.title.of(one.text) for one in all_articles(tmp_path / "a.eml")] == ["Talks end — переговоры", "Inner"]


def test_mails_in_mails_without_end_are_refused(tmp_path: Path) -> None:
    mail = a_mail("Innermost.\n")
    for _ in range(6):
        around = a_mail()
        around.add_attachment(mail)
        mail = around
    (tmp_path / "a.eml").write_bytes(bytes(mail))
    *found, last = read(tmp_path / "a.eml")
    assert len(found) == 4 and isinstance(last, Refusal) and "unpack" in last.reason


def test_a_mailbox_holds_many_mails(tmp_path: Path) -> None:
    one = b"From desk@wire.example Tue Mar  4 23:30:00 2025\n" + bytes(a_mail("Both left.\n>From there they flew.\n"))
    (tmp_path / "a.mbox").write_bytes(one + b"\n" + one)
    found = all_articles(tmp_path / "a.mbox")
    assert [mail.source.origin[-8:] for mail in found] == ["a.mbox#1", "a.mbox#2"]
    assert "\nFrom there they flew." in found[0].text


def test_a_bad_mail_of_a_mailbox_does_not_stop_the_next(tmp_path: Path) -> None:
    bad = b"From a Tue Mar  4 23:30:00 2025\nFrom: a@b.example\n\n\n"
    (tmp_path / "a.mbox").write_bytes(bad + b"From a Tue Mar  4 23:30:00 2025\n" + bytes(a_mail()))
    refused, found = read(tmp_path / "a.mbox")
    assert isinstance(refused, Refusal) and refused.origin.endswith("#1") and isinstance(found, Received)


@pytest.mark.parametrize("charset", ["no-such-charset", "utf-8"])
def test_a_false_charset_costs_no_mail(tmp_path: Path, charset: str) -> None:
    mail = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n\nLeft \xe9arly."
    assert "arly." in only_article(tmp_path / "a.eml", mail.encode("latin-1")).text


@pytest.mark.parametrize(
    "mail",
    [
        "From: a@b.example\nSubject: " + "=?utf-8?q?a?= " * 30_000 + "\n\nBoth left.",
        "From: a@b.example\nContent-Type: text/plain; " + "a*0=b; " * 20_000 + "\n\nBoth left.",
        "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n" * 60_000,
    ],
)
def test_a_mail_that_would_take_minutes_is_refused_at_once(tmp_path: Path, mail: str) -> None:
    assert "a mail " in only_refusal(tmp_path / "a.eml", mail).reason


def test_a_page_that_a_browser_saved_in_one_file_is_read_as_a_page(tmp_path: Path) -> None:
    words = "Both sides left the hall. " * 6
    page = f"<html><nav>Home | Sport</nav><article><h1>Talks end</h1><p>{words}</p></article></html>"
    head = "Date: Tue, 4 Mar 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;"
    part = f"--B\r\nContent-Type: text/html\r\nContent-Location: https://wire.example/a\r\n\r\n{page}\r\n--B--\r\n"
    (tmp_path / "a.mht").write_text(f'{head} type="text/html"; boundary="B"\r\n\r\n{part}', newline="")
    (found,) = read(tmp_path / "a.mht")
    assert isinstance(found, Received)
    assert found.text.startswith("Talks end\nBoth sides left") and "Sport" not in found.text
    assert (found.url, found.dates) == ("https://wire.example/a", ())  # the day it was saved is not the news's


def test_a_saved_page_and_an_attached_one_are_in_the_charset_that_their_part_declares(tmp_path: Path) -> None:
    words = "Most został zamknięty, żadna łódź nie płynęła. " * 6
    page = f"<html><article><h1>Talks end</h1><p>{words}</p></article></html>".encode("iso-8859-2")
    declared = b'Content-Type: text/html; charset="iso-8859-2"\r\nContent-Transfer-Encoding: 8bit\r\n'
    for kind, place in (
        (b"related", b"Content-Location: https://wire.example/a"),
        (b"mixed", b'Content-Disposition: attachment; filename="a.html"'),
    ):
        head = b"Subject: Page\r\nMIME-Version: 1.0\r\nContent-Type: multipart/%b; boundary=B\r\n\r\n" % kind
        (tmp_path / "a.eml").write_bytes(b"%b--B\r\n%b%b\r\n\r\n%b\r\n--B--\r\n" % (head, declared, place, page))
        assert all_articles(tmp_path / "a.eml")[-1].text == f"Talks end\n{words.strip()}"


def test_a_mail_without_words_is_refused(tmp_path: Path) -> None:
    assert "neither subject nor text" in only_refusal(tmp_path / "a.eml", "From: a@b.example\n\n").reason


def test_labelled_lines_on_top_of_a_text_make_it_no_mail(tmp_path: Path) -> None:
    text = "Title: Talks end\nAuthor: A. Writer\nPlace: Port Amity\n\nBoth sides left."
    assert only_article(tmp_path / "a.txt", text).text == text
