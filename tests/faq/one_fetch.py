"""One page fetched from a server that answers as a test tells it to."""

from __future__ import annotations

import pytest

from faq.client import Limits
from faq.errors import FetchFailedError, SourceError
from faq.fetch import Fetched, Known

from .unruly_server import Answer, Time, UnrulyServer, guest

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def fetched(answer: Answer, limits: Limits | None = None, time: Time | None = None) -> Fetched:
    """Fetch a page that is answered like this."""
    with UnrulyServer() as server:
        server.answers["/"] = answer
        return guest(server, time, limits)(server.url(), Known())


def failure(answer: Answer, limits: Limits | None = None, time: Time | None = None) -> SourceError:
    """Fetch a page that cannot be fetched, and give the error that names it."""
    with UnrulyServer() as server:
        server.answers["/"] = answer
        fetch = guest(server, time, limits)
        with pytest.raises(FetchFailedError) as failed:
            fetch(server.url(), Known())
        assert failed.value.location == server.url()
        return failed.value
