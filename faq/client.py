"""One request of a polite client: in its turn, to a checked address, patient with who is busy."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from faq.addresses import IsAllowed, Resolve, allowed_addresses
from faq.connection import Answer, Clock, Deadline, asked
from faq.errors import SiteBusyError
from faq.hosts import Target
from faq.inflate import ACCEPTED, inflated
from faq.pace import Pace
from faq.robots import forbids_index

GIVEN = frozenset({200, 203})
BUSY = frozenset({429, 503})
ATTEMPTS_MAX = 3
# Doubled each time; for who is busy and does not say for how long.
_RETRY_SECONDS = 10.0
# Headers, and what cuts a body into chunks.
_OVERHEAD_BYTES_MAX = 2_000_000

_LISTING = re.compile(r"(?!.*html).*(?:xml|json|gzip|octet-stream)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may come, how long it may take, and how often a host is asked."""

    page_bytes_max: int = 5_000_000
    listing_bytes_max: int = 10_000_000
    request_seconds_max: float = 15.0
    pause_seconds: float = 1.0
    retry_seconds_max: float = 120.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What came; `content` is unpacked, and empty unless the status gives one."""

    status: int
    content: bytes
    content_type: str
    etag: str
    last_modified: str
    location: str
    retry_seconds: float | None
    is_noindex: bool


@dataclass(frozen=True, slots=True)
class Client:
    """What asks: it keeps no cookie and knows no proxy."""

    user_agent: str
    limits: Limits
    pace: Pace
    tls: ssl.SSLContext
    resolve: Resolve
    is_allowed: IsAllowed
    clock: Clock

    def ask(self, target: Target, headers: Mapping[str, str], pause_seconds: float) -> Reply:
        """Ask for a target, again where the server is busy and says for how long.

        Raises SiteBusyError where that is longer than we wait, or it does not end; then that host
        is not asked again before. Raises AddressRefusedError and FetchFailedError.
        """
        self._check_open(target)
        seconds = 0.0
        for attempt in range(ATTEMPTS_MAX):
            with self.pace.turn(target.host, pause_seconds):
                reply = self._reply(target, headers)
            if reply.status not in BUSY:
                return reply
            default = _RETRY_SECONDS * 2**attempt
            seconds = default if reply.retry_seconds is None else reply.retry_seconds
            if seconds > self.limits.retry_seconds_max:
                break
            self.pace.hold(target.host, seconds)
        self.pace.close(target.host, seconds)
        raise _busy(target, seconds)

    def _check_open(self, target: Target) -> None:
        if seconds := self.pace.closed_seconds(target.host):
            raise _busy(target, seconds)

    def _reply(self, target: Target, headers: Mapping[str, str]) -> Reply:
        deadline = Deadline.after(self.limits.request_seconds_max, self.clock)
        addresses = allowed_addresses(
            target.url, target.host, target.port, self.resolve, self.is_allowed
        )
        sent = {"User-Agent": self.user_agent, "Accept-Encoding": ACCEPTED, **headers}
        bytes_max = self.limits.listing_bytes_max + _OVERHEAD_BYTES_MAX
        with asked(target, addresses, sent, deadline, bytes_max, self.tls) as answer:
            return self._read(target, answer)

    def _read(self, target: Target, answer: Answer) -> Reply:
        content_type = answer.header("Content-Type")
        is_listing = _LISTING.match(content_type) is not None
        # What is unchanged seldom says again what it is.
        is_page = not is_listing and (answer.status in GIVEN or content_type != "")
        return Reply(
            status=answer.status,
            content=self._content(target, answer, is_listing) if answer.status in GIVEN else b"",
            content_type=content_type,
            etag=answer.header("ETag"),
            last_modified=answer.header("Last-Modified"),
            location=answer.header("Location"),
            retry_seconds=_retry_seconds(answer),
            # Sitemaps and feeds are often kept out of search engines; they are no pages.
            is_noindex=is_page and forbids_index(answer.header_lines("X-Robots-Tag")),
        )

    def _content(self, target: Target, answer: Answer, is_listing: bool) -> bytes:
        limits = self.limits
        bytes_max = limits.listing_bytes_max if is_listing else limits.page_bytes_max
        encoding = ",".join(answer.header_lines("Content-Encoding"))
        return b"".join(inflated(answer.pieces(), encoding, bytes_max, target.url))


def _busy(target: Target, seconds: float) -> SiteBusyError:
    why = f"the server is busy; run the import again in {seconds:.0f} s"
    return SiteBusyError(target.url, why, seconds)


def _retry_seconds(answer: Answer) -> float | None:
    """Read Retry-After: seconds, or a date as of the server's own clock."""
    text = answer.header("Retry-After")
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        wait = parsedate_to_datetime(text) - parsedate_to_datetime(answer.header("Date"))
    except (TypeError, ValueError, OverflowError):
        return None
    return max(0.0, wait.total_seconds())
