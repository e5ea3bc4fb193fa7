"""What a site asks of robots: robots.txt (RFC 9309, with Crawl-delay), and X-Robots-Tag."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from protego import Protego

AGENT = "Salut"
PATH = "/robots.txt"
# RFC 9309: at least 500 KiB are to be read; kept for a day at most.
BYTES_MAX = 512_000
KEPT_SECONDS = 86_400.0
# One who asks for a longer pause could as well forbid us.
DELAY_SECONDS_MAX = 60.0

_NOT_AGENTS = frozenset(
    {"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"}
)


@dataclass(frozen=True, slots=True)
class Rules:
    """What robots.txt allows us, and the pause that it asks for, in seconds."""

    robots: Protego
    delay_seconds: float

    @classmethod
    def of(cls, content: bytes) -> Rules:
        """Read robots.txt; its first half megabyte, as search engines do."""
        robots = Protego.parse(content[:BYTES_MAX].decode("utf-8-sig", errors="replace"))
        rate = robots.request_rate(AGENT)
        asked = max(robots.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0)
        return cls(robots, min(asked, DELAY_SECONDS_MAX))

    def allows(self, url: str) -> bool:
        """Tell whether we may ask for an address."""
        return self.robots.can_fetch(url, AGENT)


ALL_ALLOWED = Rules.of(b"")


def forbids_index(header_lines: Iterable[str]) -> bool:
    """Tell whether the lines of X-Robots-Tag keep a page out of an index, for all or for us."""
    return any(map(_forbids, header_lines))


def _forbids(line: str) -> bool:
    """Read one line: a robot's name holds for all that follows it there."""
    agent = ""
    for part in line.lower().split(","):
        name, colon, rest = part.partition(":")
        if colon and name.strip() not in _NOT_AGENTS:
            agent, part = name.strip(), rest
        if part.strip() in ("noindex", "none") and agent in ("", "*", "robots", AGENT.lower()):
            return True
    return False
