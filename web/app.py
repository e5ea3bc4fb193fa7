"""The application: a table of contents of everything that is served."""

from __future__ import annotations

import os

from flask import Flask

from web import (
    api,
    articles,
    assets,
    commands,
    demo,
    errors,
    health,
    security,
    settings,
    sockets,
    startup,
    widget,
)
from web.settings import ROOT, Settings

STATIC_FOLDER = ROOT / "static"


def create_app(chosen: Settings | None = None) -> Flask:
    """Make the application; raise SettingsError or StartupError with what to do."""
    services = startup.prepare(chosen or settings.load(os.environ))
    version = assets.digest(STATIC_FOLDER)
    address = assets.address_maker(version)

    app = Flask("salut", static_folder=None, root_path=str(ROOT))
    app.config["MAX_CONTENT_LENGTH"] = api.BODY_BYTES_MAX
    app.extensions["salut"] = services

    security.register(app)
    errors.register(app, services.translations)
    app.register_blueprint(health.blueprint(services))
    app.register_blueprint(api.blueprint(services))
    app.register_blueprint(articles.blueprint(services))
    app.register_blueprint(widget.blueprint(services, STATIC_FOLDER, version, address))
    app.register_blueprint(assets.blueprint(STATIC_FOLDER, version))
    app.register_blueprint(demo.blueprint(startup.DEMO_FOLDER))
    sockets.register(app, services)
    commands.register(app, services)
    services.drain.watch(app, sockets.NAMESPACE)
    return app
