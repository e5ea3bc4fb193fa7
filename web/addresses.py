"""Where a request comes from, as far as it can be believed.

`X-Forwarded-For` is text that anyone can send. Only what proxies of the operator's own wrote into
it counts: they are named in SALUT_TRUSTED_PROXIES, and they write at its right end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import Any

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Networks = tuple[Network, ...]

HOPS_MAX = 16
HOUSEHOLD_BITS = 64  # one IPv6 subscriber has at least a /64, and 2^64 addresses in it


def networks(text: str) -> Networks:
    """Read networks separated by commas; raise ValueError for what is none."""
    return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())


# Not `is_private`: Python counts more among it, and not the same in each of its versions.
OWN = networks(
    "127.0.0.0/8, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 169.254.0.0/16,"
    "::1/128, fc00::/7, fe80::/10"
)


def peer_address(environ: Mapping[str, Any], trusted: Networks) -> str:
    """Give the reader's address: the nearest one that is no trusted proxy; "" if there is none.

    An IPv6 address outside the house is given as its /64 network.
    """
    found = _address(str(environ.get("REMOTE_ADDR", "")))
    for hop in _hops(str(environ.get("HTTP_X_FORWARDED_FOR", ""))):
        if found is None or not _within(found, trusted):
            break
        further = _address(hop)
        if further is None:
            break
        found = further
    return "" if found is None else _shown(found)


def countable_address(environ: Mapping[str, Any], trusted: Networks) -> str | None:
    """Give the reader's address, None for one of our own: it says nothing of who is asking."""
    address = peer_address(environ, trusted)
    return None if is_own(address) else address


def is_encrypted(environ: Mapping[str, Any], trusted: Networks) -> bool:
    """Tell whether a request came by HTTPS, to us or to a trusted proxy that says so."""
    if environ.get("wsgi.url_scheme") == "https":
        return True
    peer = _address(str(environ.get("REMOTE_ADDR", "")))
    told = str(environ.get("HTTP_X_FORWARDED_PROTO", "")).rpartition(",")[2].strip().lower()
    return told == "https" and peer is not None and _within(peer, trusted)


def is_own(address: str) -> bool:
    """Tell whether an address is of this machine or its private network.

    It is the operator himself, or a proxy of his behind which all his readers stand: whoever
    limits by address must leave it out. So is a local socket, which has no address.
    """
    if not address:
        return True
    return _within(ip_network(address).network_address, OWN)


def _hops(forwarded: str) -> Iterator[str]:
    """Yield what proxies wrote, the nearest first, and not without end."""
    yield from reversed(forwarded.rsplit(",", HOPS_MAX)[-HOPS_MAX:])


def _address(text: str) -> Address | None:
    """Read an address, with or without a port; None for anything else."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _within(address: Address, wanted: Networks) -> bool:
    return any(address in network for network in wanted)


def _shown(address: Address) -> str:
    """Write an address as the one whom it stands for: a household, not each of its devices."""
    if address.version == 4 or _within(address, OWN):
        return str(address)
    return str(ip_network((int(address), HOUSEHOLD_BITS), strict=False))
