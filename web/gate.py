"""Who may open one more socket: so many in all, and so many from one address."""

from __future__ import annotations

import logging
import resource
from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import orjson
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from chat.errors import BusyError, ChatError, InvalidPayloadError, RateLimitedError
from web.addresses import Networks, countable_address
from web.errors import body
from web.translations import Translations

RETRY_SECONDS = 5
FILES_RESERVED = 100  # the database, the log, and requests that are no sockets

log = logging.getLogger(__name__)


class Gate:
    """The sockets that are open, counted; an address of the operator's own has no limit."""

    def __init__(self, sockets_max: int, per_address_max: int = 0, trusted: Networks = ()) -> None:
        self._sockets_max = sockets_max
        self._per_address_max = per_address_max
        self._trusted = trusted
        self._open: Counter[str | None] = Counter()
        self._open_in_all = 0

    def __len__(self) -> int:
        return self._open_in_all

    def address(self, environ: Mapping[str, Any]) -> str | None:
        """Give the address that a request counts for; None if it has no limit."""
        return countable_address(environ, self._trusted)

    def reason(self, address: str | None) -> HTTPStatus | None:
        """Give the reason why an address may not open one more socket; None if it may."""
        if self._open_in_all >= self._sockets_max:
            return HTTPStatus.SERVICE_UNAVAILABLE
        is_full = 0 < self._per_address_max <= self._open[address]
        return HTTPStatus.TOO_MANY_REQUESTS if is_full and address is not None else None

    def enter(self, address: str | None) -> None:
        """Count one socket more."""
        self._open_in_all += 1
        self._open[address] += 1

    def leave(self, address: str | None) -> None:
        """Count one socket less."""
        self._open_in_all -= 1
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]


def refusal(translations: Translations, environ: Mapping[str, Any], status: HTTPStatus) -> bytes:
    """Say in the reader's language why he is not let in, as JSON."""
    match status:
        case HTTPStatus.SERVICE_UNAVAILABLE:
            error: ChatError = BusyError()
        case HTTPStatus.TOO_MANY_REQUESTS:
            error = RateLimitedError(RETRY_SECONDS)
        case _:
            error = InvalidPayloadError()
    accepted = parse_accept_header(str(environ.get("HTTP_ACCEPT_LANGUAGE", "")), LanguageAccept)
    locale = translations.negotiate(*(name for name, quality in accepted if quality > 0))
    return orjson.dumps({"error": body(error, locale, translations)})


def room_for(sockets: int) -> int:
    """Let this process open that many sockets, a file each, or give how many it can open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = sockets + FILES_RESERVED
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return sockets
    possible = max(1, soft - FILES_RESERVED)
    log.warning("room for %d sockets, not %d: raise `ulimit -n` to %d", possible, sockets, wanted)
    return possible
