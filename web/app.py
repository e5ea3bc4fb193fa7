"""The application: a table of contents of everything that is served."""

from __future__ import annotations

import os
from functools import partial

from flask import Flask

from chat.passwords import Cost
from web import (
    agent_commands,
    api,
    articles,
    assets,
    commands,
    console_agents,
    console_audit,
    console_cluster,
    console_entries,
    console_entry,
    console_guard,
    console_home,
    console_import,
    console_login,
    console_one_site,
    console_sample,
    console_sites,
    console_sources,
    console_statistics,
    console_teaching,
    console_tests,
    console_try,
    console_two_factor,
    demo,
    errors,
    health,
    inbox_page,
    inbox_sockets,
    loader,
    security,
    settings,
    sockets,
    source_process,
    staff,
    startup,
    theme,
    widget,
)
from web.console import Console, zone_of
from web.revocation import Revocation
from web.settings import ROOT, Settings

STATIC_FOLDER = ROOT / "static"
CONSOLE_PAGES = (
    console_login.add,
    console_two_factor.add,
    console_home.add,
    console_agents.add,
    console_audit.add,
    console_teaching.add,
    console_cluster.add,
    console_tests.add,
    console_statistics.add,
    console_entries.add,
    console_entry.add,
    console_try.add,
    console_import.add,
    console_sites.add,
    console_sources.add,
    console_one_site.add,
    console_sample.add,
)


def create_app(chosen: Settings | None = None, cost: Cost | None = None) -> Flask:
    """Make the application; raise SettingsError or StartupError with what to do.

    `cost` is that of a password's hash.
    """
    services = startup.prepare(chosen or settings.load(os.environ))
    version = assets.digest(STATIC_FOLDER)
    address = assets.address_maker(version)
    script = loader.make(STATIC_FOLDER / "widget", services.translations)

    app = Flask("salut", static_folder=None, root_path=str(ROOT))
    app.config["MAX_CONTENT_LENGTH"] = api.BODY_BYTES_MAX
    app.extensions["salut"] = services

    security.register(app)
    errors.register(app, services.translations)
    app.register_blueprint(health.blueprint(services))
    app.register_blueprint(api.blueprint(services))
    app.register_blueprint(articles.blueprint(services))
    app.register_blueprint(widget.blueprint(services, script, address))
    app.register_blueprint(theme.blueprint(services))
    app.register_blueprint(assets.blueprint(STATIC_FOLDER, version))
    people = app.extensions["salut_staff"] = staff.make_staff(services, cost)
    console = Console(services, people, address, zone_of(services))
    app.register_blueprint(console_guard.blueprint(console, *CONSOLE_PAGES))
    app.register_blueprint(console_guard.blueprint(console, inbox_page.add, name="inbox"))
    app.register_blueprint(demo.blueprint(startup.DEMO_FOLDER))
    socketio = sockets.register(app, services)
    inbox_sockets.register(
        socketio.server,
        services,
        people.agent_of,
        partial(Revocation, people.office, people.trusted),
    )
    commands.register(app, services)
    source_process.register(app, services)
    agent_commands.register(app, people.office, services.settings)
    services.drain.watch(app, sockets.NAMESPACE)
    return app
