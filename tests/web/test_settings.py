"""Settings come from one table; a value that is not possible says what is."""

from __future__ import annotations

import logging

import pytest

from web import settings
from web.errors import SettingsError


def test_without_an_environment_every_default_holds() -> None:
    assert settings.load({}) == settings.Settings()
    assert settings.load({"PORT": "", "HOST": " "}) == settings.Settings()


def test_each_default_is_within_its_limit() -> None:
    for row in settings.table():
        assert row.read(str(row.default)) == row.default or row.default == ""
        assert row.help.endswith(".")


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("PORT", "70000", "0 to 65535"),
        ("PORT", "abc", "0 to 65535"),
        ("SALUT_ANSWERED_MIN", "1.2", "0 to 1"),
        ("SALUT_MEANING", "on", "auto or off"),
        ("SALUT_LOG_LEVEL", "loud", "debug or info"),
        ("SALUT_TOKEN_DAYS", "0", "1 to 365"),
        ("SALUT_TRUSTED_PROXIES", "everyone", "networks like 10.0.0.0/8"),
        ("SALUT_TRUSTED_PROXIES", "10.0.0.1/8", "networks like 10.0.0.0/8"),
        ("SALUT_SITE_MESSAGES_PER_TEN_SECONDS", "-1", "0 to 1000000"),
        ("SALUT_SECRET", "short", "at least 32 characters"),
    ],
)
def test_a_value_that_is_not_possible_says_what_is(name: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*{allowed}"):
        settings.load({name: value})


def test_a_secret_is_never_told() -> None:
    with pytest.raises(SettingsError) as raised:
        settings.load({"SALUT_SECRET": "hunter2"})
    assert "hunter2" not in str(raised.value)


def test_the_bands_must_be_in_order() -> None:
    with pytest.raises(SettingsError, match="SALUT_SUGGESTED_MIN"):
        settings.load({"SALUT_ANSWERED_MIN": "0.3", "SALUT_SUGGESTED_MIN": "0.4"})


def test_an_unknown_setting_is_warned_about(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        settings.load({"SALUT_ANSWERD_MIN": "0.3", "OTHER": "x"})
    assert "SALUT_ANSWERD_MIN is no setting" in caplog.text
    assert "OTHER" not in caplog.text


def test_the_table_is_printed_row_by_row() -> None:
    printed = settings.as_markdown()
    assert all(f"| `{row.name}` |" in printed for row in settings.table())
