"""The widget's two documents: the loader for publishers' pages, and the panel in our own frame.

The loader is the same bytes for every visitor and comes without a cookie: before the click
nothing may tell one reader from another. The panel's document may be framed by its site alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, abort, make_response, render_template, request
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

import store
from chat.conversations import find_site
from web import theme
from web.assets import KEPT_FOR_EVER
from web.compression import compress
from web.loader import Loader, keep, kept
from web.services import Services
from web.translations import Translations

LOADER_KEPT = "public, max-age=300"
PANEL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "frame-ancestors 'self'"
)


def greeting(site: store.Site, locale: str, translations: Translations) -> str:
    """Give a site's own greeting in a locale, or ours."""
    return site.greetings.get(locale) or translations.text(locale, "widget", "greeting")


def compact(value: object) -> Markup:
    """Give JSON that may stand in an attribute between single quotes, words as they are."""
    dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
    return htmlsafe_json_dumps(value, dumps=dumps)


def blueprint(services: Services, loader: Loader, static: Callable[[str], str]) -> Blueprint:
    """Serve `/widget.js`, the same under its digest, and `/widget/<site>`."""
    routes = Blueprint("widget", __name__)
    keep(loader, services.settings.instance_path)

    @routes.get("/widget.js")
    def widget_script() -> Response:
        return _script(loader, LOADER_KEPT)

    @routes.get("/widget/<digest>/loader.js")
    def widget_script_of_a_digest(digest: str) -> Response:
        found = kept(services.settings.instance_path, digest)
        if digest != loader.digest and found is None:
            abort(404)
        return _script(found or loader, KEPT_FOR_EVER)

    @routes.get("/widget/<site_key>")
    def widget_panel(site_key: str) -> Response:
        with services.database.read() as session:
            site = find_site(session, site_key)
        locale = services.translations.negotiate(request.args.get("locale"), site.locale)
        response = make_response(
            render_template(
                "widget.html", static=static, compact=compact, **_panel(site, locale, services)
            )
        )
        origins = " ".join(site.origins)
        response.headers["Content-Security-Policy"] = f"{PANEL_POLICY} {origins}".strip()
        return compress(response)

    return routes


def _script(loader: Loader, keeping: str) -> Response:
    """Serve a loader to whatever page asks: it holds nothing of anyone."""
    response = Response(loader.script, mimetype="text/javascript")
    response.set_etag(loader.digest)
    response.headers["Cache-Control"] = keeping
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"  # for `integrity`, which asks by CORS
    compress(response).make_conditional(request)
    return response


def _panel(site: store.Site, locale: str, services: Services) -> dict[str, object]:
    """Give what the panel's template is filled with."""
    return {
        "locale": locale,
        "direction": services.translations.direction(locale),
        "theme": theme.address(site),
        "strings": {
            **services.translations.section(locale, "widget"),
            "unread": services.translations.text(locale, "launcher", "unread"),
        },
        "config": {
            "site": site.key,
            "name": site.name,
            "locale": locale,
            "origins": list(site.origins),
            "contact_url": site.contact_url,
            "retention_days": site.retention_days,
            "greeting": greeting(site, locale, services.translations),
        },
    }
