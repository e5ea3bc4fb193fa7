"""Two questions that a supervisor asks: is the process alive, and can it answer readers?"""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, jsonify

import store
from web.services import Services

READY = "ready"


class Readiness:
    """Where a process stands: starting, ready from then on, or draining.

    A site that is added later, or a database that fails, leaves it ready: every other reader is
    still answered, and no supervisor shall send them all away.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._was_ready = False

    def status(self) -> str:
        """Give the word for it."""
        if self._services.drain.has_begun:
            return "draining"
        self._was_ready = self._was_ready or self._has_every_index()
        return READY if self._was_ready else "starting"

    def _has_every_index(self) -> bool:
        try:
            return self._services.knowledge.is_ready()
        except store.StoreError:
            return False


def blueprint(services: Services) -> Blueprint:
    """Serve `/healthz` and `/readyz`."""
    routes = Blueprint("health", __name__)
    readiness = Readiness(services)

    @routes.get("/healthz")
    def alive() -> Response:
        return jsonify(status="alive")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        status = readiness.status()
        is_ready = status == READY
        return jsonify(status=status), HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE

    return routes
