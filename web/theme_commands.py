"""The command line of the look: `flask --app server sites theme …`."""

from __future__ import annotations

import click
from pydantic import ValidationError

import store
from chat.conversations import find_site
from chat.errors import ChatError
from store import sites
from web.services import Services
from web.theme import FONTS, RADII, Theme


def command(services: Services) -> click.Command:
    """Make `sites theme`."""

    @click.command("theme")
    @click.argument("key")
    @click.option("--accent", help="Colour of links and marks on light paper, like #a5331c.")
    @click.option("--accent-dark", help="The same on dark paper; made from --accent unless said.")
    @click.option("--launcher", help="Colour of the round button, which has white words on it.")
    @click.option("--font", help=f"What passages are set in: {', '.join(FONTS)}.")
    @click.option("--radius", help=f"Corners of buttons: {', '.join(RADII)}.")
    @click.option("--reset", is_flag=True, help="Go back to the look of the house first.")
    def theme_command(key: str, reset: bool, **said: str | None) -> None:
        """Say how the widget of a site looks, or show how; empty takes a choice back."""
        chosen = {name: value for name, value in said.items() if value is not None}
        try:
            theme = _change(services, key, chosen, reset)
        except ValidationError as error:
            raise click.ClickException(_told(error)) from error
        except (ChatError, store.StoreError) as error:
            raise click.ClickException(str(error)) from error
        for name, value in theme.said().items():
            click.echo(f"{name}\t{value}")
        if theme.accent and not theme.accent_dark:
            click.echo(f"accent_dark\t{theme.dark_accent} (made from the accent)")
        click.echo(tag(key, theme))

    return theme_command


def tag(key: str, theme: Theme) -> str:
    """Write the tag for the site's pages: the launcher's colour is theirs to say."""
    colour = f' data-color="{theme.launcher}"' if theme.launcher else ""
    return f'<script async src="…/widget.js" data-site="{key}"{colour}></script>'


def _change(services: Services, key: str, chosen: dict[str, str], reset: bool) -> Theme:
    """Store what was chosen on top of what was; nothing is stored when it cannot be read."""
    with services.database.write() as session:
        site = find_site(session, key)
        before = {} if reset else dict(site.theme)
        theme = Theme.model_validate({**before, **chosen})
        if theme.said() != site.theme:
            sites.set_theme(session, key, theme.said())
    return theme


def _told(error: ValidationError) -> str:
    """Say what is wrong and what to write instead, by the names of the options."""
    return "; ".join(
        f"--{str(each['loc'][0]).replace('_', '-')}: {each['msg'].removeprefix('Value error, ')}"
        for each in error.errors()
    )
