"""The widget's two documents: the loader for publishers' pages, and the panel in our own frame.

The loader is the same bytes for every visitor and comes without a cookie: before the click
nothing may tell one reader from another. The panel's document may be framed by its site alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response, make_response, render_template, request

import store
from chat.conversations import find_site
from web.services import Services
from web.translations import Translations

LAUNCHER_BEGIN, LAUNCHER_END = "/* launcher */", "/* end launcher */"
PANEL_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; "
    "frame-ancestors 'self'"
)


def loader(folder: Path, translations: Translations, version: str) -> bytes:
    """Put style, strings and version into static/widget/loader.js."""
    tokens = (folder / "tokens.css").read_text("utf-8")
    if LAUNCHER_BEGIN in tokens:
        tokens = tokens.split(LAUNCHER_BEGIN, 1)[1].split(LAUNCHER_END, 1)[0]
    style = f"{tokens.strip()}\n{(folder / 'launcher.css').read_text('utf-8').strip()}\n"
    strings = {locale: translations.section(locale, "launcher") for locale in translations.locales}
    script = (folder / "loader.js").read_text("utf-8")
    for placeholder, value in (
        ("__SALUT_STYLE__", style),
        ("__SALUT_STRINGS__", strings),
        ("__SALUT_VERSION__", version),
    ):
        script = script.replace(f'"{placeholder}"', json.dumps(value, ensure_ascii=False))
    return script.encode()


def greeting(site: store.Site, locale: str, translations: Translations) -> str:
    """Give a site's own greeting in a locale, or ours."""
    return site.greetings.get(locale) or translations.text(locale, "widget", "greeting")


def blueprint(
    services: Services, static_folder: Path, version: str, static: Callable[[str], str]
) -> Blueprint:
    """Serve `/widget.js` and `/widget/<site>`."""
    routes = Blueprint("widget", __name__)

    @routes.get("/widget.js")
    def widget_script() -> Response:
        script = loader(static_folder / "widget", services.translations, version)
        response = Response(script, mimetype="text/javascript")
        response.set_etag(hashlib.sha256(script).hexdigest()[:32])
        response.headers["Cache-Control"] = "public, max-age=300"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.make_conditional(request)
        return response

    @routes.get("/widget/<site_key>")
    def widget_panel(site_key: str) -> Response:
        with services.database.read() as session:
            site = find_site(session, site_key)
        locale = services.translations.negotiate(request.args.get("locale"), site.locale)
        response = make_response(
            render_template("widget.html", static=static, **_panel(site, locale, services))
        )
        origins = " ".join(site.origins)
        response.headers["Content-Security-Policy"] = f"{PANEL_POLICY} {origins}".strip()
        return response

    return routes


def _panel(site: store.Site, locale: str, services: Services) -> dict[str, object]:
    """Give what the panel's template is filled with."""
    return {
        "locale": locale,
        "strings": services.translations.section(locale, "widget"),
        "config": {
            "site": site.key,
            "name": site.name,
            "locale": locale,
            "origins": list(site.origins),
            "contact_url": site.contact_url,
            "greeting": greeting(site, locale, services.translations),
        },
    }
