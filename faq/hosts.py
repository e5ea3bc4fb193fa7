"""Which web addresses belong to a site: of http(s), on the usual ports, of the hosts it was given.

An address is taken apart once; what was checked is what is connected to and asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Self
from urllib.parse import SplitResult, quote, urlsplit

from faq.errors import AddressRefusedError

USUAL_PORTS = {"http": 80, "https": 443}
URL_LENGTH_MAX = 2000
HOST_LENGTH_MAX = 253

_ODD = re.compile(r"[\x00-\x20\x7f\\]")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_-]{1,63}")
# Where the last part is a number the whole is one: 127.1, 0x7f.1, 0177.0.0.1, 2130706433.
_NUMBER_LAST = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.DOTALL)
_KEPT_IN_PATH = "/%:@!$&'()*+,;=~?[]"


@dataclass(frozen=True, slots=True)
class Target:
    """A web address that may be asked for; `path` holds its query, without the fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as in a URL."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        is_usual = self.port == USUAL_PORTS[self.scheme]
        return host if is_usual else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address."""
        return f"{self.origin}{self.path}"


@dataclass(frozen=True, slots=True)
class Host:
    """A host of the site, with and without `www.`; with its sub-domains where told."""

    name: str
    port: int | None = None
    has_subdomains: bool = False

    @classmethod
    def of(cls, text: str) -> Self:
        """Read `news.example`, `*.news.example`, `news.example:8080` or an origin.

        Raises ValueError when it names no host.
        """
        bare = text.strip().partition("://")[2] or text.strip()
        has_subdomains = bare.startswith("*.")
        parts = urlsplit(f"//{bare.removeprefix('*.')}")
        name = None if "@" in parts.netloc or parts.path not in ("", "/") else _host(parts)
        if name is None:
            raise ValueError(f"{text!r} is no host; write it like news.example")
        return cls(name if _ip(name) else name.removeprefix("www."), parts.port, has_subdomains)

    def includes(self, name: str, port: int) -> bool:
        """Tell whether a host and port are this one."""
        is_it = name in (self.name, f"www.{self.name}")
        is_below = self.has_subdomains and name.endswith(f".{self.name}")
        return (is_it or is_below) and port in (*USUAL_PORTS.values(), self.port)


def target_of(url: str, hosts: Iterable[Host]) -> Target:
    """Take a web address apart; raises AddressRefusedError unless it is one of the site's."""
    text = url.strip()
    parts = _parts(text)
    if parts is None or len(text) > URL_LENGTH_MAX:
        raise AddressRefusedError(
            url[:200], "no web address; it must begin with http:// or https://"
        )
    if "@" in parts.netloc:
        raise AddressRefusedError(url, "it holds a user name; give the address without it")
    name, port = _host(parts), parts.port or USUAL_PORTS[parts.scheme]
    if name is None:
        raise AddressRefusedError(url, "its host is no name; write it as a browser shows it")
    if not any(host.includes(name, port) for host in hosts):
        why = f"{name}:{port} is not of this site; add it to the site's hosts if it should be"
        raise AddressRefusedError(url, why)
    query = f"?{parts.query}" if parts.query else ""
    path = quote(f"{parts.path or '/'}{query}", safe=_KEPT_IN_PATH)
    return Target(parts.scheme, name, port, path)


def _parts(text: str) -> SplitResult | None:
    """Split a web address; None when it is none, or when two programs may read it differently."""
    if _ODD.search(text):
        return None
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in USUAL_PORTS and parts.port != 0
    except ValueError:
        return None
    return parts if is_web and parts.hostname else None


def _host(parts: SplitResult) -> str | None:
    """Return a host in the one way of writing it that is allowed; None for all others."""
    try:
        written = parts.hostname or ""
        _ = parts.port
        if ":" in written:
            return IPv6Address(written).compressed
        # The codec is quadratic in the length, and reads "①②⑦" as "127".
        name = "" if len(written) > HOST_LENGTH_MAX else written.encode("idna").decode("ascii")
        name = name.lower().removesuffix(".")
        if _NUMBER_LAST.fullmatch(name):
            return str(IPv4Address(name))
    except (ValueError, AddressValueError):
        return None
    return name if len(name) <= HOST_LENGTH_MAX and _NAME.fullmatch(name) else None


def _ip(name: str) -> bool:
    return ":" in name or bool(_NUMBER_LAST.fullmatch(name))
