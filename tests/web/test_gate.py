"""Who may open one more socket, and what a reader is told who may not."""

from __future__ import annotations

import json
import resource
from collections.abc import Iterator
from http import HTTPStatus

import pytest

from web import translations
from web.addresses import networks
from web.gate import FILES_RESERVED, Gate, refusal, room_for
from web.settings import ROOT

HOME, ABROAD = "203.0.113.7", "203.0.113.8"
FULL, TOO_MANY = HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS


@pytest.fixture
def file_limits() -> Iterator[tuple[int, int]]:
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield limits
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_one_address_is_full_and_another_is_not() -> None:
    gate = Gate(10, per_address_max=2)
    for _ in range(2):
        assert gate.reason(HOME) is None
        gate.enter(HOME)
    assert gate.reason(HOME) is TOO_MANY
    assert gate.reason(ABROAD) is None
    gate.leave(HOME)
    assert gate.reason(HOME) is None
    assert len(gate) == 1


def test_all_addresses_together_fill_the_house() -> None:
    gate = Gate(3)
    for address in (HOME, ABROAD, None):
        gate.enter(address)
    assert [gate.reason(each) for each in (HOME, None)] == [FULL, FULL]
    gate.leave(None)
    assert gate.reason(HOME) is None


def test_an_address_of_our_own_is_not_counted_apart() -> None:
    gate = Gate(100, per_address_max=1, trusted=networks("10.0.0.1/32"))
    own = gate.address({"REMOTE_ADDR": "127.0.0.1"})
    for _ in range(50):
        gate.enter(own)
    assert gate.reason(own) is None


def test_a_reader_behind_a_trusted_proxy_is_counted_by_his_own_address() -> None:
    gate = Gate(100, per_address_max=1, trusted=networks("10.0.0.1/32"))
    told = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": f"6.6.6.6, {HOME}"}
    assert gate.address(told) == HOME
    gate.enter(HOME)
    assert gate.reason(gate.address(told)) is TOO_MANY


def test_nothing_is_kept_of_those_who_left() -> None:
    gate = Gate(10, per_address_max=1)
    for number in range(1000):
        gate.enter(f"203.0.113.{number}")
        gate.leave(f"203.0.113.{number}")
    assert (len(gate), len(gate._open)) == (0, 0)


@pytest.mark.parametrize(
    ("status", "code"),
    [(FULL, "busy"), (TOO_MANY, "rate_limited"), (HTTPStatus.BAD_REQUEST, "invalid_payload")],
)
@pytest.mark.parametrize("language", ["fr-FR,fr;q=0.9", "en", "", "fr;q=0, en", "\x00;;q=x"])
def test_a_refusal_is_said_in_the_readers_language(
    status: HTTPStatus, code: str, language: str
) -> None:
    words = translations.load(ROOT / "translations")
    said = json.loads(refusal(words, {"HTTP_ACCEPT_LANGUAGE": language}, status))["error"]
    locale = "en" if "en" in language.split(", ") else "fr"
    assert said["code"] == code
    assert said["message"].split()[0] == words.text(locale, "errors", code).split()[0]
    assert ("retry_after" in said) == (status is not HTTPStatus.BAD_REQUEST)


def test_the_limit_of_files_is_raised_as_far_as_is_needed(file_limits: tuple[int, int]) -> None:
    _, hard = file_limits
    resource.setrlimit(resource.RLIMIT_NOFILE, (300, hard))
    assert room_for(400) == 400
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (400 + FILES_RESERVED, hard)


def test_where_files_are_few_so_are_sockets(
    file_limits: tuple[int, int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    limits = [(1024, 1024)]
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits[-1])
    monkeypatch.setattr(resource, "setrlimit", lambda _, wanted: limits.append(wanted))
    assert room_for(10_000) == 1024 - FILES_RESERVED
    assert "ulimit -n" in caplog.text
