"""`flask --app server digest` and `webhooks …`: who is told what happens on a site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask
from flask.cli import AppGroup

import store
from chat import delivering, digest, unanswered, webhooks
from chat.conversations import find_site
from chat.emails import clean_email
from chat.errors import ChatError
from chat.letters import recipient
from faq.posting import post
from store import deliveries
from store import webhooks as stored
from web import housework
from web.services import Services

SITE = click.option("--site", "site_key", required=True, help="Key of the site.")


def register(app: Flask, services: Services) -> None:
    """Add the command `digest` and the group `webhooks`."""
    app.cli.add_command(_digest(services))
    app.cli.add_command(_webhooks(services))


def _digest(services: Services) -> click.Command:
    @click.command("digest")
    @SITE
    @click.option("--to", default="", help="Mail address; the site's contact without it.")
    @click.option("--dry-run", is_flag=True, help="Print it only.")
    def digest_command(site_key: str, to: str, dry_run: bool) -> None:
        """Send what was asked in vain since the last digest to the people of a site."""
        database, now, new_id = services.database, services.now(), services.new_id
        with _told_errors():
            with database.read() as session:
                site = find_site(session, site_key)
            fallback = services.settings.mail_to
            receiver = clean_email(to) if to else recipient(site, fallback)
            unanswered.gather(database, services.knowledge, now, new_id)
            letters = housework.letters()
            if dry_run:
                mail = digest.written(database, letters, site, receiver, now)
            else:
                mail = digest.send(database, letters, site, receiver, now, new_id)
                delivering.deliver(database, post, housework.send_of(services), now)
        if mail is None:
            click.echo("Nothing was asked in vain.")
        elif dry_run:
            click.echo(f"To: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}")
        else:
            click.echo(f"{mail.to}: {mail.subject}")

    return digest_command


def _webhooks(services: Services) -> AppGroup:
    group = AppGroup("webhooks", help="Addresses that are told what happens on a site.")
    database = services.database

    @group.command("add")
    @click.argument("url")
    @click.argument("events", nargs=-1, required=True)
    @SITE
    def add_command(url: str, events: tuple[str, ...], site_key: str) -> None:
        """Tell an address of events, and print the secret by which they are signed."""
        with _told_errors(), database.write() as session:
            find_site(session, site_key)
            made = webhooks.add(session, site_key, url, events, services.now(), services.new_id)
        click.echo(f"{made.id}\t{made.secret}")

    @group.command("list")
    @SITE
    def list_command(site_key: str) -> None:
        """List the webhooks of a site."""
        with _told_errors(), database.read() as session:
            for each in stored.of_site(session, find_site(session, site_key).key):
                click.echo(f"{each.id}\t{each.url}\t{' '.join(each.events)}")

    @group.command("remove")
    @click.argument("webhook_id", metavar="WEBHOOK")
    @SITE
    def remove_command(webhook_id: str, site_key: str) -> None:
        """Tell an address nothing more, and drop its log."""
        with _told_errors(), database.write() as session:
            stored.remove(session, webhooks.find(session, site_key, webhook_id))

    @group.command("log")
    @SITE
    def log_command(site_key: str) -> None:
        """List what was delivered, or not, the newest first."""
        with _told_errors(), database.read() as session:
            for each in deliveries.log(session, find_site(session, site_key).key):
                click.echo(
                    f"{each.id}\t{each.made_at:%Y-%m-%d %H:%M}\t{each.event}\t{each.state}"
                    f"\t{each.attempts}\t{each.outcome}"
                )

    @group.command("replay")
    @click.argument("delivery_id", metavar="DELIVERY")
    @SITE
    def replay_command(delivery_id: str, site_key: str) -> None:
        """Deliver something once more."""
        with _told_errors(), database.write() as session:
            delivering.replay(session, site_key, delivery_id, services.now(), services.new_id)
        click.echo("It is sent within seconds where a server runs.")

    return group


@contextmanager
def _told_errors() -> Iterator[None]:
    """Tell what is refused as a command line does."""
    try:
        yield
    except (ChatError, store.StoreError) as error:
        raise click.ClickException(str(error)) from error
