"""`flask --app server agents … | audit verify`: the staff, by the operator himself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import click
from flask import Flask
from flask.cli import AppGroup
from pydantic import ValidationError

import store
from chat import agents, audit, signing_in
from chat.agents import Agent
from chat.authorize import ROLES
from chat.errors import ChatError
from chat.office import OPERATOR, Office
from store import agents as stored
from store.account_records import EVERY_SITE, Role
from web.forms import NewAgent, wrong_fields
from web.settings import Settings

EMAIL = click.argument("email")


def register(app: Flask, office: Office, settings: Settings) -> None:
    """Add the groups of commands to `flask --app server`; links lead to this machine."""
    address = f"http://{settings.host}:{settings.port}"
    staff = AppGroup("agents", help="The people who answer readers and manage sites.")
    for add in (_add_add, _add_list, _add_acts):
        add(staff, office, address)
    audited = AppGroup("audit", help="What the staff did.")
    _add_verify(audited, office)
    app.cli.add_command(staff)
    app.cli.add_command(audited)


def _add_add(group: AppGroup, office: Office, address: str) -> None:
    @group.command("add")
    @EMAIL
    @click.option("--name", required=True, help="Name that readers see.")
    @click.option("--role", type=click.Choice(ROLES), required=True, help="What he may do.")
    @click.option("--site", default=EVERY_SITE, help="Key of the site; every site without it.")
    @click.option("--invite", is_flag=True, help="Print a link instead of asking for a password.")
    @click.option("--address", default=address, show_default=True, help="Where the link leads.")
    def add_command(
        email: str, name: str, role: str, site: str, invite: bool, address: str
    ) -> None:
        """Add somebody, with a password or by a link; who is known gets the role."""
        with _told_errors():
            new = NewAgent(email=email, name=name, role=cast("Role", role), site=site)
            if invite or _find(office, new.email) is not None:
                made = agents.invite(office, OPERATOR, new.email, new.name, new.role, new.site)
                told = made.token and f"{address.rstrip('/')}/console/invitation/{made.token}"
                click.echo(told or f"{new.email}: {new.role} on {new.site}")
                return
            password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
            agents.add(office, OPERATOR, new.email, new.name, new.role, new.site, password)
            click.echo(f"{new.email}: {new.role} on {new.site}")


def _add_list(group: AppGroup, office: Office, _address: str) -> None:
    @group.command("list")
    def list_command() -> None:
        """List the staff: address, name, state, roles by site, second factor."""
        with office.database.read() as session:
            for each in stored.every(session):
                roles = " ".join(f"{key}:{role}" for key, role in each.roles.items())
                factor = "two-factor" if each.has_second_factor else "password"
                click.echo(f"{each.email}\t{each.name}\t{each.state}\t{roles}\t{factor}")


def _add_acts(group: AppGroup, office: Office, address: str) -> None:
    @group.command("disable")
    @EMAIL
    def disable_command(email: str) -> None:
        """Let somebody in no more, and end his sessions at once."""
        with _told_errors():
            agents.disable(office, OPERATOR, _known(office, email).id)
        click.echo(f"{email}: disabled; `agents enable` undoes it")

    @group.command("enable")
    @EMAIL
    def enable_command(email: str) -> None:
        """Let somebody in again."""
        with _told_errors():
            enabled = agents.enable(office, OPERATOR, _known(office, email).id)
        click.echo(f"{email}: {enabled.state}")

    @group.command("reset-two-factor")
    @EMAIL
    def reset_command(email: str) -> None:
        """Take the second factor of somebody away who has lost it."""
        with _told_errors():
            agents.reset_second_factor(office, OPERATOR, _known(office, email).id)
        click.echo(f"{email}: the next sign-in asks for the password alone")

    @group.command("link")
    @EMAIL
    @click.option("--address", default=address, show_default=True, help="Where the link leads.")
    def link_command(email: str, address: str) -> None:
        """Print a link by which somebody chooses another password."""
        with _told_errors():
            made = agents.new_link(office, OPERATOR, _known(office, email).id)
        click.echo(f"{address.rstrip('/')}/console/invitation/{made.token}")


def _add_verify(group: AppGroup, office: Office) -> None:
    @group.command("verify")
    def verify_command() -> None:
        """Check the whole chain; exit with 1 where it is broken."""
        with office.database.read() as session:
            found = audit.verify(session)
        if found.broken_at is not None:
            click.echo(f"broken at line {found.broken_at} of {found.count}")
            sys.exit(1)
        click.echo(f"{found.count} lines, whole; the newest is {found.head}")


def _find(office: Office, email: str) -> Agent | None:
    with office.database.read() as session:
        return stored.by_email(session, signing_in.folded(email))


def _known(office: Office, email: str) -> Agent:
    found = _find(office, email)
    if found is None:
        raise click.ClickException(f"{email}: nobody has this address; see `agents list`")
    return found


@contextmanager
def _told_errors() -> Iterator[None]:
    """Tell what is refused as a command line does."""
    try:
        yield
    except ValidationError as error:
        raise click.ClickException(f"not possible: {', '.join(wrong_fields(error))}") from error
    except (ChatError, store.StoreError) as error:
        raise click.ClickException(str(error) or error.__class__.__name__) from error
