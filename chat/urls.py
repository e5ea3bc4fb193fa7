"""What of a URL is kept: addresses of pages, without what may tell who the reader is."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

ADDRESS_LENGTH_MAX = 2000
PAGES_KNOWN_MAX = 4_096  # the pages of a day; many readers are on the same ones


def page_address(url: str) -> str | None:
    """Keep scheme, host and path of the page being read; None when it is no web page.

    Query string, fragment and user name go: they may hold an e-mail address or a session. They are
    not even kept in memory.
    """
    bare = url.strip().partition("#")[0].partition("?")[0]
    return _address(bare) if "@" in bare else _known_address(bare)


def _address(bare: str) -> str | None:
    parts = _web_parts(bare)
    if parts is None:
        return None
    address = urlunsplit((parts.scheme, _host(parts), parts.path, "", ""))
    is_kept = 0 < len(address) <= ADDRESS_LENGTH_MAX and _web_parts(address) is not None
    return address if is_kept else None


_known_address = lru_cache(PAGES_KNOWN_MAX)(_address)


def entry_address(url: str, base_url: str) -> str:
    """Make the link of an entry from its own URL and its site's base; empty when not a web page."""
    parts = _web_parts(url.strip())
    if parts is None or not url.strip():
        return ""
    if parts.scheme:
        return urlunsplit(parts._replace(netloc=_host(parts)))
    folder = base_url if base_url.endswith("/") else f"{base_url}/"
    joined = urljoin(folder, urlunsplit(parts))
    return joined if urlsplit(folder).netloc else f"/{joined.lstrip('/')}"


def web_address(url: str, base_url: str) -> str:
    """Give a link that leads somewhere from any file: http or https, or empty."""
    address = entry_address(url, base_url)
    return address if address.startswith(("http://", "https://")) else ""


def _web_parts(url: str) -> SplitResult | None:
    """Split a URL that is a path or of scheme http(s); browsers read a backslash as a slash."""
    if "\\" in url or "\0" in url:
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    is_web = parts.scheme in ("http", "https") and parts.hostname
    is_path = not parts.scheme and not parts.netloc and not parts.path.startswith("//")
    return parts if is_web or is_path else None


def _host(parts: SplitResult) -> str:
    """Drop `user:password@`."""
    return parts.netloc.rpartition("@")[2]
