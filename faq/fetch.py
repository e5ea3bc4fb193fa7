"""A page, a feed or a sitemap from the web, the way a polite guest would fetch it, and safely.

robots.txt is obeyed, a host is asked once a second and never twice at a time, and who is busy is
left alone. Only the site's own hosts are asked, on public addresses, and each redirect is checked
like the first address. A source is given its `fetch`, so no test touches a network.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from faq import robots
from faq.addresses import IsAllowed, Resolve, is_public, resolve
from faq.client import GIVEN, Client, Limits, Reply
from faq.connection import Clock
from faq.errors import (
    AddressRefusedError,
    FetchFailedError,
    NoindexError,
    RedirectError,
    RobotsRefusedError,
    SourceGoneError,
)
from faq.hosts import Host, Target, target_of
from faq.pace import Pace, Sleep

REDIRECTS_MAX = 5
ROBOTS_RETRY_SECONDS = 300.0

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_NOT_FOR_US = frozenset({401, 402, 403, 451})
_CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{3,200}")
_SENDABLE = re.compile(r"[\x20-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True)
class Known:
    """What was noted when an address was last fetched; empty where nothing was."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: `url` is where redirects led, `content` is unpacked.

    Where it is unchanged (304) there is no content.
    """

    url: str
    content: bytes
    content_type: str
    etag: str
    last_modified: str
    is_unchanged: bool = False


Fetch = Callable[[str, Known], Fetched]

FIRST_TIME = Known()


def polite_fetch(
    hosts: Iterable[str],
    contact: str,
    limits: Limits | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    resolve: Resolve = resolve,
    clock: Clock = time.monotonic,
    sleep: Sleep = time.sleep,
    is_allowed_address: IsAllowed = is_public,
) -> Fetch:
    """Make what fetches the pages of one site; several threads may share it.

    `hosts` are written like `news.example` (`www.` goes with it), `*.news.example` for its
    sub-domains too, `news.example:8080` for one more port. `contact`, a web or mail address, is
    told to the site's owner. Raises ValueError for a host or contact that cannot be one.

    What it makes raises AddressRefusedError, RobotsRefusedError, NoindexError, SourceGoneError
    (404 and 410: withdraw) and FetchFailedError (keep the last good copy).
    """
    if not _CONTACT.fullmatch(contact):
        raise ValueError(f"{contact!r} is no contact; give a web or mail address")
    client = Client(
        user_agent=f"{robots.AGENT}/1.0 (+{contact})",
        limits=limits or Limits(),
        pace=Pace(clock, sleep),
        tls=tls or ssl.create_default_context(),
        resolve=resolve,
        is_allowed=is_allowed_address,
        clock=clock,
    )
    return _Guest(tuple(map(Host.of, hosts)), client)


@dataclass(frozen=True, slots=True)
class _Manners:
    """What a robots.txt gave, and until when that holds: rules, or why there are none."""

    until: float
    rules: robots.Rules | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Guest:
    """One who fetches from the hosts of one site, and remembers how each wants it done."""

    hosts: tuple[Host, ...]
    client: Client
    manners: dict[str, _Manners] = field(default_factory=dict)

    def __call__(self, url: str, known: Known = FIRST_TIME) -> Fetched:
        target, reply = self._followed(
            target_of(url, self.hosts), _conditions(known), self._permitted_pause
        )
        return _fetched(target.url, reply, known)

    def _followed(
        self, target: Target, headers: Mapping[str, str], pause_of: Callable[[Target], float]
    ) -> tuple[Target, Reply]:
        """Ask for a target and for what it redirects to, each after `pause_of` allowed it."""
        seen = {target.url}
        reply = self.client.ask(target, headers, pause_of(target))
        while reply.status in _REDIRECTS:
            target = self._next(target, reply, seen)
            seen.add(target.url)
            reply = self.client.ask(target, headers, pause_of(target))
        return target, reply

    def _next(self, target: Target, reply: Reply, seen: set[str]) -> Target:
        """Return where a redirect leads, checked like any address."""
        try:
            # Headers are read as Latin-1, but browsers take them for UTF-8.
            location = reply.location.encode("latin-1").decode("utf-8", errors="replace")
            url = urljoin(target.url, location.replace(" ", "%20"))
        except ValueError as error:
            raise AddressRefusedError(target.url, "it redirects to no web address") from error
        following = target_of(url, self.hosts)
        if target.scheme == "https" and following.scheme == "http":
            raise RedirectError(target.url, "it redirects from https to http; mend the server")
        if following.url in seen:
            why = "it redirects in a circle; it may ask for a cookie or a login"
            raise RedirectError(target.url, f"{why}; give the final address")
        if len(seen) > REDIRECTS_MAX:
            why = f"more than {REDIRECTS_MAX} redirects; give the final address"
            raise RedirectError(target.url, why)
        return following

    def _permitted_pause(self, target: Target) -> float:
        """Return the pause before a target, in seconds; raises RobotsRefusedError.

        Raises FetchFailedError while robots.txt cannot be read: nobody knows what it forbids.
        """
        manners = self.manners.get(target.origin)
        if manners is None or self.client.clock() >= manners.until:
            manners = self.manners[target.origin] = self._asked_manners(target)
        if manners.rules is None:
            why = f"the site's robots.txt cannot be read ({manners.reason})"
            raise FetchFailedError(target.url, f"{why}; mend it or try again later")
        if not manners.rules.allows(target.url):
            why = f"the site's robots.txt forbids it; allow {robots.AGENT} there"
            raise RobotsRefusedError(target.url, why)
        return max(self.client.limits.pause_seconds, manners.rules.delay_seconds)

    def _asked_manners(self, target: Target) -> _Manners:
        """Ask for robots.txt: none allows everything, one that fails forbids it for a while."""
        try:
            _, reply = self._followed(replace(target, path=robots.PATH), {}, self._pause)
            reason = f"status {reply.status}"
        except FetchFailedError as error:
            return _Manners(self._later(ROBOTS_RETRY_SECONDS), None, error.reason)
        if reply.status in GIVEN:
            return _Manners(self._later(robots.KEPT_SECONDS), robots.Rules.of(reply.content))
        if 400 <= reply.status < 500:
            return _Manners(self._later(robots.KEPT_SECONDS), robots.ALL_ALLOWED)
        return _Manners(self._later(ROBOTS_RETRY_SECONDS), None, reason)

    def _pause(self, _target: Target) -> float:
        return self.client.limits.pause_seconds

    def _later(self, seconds: float) -> float:
        return self.client.clock() + seconds


def _conditions(known: Known) -> dict[str, str]:
    """Return the headers that ask only for what is new since the last time."""
    noted = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in noted.items() if _SENDABLE.fullmatch(value)}


def _fetched(url: str, reply: Reply, known: Known) -> Fetched:
    """Tell what a final reply means."""
    if reply.status in _GONE:
        raise SourceGoneError(url, f"it is gone (status {reply.status}); take it off the list")
    is_unchanged = reply.status == 304 and bool(_conditions(known))
    if reply.status not in GIVEN and not is_unchanged:
        advice = f"let {robots.AGENT} in" if reply.status in _NOT_FOR_US else "try again later"
        raise FetchFailedError(url, f"the server answered with status {reply.status}; {advice}")
    if reply.is_noindex:
        why = "it asks not to be indexed (X-Robots-Tag); take noindex away or leave it out"
        raise NoindexError(url, why)
    return Fetched(
        url=url,
        content=reply.content,
        content_type=reply.content_type,
        etag=reply.etag or (known.etag if is_unchanged else ""),
        last_modified=reply.last_modified or (known.last_modified if is_unchanged else ""),
        is_unchanged=is_unchanged,
    )
