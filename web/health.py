"""Two questions that a supervisor asks: is the process alive, and can it answer readers?"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

import store
from web.services import Services


def blueprint(services: Services) -> Blueprint:
    """Serve `/healthz` and `/readyz`."""
    routes = Blueprint("health", __name__)

    @routes.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        try:
            is_ready = services.knowledge.is_ready()
        except store.StoreError:
            is_ready = False
        return jsonify(status="ready" if is_ready else "starting"), 200 if is_ready else 503

    return routes
