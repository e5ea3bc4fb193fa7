"""The command line of embedding: `flask --app server sites snippet`."""

from __future__ import annotations

import click
from markupsafe import escape

import store
from chat.conversations import find_site
from chat.errors import ChatError
from web import loader
from web.services import Services
from web.settings import ROOT


def command(services: Services) -> click.Command:
    """Make `sites snippet`."""
    here = f"http://{services.settings.host}:{services.settings.port}"

    @click.command("snippet")
    @click.argument("key")
    @click.option("--chat", default=here, show_default=True, help="Origin that this server has.")
    @click.option("--versioned", is_flag=True, help="A loader that never changes, and is checked.")
    def snippet_command(key: str, chat: str, versioned: bool) -> None:
        """Print what a site writes into its pages."""
        try:
            with services.database.read() as session:
                site = find_site(session, key)
        except ChatError as error:
            raise click.ClickException(str(error)) from error
        if "://" not in chat:
            raise click.ClickException("--chat: write an origin, https://chat.example.org")
        click.echo(snippet(site, chat.rstrip("/"), services, versioned=versioned))

    return snippet_command


def snippet(site: store.Site, chat: str, services: Services, *, versioned: bool) -> str:
    """Write the plain link, if the site has a page of help, and the script tag."""
    made = loader.make(ROOT / "static" / "widget", services.translations)
    words = services.translations.text(site.locale, "launcher", "open")
    link = f'<a href="{escape(site.contact_url)}" data-salut-help>{escape(words)}</a>\n'
    if versioned:
        loader.keep(made, services.settings.instance_path)
    colour = {"color": site.theme["launcher"]} if site.theme.get("launcher") else {}
    tag = made.tag({"site": site.key, **colour}, chat, versioned=versioned)
    return f"{link if site.contact_url else ''}{tag}"
