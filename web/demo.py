"""The example news site at `/`: what a publisher's page with the widget looks like."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, redirect, send_file
from werkzeug.wrappers import Response as AnyResponse

from web.assets import plain_file

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'self'"
)


def blueprint(folder: Path) -> Blueprint:
    """Serve the plain files of the site; a folder shows its index.html."""
    routes = Blueprint("demo", __name__)

    @routes.get("/", defaults={"name": "index.html"})
    @routes.get("/<path:name>")
    def page(name: str) -> Response | AnyResponse:
        path = plain_file(folder, f"{name}index.html" if name.endswith("/") else name)
        if path is None and plain_file(folder, f"{name}/index.html") is not None:
            return redirect(f"/{name}/")
        if path is None:
            abort(404)
        response = send_file(path, conditional=True, etag=True)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        return response

    return routes
