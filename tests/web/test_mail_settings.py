"""The settings of mail are read at the start, and a password is never shown."""

from __future__ import annotations

import pytest

from web import settings
from web.errors import SettingsError


def test_without_settings_no_mail_is_sent() -> None:
    told = settings.load({})
    assert (told.smtp_url, told.mail_to) == ("", "")


def test_a_server_and_addresses_are_taken() -> None:
    told = settings.load(
        {
            "SALUT_SMTP_URL": "smtps://alice:secret@mail.example",
            "SALUT_MAIL_FROM": "salut@lefanal.example",
            "SALUT_MAIL_TO": "redaction@lefanal.example",
        }
    )
    assert told.smtp_url == "smtps://alice:secret@mail.example"
    assert (told.mail_from, told.mail_to) == ("salut@lefanal.example", "redaction@lefanal.example")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SALUT_SMTP_URL", "mail.example"),
        ("SALUT_SMTP_URL", "http://alice:secret@mail.example"),
        ("SALUT_MAIL_FROM", "nobody"),
        ("SALUT_MAIL_TO", "a@example.org, b@example.org"),
    ],
)
def test_what_cannot_be_is_refused_without_a_password_in_its_words(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        settings.load({name: value})
    assert "secret" not in str(refused.value)
