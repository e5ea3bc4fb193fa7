"""The command line for people: `flask --app server sites hours | sites retention | purge`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup

import store
from chat import forgetting, hours
from chat.conversations import find_site
from chat.errors import ChatError
from store import sites
from web.services import Services

RETENTION_DAYS_MAX = 3650


def add_to(group: AppGroup, services: Services) -> None:
    """Add what a site says of its people to the commands of sites."""

    @group.command("hours")
    @click.argument("key")
    @click.argument("text", required=False)
    @click.option("--time-zone", help="Time zone of the site, like Europe/Paris.")
    def hours_command(key: str, text: str | None, time_zone: str | None) -> None:
        """Say when people are there: "mo-fr 9:00-18:00; closed 2026-12-25", or "always"."""
        try:
            with services.database.write() as session:
                site = find_site(session, key)
                told = site.hours if text is None else hours.parse(text)
                zone = hours.time_zone(time_zone or site.time_zone).key
                sites.set_hours(session, key, told, zone)
                site = find_site(session, key)
        except (ChatError, store.StoreError, hours.HoursError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(_as_words(site, services))

    @group.command("retention")
    @click.argument("key")
    @click.argument("days", type=click.IntRange(1, RETENTION_DAYS_MAX))
    def retention_command(key: str, days: int) -> None:
        """Say how many days a conversation is kept after its last message."""
        try:
            with services.database.write() as session:
                sites.set_retention(session, find_site(session, key).key, days)
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"kept for {days} days; what is older goes within the hour, or now by: purge")


def register(app: Flask, services: Services) -> None:
    """Add the command that erases what is due."""

    @app.cli.command("purge")
    def purge_command() -> None:
        """Erase visitors whose time is over, and those whom an old copy has brought back."""
        try:
            back = forgetting.again(services.database, services.now())
            due = forgetting.purge(services.database, services.now())
        except store.StoreError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f"erased: {due} whose time was over, {back} whom an old copy had brought back")


def _as_words(site: store.Site, services: Services) -> str:
    """Tell the hours of a site, and whether somebody is there now."""
    told = [f"{day} {' '.join(each)}" for day, each in site.hours.items()]
    now = hours.staffing(site, services.now())
    zone = hours.time_zone(site.time_zone)
    then = f", but from {now.opens_at.astimezone(zone):%Y-%m-%d %H:%M}" if now.opens_at else ""
    whether = "somebody is there now" if now.is_staffed else f"nobody is there now{then}"
    return f"{'; '.join(told) or 'always'} ({site.time_zone}): {whether}"
