"""A pass over sources in a process of its own: it reads for minutes, and readers feel none of it.

It is the command line's own work, begun by the console: `faq run`. It tells how far it is in the
database, where every worker finds it.
"""

from __future__ import annotations

import os
import sys

import click
import gevent
from flask import Flask
from gevent import subprocess

import store
from chat import source_running
from chat.conversations import find_site
from store import source_runs, sources
from web.faq_commands import fetch_for, means_of
from web.services import Services
from web.settings import ROOT


def start(services: Services, site_key: str, run_id: str) -> None:
    """Start a process for a pass that was begun."""
    told = services.settings
    environment = {**os.environ, "SALUT_INSTANCE": str(told.instance_path)}
    if told.database_url:
        environment["DATABASE_URL"] = told.database_url
    command = [sys.executable, "-m", "flask", "--app", "server", "faq", "run", site_key, run_id]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    gevent.spawn(process.wait)


def register(app: Flask, services: Services) -> None:
    """Add the command to the group `faq`."""
    group = app.cli.commands["faq"]
    assert isinstance(group, click.Group)  # noqa: S101 - faq_commands.py made it

    @group.command("run", hidden=True)
    @click.argument("site_key")
    @click.argument("run_id")
    def run_command(site_key: str, run_id: str) -> None:
        """Do a pass over the sources of a site that was begun in the console."""
        run(services, site_key, run_id)


def run(services: Services, site_key: str, run_id: str) -> None:
    """Do a pass that was begun; one that another has taken the place of is left alone."""
    with services.database.read() as session:
        site = find_site(session, site_key)
        held = source_runs.get(session, site_key)
        locations = [each.location for each in sources.every(session, site_key)]
    if held is None or held.id != run_id or held.ended_at is not None:
        raise store.MissingError("no such pass was begun")
    fetch = fetch_for(services, site, locations, "")
    source_running.run(means_of(services, fetch), site, run_id)
