"""The command line: `flask --app server faq import | sites add | sites list | docs settings`."""

from __future__ import annotations

import click
from flask import Flask
from flask.cli import AppGroup
from pydantic import ValidationError

import faq
import store
from chat import knowledge
from chat.conversations import find_site
from chat.errors import ChatError
from store import sites
from web import settings
from web.payloads import NewSite
from web.services import Services


def register(app: Flask, services: Services) -> None:
    """Add the groups of commands to `flask --app server`."""
    app.cli.add_command(_faq_commands(services))
    app.cli.add_command(_site_commands(services))
    app.cli.add_command(_docs_commands())


def import_sources(
    services: Services, site_key: str, sources: list[str], is_dry_run: bool
) -> faq.BuildReport:
    """Build entries from sources and, unless dry, put them in place of the site's last build.

    Raise faq.FaqError, UnknownSiteError, store.StoreError; then nothing has changed.
    """
    with services.database.read() as session:
        site = find_site(session, site_key)
    report = faq.BuildReport()
    entries = list(faq.build(sources, report=report))
    if not is_dry_run:
        with services.database.write() as session:
            knowledge.import_entries(session, site, entries, services.now())
    return report


def _faq_commands(services: Services) -> AppGroup:
    group = AppGroup("faq", help="The entries that readers are answered with.")

    @group.command("import")
    @click.argument("sources", metavar="SOURCE…", nargs=-1, required=True)
    @click.option("--site", "site_key", required=True, help="Key of the site.")
    @click.option("--dry-run", is_flag=True, help="Report only; store nothing.")
    def import_command(sources: tuple[str, ...], site_key: str, dry_run: bool) -> None:
        """Build entries from folders, files or addresses, in place of the site's last build."""
        try:
            report = import_sources(services, site_key, list(sources), dry_run)
        except (faq.FaqError, ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        click.echo(report)
        if dry_run:
            click.echo("Dry run: nothing was stored.")

    return group


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
