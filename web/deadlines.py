"""HTTP requests have to arrive in time: half of one, sent slowly or never, holds no line for long.

Only for `python server.py`: under gunicorn a request is read by gunicorn, behind a proxy by the
proxy.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

import gevent
from gevent import pywsgi
from gevent.lock import BoundedSemaphore
from gevent.pywsgi import OldMessage

from web.api import BODY_BYTES_MAX
from web.articles import ARTICLE_BYTES_MAX, ROUTE

IDLE_SECONDS = 75.0  # between two requests on one line; longer than proxies keep theirs
ARRIVAL_SECONDS = 10.0  # for the first line of all, for a head, for a body
ARTICLES_AT_ONCE_MAX = 4  # others wait: nobody knows yet who sends them

_articles = BoundedSemaphore(ARTICLES_AT_ONCE_MAX)

Part = TypeVar("Part")


class LateRequestError(ValueError):
    """Tell that a request has not arrived in time; pywsgi answers 400 to a ValueError."""


class TimelyHandler(pywsgi.WSGIHandler):
    """Reads a request whole before anybody works on it, or hangs up."""

    def read_requestline(self) -> str:
        """Wait for a request to begin; nothing when none does."""
        is_first = self.environ is None
        try:
            return within(ARRIVAL_SECONDS if is_first else IDLE_SECONDS, super().read_requestline)
        except LateRequestError:
            return ""

    def read_request(self, raw_requestline: str) -> OldMessage:
        """Read the head of a request."""
        read = super().read_request
        return within(ARRIVAL_SECONDS, lambda: read(raw_requestline))

    def handle_one_response(self) -> None:
        """Read the body of a request, then have it answered; what is too long is not read."""
        body = self.wsgi_input
        if body is not None and self.environ is not None and _is_to_come(body):
            try:
                self.environ["wsgi.input"] = BytesIO(within(ARRIVAL_SECONDS, self._read_body(body)))
            except (LateRequestError, OSError):
                self.close_connection = True
                return
            if _is_to_come(body):
                self.close_connection = True
                body.chunked_input, body.content_length = False, 0  # pywsgi would read the rest
        super().handle_one_response()

    def _read_body(self, body: pywsgi.Input) -> Callable[[], bytes]:
        """Make what reads a body; that of an article may be longer, but few are read at once."""
        if self.environ is None or self.environ.get("PATH_INFO") != ROUTE:
            return lambda: _read(body, BODY_BYTES_MAX)

        def read_article() -> bytes:
            with _articles:
                return _read(body, ARTICLE_BYTES_MAX)

        return read_article


def _is_to_come(body: pywsgi.Input) -> bool:
    """Tell whether a body has bytes that are not read yet."""
    return bool(body.chunked_input) or body.position < (body.content_length or 0)


def _read(body: pywsgi.Input, bytes_max: int) -> bytes:
    """Read as much as a body may have; nothing of one that says that it is longer."""
    if not body.chunked_input and (body.content_length or 0) > bytes_max:
        return b""
    read: bytes = body.read(bytes_max + 1)
    if len(read) <= bytes_max:
        body.chunked_input = False
    return read


def within(seconds: float, read: Callable[[], Part]) -> Part:
    """Read something; raise LateRequestError if it takes longer."""
    with gevent.Timeout(seconds, LateRequestError("too slow")):
        return read()
