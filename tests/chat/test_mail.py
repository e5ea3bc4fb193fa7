"""Mails arrive as they were written; no text becomes a header, no password goes in the clear."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import replace

import pytest
import trustme
from aiosmtpd.smtp import AuthResult
from hypothesis import given
from hypothesis import strategies as st

from chat.errors import InvalidEmailError, InvalidPayloadError
from chat.mail import Mail, MailAddressError, Mailer, MailServer, mail_server, message_of

from .conftest import NOW
from .post_office import PostOffice, open_post_office

SENDER = "salut@lefanal.example"
MAIL = Mail(
    to="redaction@lefanal.example",
    subject="Le Fanal\u00a0: une question",
    text="Bonjour,\n.\nà demain !\n",
    reply_to="vera@example.org",
    number="0193",
)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with open_post_office() as opened:
        yield opened


def mailer(office: PostOffice) -> Mailer:
    return Mailer(MailServer("127.0.0.1", office.port, False), SENDER, lambda: NOW)


def test_a_mail_arrives_as_it_was_written(office: PostOffice) -> None:
    mailer(office).send(MAIL)
    (mail,) = office.mails
    assert office.receivers == [[MAIL.to]]
    assert {name: str(mail[name]) for name in ("From", "To", "Reply-To", "Subject")} == {
        "From": SENDER,
        "To": MAIL.to,
        "Reply-To": "vera@example.org",
        "Subject": MAIL.subject,
    }
    assert mail["Message-ID"] == "<0193@lefanal.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().replace("\r\n", "\n") == MAIL.text


def test_a_mail_that_is_refused_is_an_error(office: PostOffice) -> None:
    office.refusal = "550 no"
    with pytest.raises(smtplib.SMTPException):
        mailer(office).send(MAIL)


def test_a_server_that_is_not_there_is_an_error() -> None:
    with pytest.raises(OSError, match="refused"):
        Mailer(MailServer("127.0.0.1", 1, False), SENDER, lambda: NOW).send(MAIL)


@pytest.mark.parametrize(
    "mail",
    [
        replace(MAIL, to="a@example.org\r\nBcc: b@example.org"),
        replace(MAIL, to="a@example.org, b@example.org"),
        replace(MAIL, to="a@example.org>"),
        replace(MAIL, reply_to="a@example.org\nX: y"),
    ],
)
def test_an_address_that_smuggles_something_in_is_refused(mail: Mail) -> None:
    with pytest.raises((InvalidEmailError, InvalidPayloadError)):
        message_of(mail, SENDER, NOW)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\0", "\x0b", "\x0c", "\x85", "\u2028"])
def test_a_subject_of_several_lines_is_refused(end: str) -> None:
    with pytest.raises(InvalidPayloadError):
        message_of(replace(MAIL, subject=f"Bonjour{end}Bcc: b@example.org"), SENDER, NOW)


@given(st.text(max_size=300))
def test_whatever_is_written_adds_no_header(text: str) -> None:
    try:
        written = bytes(message_of(replace(MAIL, text=text), SENDER, NOW))
    except UnicodeEncodeError:
        pytest.fail("a text could not be written")
    names = [line.partition(b":")[0] for line in written.partition(b"\r\n\r\n")[0].split(b"\r\n")]
    assert b"Bcc" not in names
    assert names.count(b"To") == 1


def test_a_user_s_password_is_not_said_in_the_clear(office: PostOffice) -> None:
    server = MailServer("127.0.0.1", office.port, False, "alice", "secret")
    with pytest.raises(smtplib.SMTPException):
        Mailer(server, SENDER, lambda: NOW).send(MAIL)
    assert office.mails == []


def test_it_signs_in_over_tls() -> None:
    authority = trustme.CA()
    theirs, ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(theirs)
    authority.configure_trust(ours)
    said: list[bytes] = []

    def authenticate(*given: object) -> AuthResult:
        said.extend([given[-1].login, given[-1].password])  # type: ignore[attr-defined]
        return AuthResult(success=True)

    with open_post_office(
        tls_context=theirs, require_starttls=True, authenticator=authenticate, auth_required=True
    ) as office:
        server = MailServer("127.0.0.1", office.port, False, "alice", "secret")
        Mailer(server, SENDER, lambda: NOW, lambda: ours).send(MAIL)
        assert len(office.mails) == 1
    assert said == [b"alice", b"secret"]


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost:25", MailServer("localhost", 25, False)),
        ("smtps://mail.example", MailServer("mail.example", 465, True)),
        (
            "smtp://a%40b.example:p%3Aw@mail.example",
            MailServer("mail.example", 587, False, "a@b.example", "p:w"),
        ),
    ],
)
def test_the_url_of_a_server_is_read(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize(
    "url", ["", "mail.example", "http://mail.example", "smtp://", "smtp://a:99999", "smtp://a/b"]
)
def test_a_url_that_is_none_is_told_how_to_write_it(url: str) -> None:
    with pytest.raises(MailAddressError, match="smtp://user"):
        mail_server(url)
