"""`flask --app server faq examine | expect | unanswered` and `statistics`: what editors learn."""

from __future__ import annotations

import sys

import click
from flask import Flask
from flask.cli import AppGroup

import store
from chat import examination, publishing, rolling, statistics, unanswered
from chat.conversations import find_site
from chat.errors import ChatError
from chat.spreadsheets import periods_csv
from store import clusters
from web import housework
from web.services import Services

WHO = "operator"
LISTED_MAX = 50

SITE = click.option("--site", "site_key", required=True, help="Key of the site.")


def register(app: Flask, services: Services) -> None:
    """Add the commands to the group `faq`, and the group `statistics`."""
    group = app.cli.commands["faq"]
    assert isinstance(group, click.Group)  # noqa: S101 - faq_commands.py made it
    for add in (_add_examine, _add_expect, _add_unanswered):
        add(group, services)
    app.cli.add_command(_statistics(services))


def _add_examine(group: click.Group, services: Services) -> None:
    @group.command("examine")
    @SITE
    def examine_command(site_key: str) -> None:
        """Put the site's test set to what is served; exit with 1 if anything is answered wrong."""
        try:
            report = publishing.preview(housework.publisher_of(services), site_key, [])
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        for change in report.changes:
            found = change.after
            told = "-" if found.entry is None else found.entry.question
            click.echo(
                f"{found.grade.name.lower()}\t{found.kind}\t{found.confidence:.2f}"
                f"\t{change.expectation.question}\t{told}"
            )
        click.echo(str(report).splitlines()[-1])
        if any(change.after.grade is examination.Grade.WRONG for change in report.changes):
            sys.exit(1)


def _add_expect(group: click.Group, services: Services) -> None:
    @group.command("expect")
    @click.argument("question")
    @click.argument("entry_id", metavar="[ENTRY]", default="")
    @SITE
    def expect_command(question: str, entry_id: str, site_key: str) -> None:
        """Expect that an entry, or none, answers a question from now on."""
        try:
            with services.database.write() as session:
                find_site(session, site_key)
                examination.expect(
                    session, site_key, question, entry_id, WHO, services.now(), services.new_id
                )
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        click.echo("Expected from now on.")


def _add_unanswered(group: click.Group, services: Services) -> None:
    @group.command("unanswered")
    @SITE
    def unanswered_command(site_key: str) -> None:
        """Gather what was asked in vain, and list it, the commonest first."""
        database = services.database
        try:
            unanswered.gather(database, services.knowledge, services.now(), services.new_id)
            with database.read() as session:
                find_site(session, site_key)
                found = clusters.every(session, site_key, "open", count_max=LISTED_MAX)
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        for each in found:
            last = "" if each.last_at is None else f"{each.last_at:%Y-%m-%d}"
            click.echo(f"{each.count}\t{last}\t{each.question}")


def _statistics(services: Services) -> AppGroup:
    group = AppGroup("statistics", help="What readers asked, counted day by day.")

    @group.command("count")
    @click.option("--anew", is_flag=True, help="Every day of which there are conversations.")
    def count_command(anew: bool) -> None:
        """Count what was said since the last time."""
        try:
            days = rolling.roll_up(services.database, services.now(), is_anew=anew)
        except store.StoreError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"{days} days counted")

    @group.command("show")
    @SITE
    @click.option("--days", default=30, show_default=True, type=click.IntRange(1, 1000))
    @click.option("--by", "step", default="day", type=click.Choice(statistics.STEPS))
    def show_command(site_key: str, days: int, step: statistics.Step) -> None:
        """Print the last days of a site as CSV."""
        try:
            with services.database.read() as session:
                site = find_site(session, site_key)
            rolling.roll_up_site(services.database, site, services.now())
            span = statistics.last_days(site, services.now(), days)
            told = statistics.statistics_of(services.database, site_key, *span, step)
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(periods_csv(told).removeprefix("\ufeff"), nl=False)

    return group
