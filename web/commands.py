"""The command line: `flask --app server faq … | sites add | list | … | docs settings | purge`."""

from __future__ import annotations

import secrets

import click
from flask import Flask
from flask.cli import AppGroup
from pydantic import ValidationError

import store
from chat.conversations import find_site
from chat.errors import ChatError
from store import pushes, sites
from web import (
    delivery_commands,
    faq_commands,
    people_commands,
    settings,
    snippet_commands,
    teaching_commands,
    theme_commands,
)
from web.payloads import NewSite
from web.services import Services


def register(app: Flask, services: Services) -> None:
    """Add the groups of commands to `flask --app server`."""
    app.cli.add_command(faq_commands.commands(services))
    app.cli.add_command(_site_commands(services))
    app.cli.add_command(_docs_commands())
    people_commands.register(app, services)
    teaching_commands.register(app, services)
    delivery_commands.register(app, services)


def _site_commands(services: Services) -> AppGroup:
    group = AppGroup("sites", help="The web sites that embed the widget.")

    @group.command("add")
    @click.argument("key")
    @click.option("--name", required=True, help="Name that readers see.")
    @click.option("--origin", "origins", multiple=True, help="Origin that may embed; repeatable.")
    @click.option("--base-url", required=True, help="Address that relative links start from.")
    @click.option("--contact-url", default="", help="Page where readers reach a person.")
    @click.option("--locale", default="fr", show_default=True, help="Language of the site.")
    def add_command(origins: tuple[str, ...], **said: str) -> None:
        """Add a site that may embed the widget."""
        try:
            new = NewSite.model_validate({**said, "origins": origins})
            if new.locale not in services.translations.locales:
                raise click.ClickException(
                    f"--locale: choose one of {', '.join(services.translations.locales)}"
                )
            with services.database.write() as session:
                sites.add(session, store.Site(**new.model_dump()), services.now())
        except ValidationError as error:
            raise click.ClickException(_told(error)) from error
        except store.StoreError as error:
            raise click.ClickException(str(error)) from error
        click.echo(f'<script async src="…/widget.js" data-site="{new.key}"></script>')

    @group.command("list")
    def list_command() -> None:
        """List the sites."""
        with services.database.read() as session:
            for site in sites.every(session):
                click.echo(f"{site.key}\t{site.name}\t{site.base_url}\t{' '.join(site.origins)}")

    @group.command("push-secret")
    @click.argument("key")
    @click.option("--new", is_flag=True, help="Make another one; the old one is good no more.")
    def push_secret_command(key: str, new: bool) -> None:
        """Print the secret that a site's own system signs its articles with."""
        try:
            with services.database.write() as session:
                held = pushes.secret(session, find_site(session, key).key)
                if held is None or new:
                    held = secrets.token_urlsafe(32)
                    pushes.set_secret(session, key, held, services.now())
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(held)

    group.add_command(theme_commands.command(services))
    group.add_command(snippet_commands.command(services))
    people_commands.add_to(group, services)
    return group


def _docs_commands() -> AppGroup:
    group = AppGroup("docs", help="Tables for the documents.")

    @group.command("settings")
    def settings_command() -> None:
        """Print the table of docs/settings.md."""
        click.echo(settings.as_markdown())

    return group


def _told(error: ValidationError) -> str:
    """Name the option that is wrong, and what is."""
    return "; ".join(
        f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors()
    )
