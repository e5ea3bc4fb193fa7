"""What an admin says of people by the command line: their hours, and how long things are kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.cli import AppGroup
from flask.testing import FlaskCliRunner

import store
from store import conversations, schema, sites, visitors
from web import people_commands, startup
from web.services import Services
from web.startup import DEMO_SITE

CLOSED = "mo-fr 9:00-12:30,14:00-18:00; closed 2026-12-25"


@pytest.fixture
def services(app: Flask, tmp_path: Path) -> Iterator[Services]:
    """Give the parts of the application with a database of our own."""
    whole: Services = app.extensions["salut"]
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"))
    schema.upgrade(database)
    with database.write() as session:
        sites.add(session, DEMO_SITE, whole.now())
    yield replace(whole, database=database)
    database.close()


@pytest.fixture
def runner(services: Services) -> FlaskCliRunner:
    """Give a command line that works with it."""
    made = Flask("test")
    group = AppGroup("sites")
    people_commands.add_to(group, services)
    made.cli.add_command(group)
    people_commands.register(made, services)
    return made.test_cli_runner()


def site(services: Services) -> store.Site:
    with services.database.read() as session:
        found = sites.get(session, "demo")
    assert found is not None
    return found


def visitor(services: Services, days_ago: int) -> store.Visitor:
    """Store somebody who was last seen some days ago."""
    then = services.now() - timedelta(days=days_ago)

    def work(session: store.Session) -> store.Visitor:
        made = visitors.add(session, "demo", then, services.new_id)
        conversations.add(session, made, "fr", then, services.new_id)
        return made

    return services.database.commit(work)


def test_hours_are_said_and_shown(runner: FlaskCliRunner, services: Services) -> None:
    said = runner.invoke(args=["sites", "hours", "demo", CLOSED, "--time-zone", "Pacific/Auckland"])
    assert said.exit_code == 0
    assert "mo 9:00-12:30 14:00-18:00; tu" in said.output
    assert "(Pacific/Auckland)" in said.output
    shown = runner.invoke(args=["sites", "hours", "demo"])
    assert shown.output.split(":")[0] == said.output.split(":")[0]
    assert site(services).hours["closed"] == ["2026-12-25"]
    again = runner.invoke(args=["sites", "hours", "demo", "always"])
    assert again.output == "always (Pacific/Auckland): somebody is there now\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["demo", "mo-fri 9-18"], "are no days: write 'mo-fr 9:00"),
        (["demo", "mo 9-18"], "are no hours: write"),
        (["demo", "always", "--time-zone", "Mars/Base"], "write one like Europe/Paris"),
        (["nowhere", "always"], "sites list"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_write(
    runner: FlaskCliRunner, services: Services, words: list[str], told: str
) -> None:
    result = runner.invoke(args=["sites", "hours", *words])
    assert result.exit_code == 1
    assert told in result.output
    assert site(services).hours == {}


def test_how_long_things_are_kept_is_said_in_days(
    runner: FlaskCliRunner, services: Services
) -> None:
    assert runner.invoke(args=["sites", "retention", "demo", "30"]).exit_code == 0
    assert site(services).retention_days == 30
    for words in (["demo", "0"], ["demo", "x"], ["nowhere", "30"]):
        assert runner.invoke(args=["sites", "retention", *words]).exit_code != 0
    assert site(services).retention_days == 30


def test_what_is_due_is_erased_by_hand(runner: FlaskCliRunner, services: Services) -> None:
    old, new = visitor(services, 91), visitor(services, 89)
    result = runner.invoke(args=["purge"])
    assert "erased: 1 whose time was over" in result.output
    with services.database.read() as session:
        assert visitors.get(session, old.id) is None
        assert visitors.get(session, new.id) == new


class EndError(Exception):
    """Ends what goes on for ever."""


def test_and_every_hour_by_the_server_which_goes_on_whatever_happens(
    services: Services, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, slept = visitor(services, 91), []

    def sleep(seconds: float) -> None:
        if seconds < startup.PURGE_SECONDS:
            return
        slept.append(seconds)
        if len(slept) == 3:
            raise EndError
        monkeypatch.setattr(services.database, "commit", fail)

    def fail(_: object) -> None:
        raise store.DatabaseBusyError("held")

    with caplog.at_level(logging.ERROR), pytest.raises(EndError):
        startup.purge_hourly(services, sleep)
    with services.database.read() as session:
        assert visitors.get(session, old.id) is None
    assert "what is due could not be erased" in caplog.text
