"""`flask --app server faq import | refresh | sources | forget | doctor`: a site's FAQ.

What is read is remembered, so an import that was interrupted goes on, and a refresh asks for
nothing that has not changed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import click
from flask.cli import AppGroup

import faq
import store
from chat import checkup, refreshing
from chat.conversations import find_site
from chat.errors import ChatError
from chat.means import Means
from chat.report import Report
from faq.extraction_workers import WORKERS
from faq.fetch import Fetch, polite_fetch
from faq.progress import Progress, Tally, bar
from store import sites, sources
from web.services import Services

INTERRUPTED = "Interrupted: what was read is kept. Start it again within a day, and it goes on."
INTERRUPTED_CODE = 130  # as a shell has it for SIGINT

_WEB = ("http", "https")

SITE = click.option("--site", "site_key", required=True, help="Key of the site.")
CONTACT = click.option(
    "--contact", default="", help="Web or mail address told to the sites that are asked."
)


def commands(services: Services) -> AppGroup:
    """Make the group of commands."""
    group = AppGroup("faq", help="The entries that readers are answered with.")
    for add in (_add_import, _add_refresh, _add_sources, _add_forget, _add_doctor):
        add(group, services)
    return group


def import_sources(
    services: Services,
    site_key: str,
    locations: list[str],
    *,
    fetch: Fetch | None = None,
    files_offline: bool = False,
    is_dry_run: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read sources into a site; raise faq.FaqError, UnknownSiteError, store.StoreError."""
    means = means_of(services, fetch, progress, files_offline, is_dry_run=is_dry_run)
    return refreshing.import_sources(means, _site(services, site_key), locations)


def refresh(
    services: Services,
    site_key: str,
    *,
    fetch: Fetch | None = None,
    files_offline: bool = False,
    asks_all: bool = False,
    progress: Progress | None = None,
) -> Report:
    """Read the sources of a site again; raise UnknownSiteError, store.StoreError."""
    means = means_of(services, fetch, progress, files_offline, asks_all=asks_all)
    return refreshing.refresh(means, _site(services, site_key))


def fetch_for(
    services: Services, site: store.Site, locations: Iterable[str], contact: str
) -> Fetch | None:
    """Make what fetches from the hosts of a site and of its sources; None without a contact.

    Raise faq.FaqError for a contact that is none.
    """
    told = contact or services.settings.contact or _contact_of(site)
    addresses = [site.base_url, *site.origins, *locations]
    hosts = {urlsplit(each).netloc for each in addresses if urlsplit(each).scheme in _WEB}
    try:
        return polite_fetch(sorted(filter(None, hosts)), told) if told and hosts else None
    except ValueError as error:
        raise faq.FaqError(str(error)) from error


def _add_import(group: AppGroup, services: Services) -> None:
    @group.command("import")
    @click.argument("locations", metavar="SOURCE…", nargs=-1, required=True)
    @SITE
    @CONTACT
    @click.option("--dry-run", is_flag=True, help="Report only; store nothing.")
    def import_command(
        locations: tuple[str, ...], site_key: str, contact: str, dry_run: bool
    ) -> None:
        """Read folders, files or addresses of any kind that is known, and remember them."""
        with _told_errors(), bar(sys.stderr) as progress:
            fetch = fetch_for(services, _site(services, site_key), locations, contact)
            report = import_sources(
                services,
                site_key,
                list(locations),
                fetch=fetch,
                files_offline=_is_offline(services, contact),
                is_dry_run=dry_run,
                progress=progress,
            )
        click.echo(report)
        if dry_run:
            click.echo(f"Dry run: {report.entries} entries would be made, nothing was stored.")


def _add_refresh(group: AppGroup, services: Services) -> None:
    @group.command("refresh")
    @click.option("--site", "site_key", default="", help="Key of the site; all without it.")
    @CONTACT
    @click.option("--all", "asks_all", is_flag=True, help="Ask for pages that list no change too.")
    def refresh_command(site_key: str, contact: str, asks_all: bool) -> None:
        """Read the sources that were imported again, as far as they have changed."""
        for key in [site_key] if site_key else _site_keys(services):
            with _told_errors(), bar(sys.stderr) as progress:
                locations = [each.location for each in _sources(services, key)]
                fetch = fetch_for(services, _site(services, key), locations, contact)
                report = refresh(
                    services,
                    key,
                    fetch=fetch,
                    files_offline=_is_offline(services, contact),
                    asks_all=asks_all,
                    progress=progress,
                )
            click.echo(f"{key}: {report}")


def _add_sources(group: AppGroup, services: Services) -> None:
    @group.command("sources")
    @SITE
    def sources_command(site_key: str) -> None:
        """List the sources of a site, when each was last read, and what failed."""
        with _told_errors():
            for each in _sources(services, site_key):
                read = f"{each.ended_at:%Y-%m-%d %H:%M}" if each.ended_at else "never"
                click.echo(f"{each.location}\t{read}\t{each.failure}")


def _add_forget(group: AppGroup, services: Services) -> None:
    @group.command("forget")
    @click.argument("location", metavar="SOURCE")
    @SITE
    def forget_command(location: str, site_key: str) -> None:
        """Read a source no more, and withdraw the entries of its pages."""
        with _told_errors():
            site = _site(services, site_key)
            if not refreshing.forget(services.database, site, location):
                raise click.ClickException(f"{location} is no source; see `faq sources`")
        click.echo(f"{location}: its entries are withdrawn.")


def _add_doctor(group: AppGroup, services: Services) -> None:
    @group.command("doctor")
    @SITE
    def doctor_command(site_key: str) -> None:
        """Say what is wrong with a site's FAQ and how to mend it; exit with 1 if anything is."""
        with _told_errors():
            found = checkup.examine(services.database, _site(services, site_key), services.now())
        for each in found:
            click.echo(each)
        if found:
            sys.exit(1)
        click.echo(f"{site_key}: nothing is wrong.")


def means_of(
    services: Services,
    fetch: Fetch | None,
    progress: Progress | None = None,
    files_offline: bool = False,
    *,
    is_dry_run: bool = False,
    asks_all: bool = False,
) -> Means:
    """Give what a pass over sources works with."""
    return Means(
        database=services.database,
        fetch=fetch,
        now=services.now,
        tally=Tally(progress),
        workers=WORKERS,
        is_dry_run=is_dry_run,
        asks_all=asks_all,
        files_offline=files_offline,
    )


def _is_offline(services: Services, contact: str) -> bool:
    """Tell that nobody gave a contact, so that the pages of a file stand beside it."""
    return not (contact or services.settings.contact)


def _site(services: Services, site_key: str) -> store.Site:
    with services.database.read() as session:
        return find_site(session, site_key)


def _site_keys(services: Services) -> list[str]:
    with services.database.read() as session:
        return [site.key for site in sites.every(session)]


def _sources(services: Services, site_key: str) -> list[store.PageSource]:
    with services.database.read() as session:
        return sources.every(session, find_site(session, site_key).key)


def _contact_of(site: store.Site) -> str:
    """Give where a site's owner is reached; "" where that is no whole address."""
    for told in (site.contact_url, site.base_url):
        if urlsplit(told).scheme in _WEB:
            return told
        if told.startswith("mailto:"):
            return told.removeprefix("mailto:")
    return ""


@contextmanager
def _told_errors() -> Iterator[None]:
    """Tell what is refused, and what an interruption leaves, as a command line does."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(INTERRUPTED, err=True)
        sys.exit(INTERRUPTED_CODE)
    except (faq.FaqError, ChatError, store.StoreError) as error:
        raise click.ClickException(str(error)) from error
