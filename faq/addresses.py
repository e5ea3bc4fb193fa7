"""Which machines may be connected to: only those of the public internet, by their numbers.

A name is resolved once, every number that it stands for must be allowed, and the connection goes
to one of these very numbers: a name that means another machine a moment later gains nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from faq.errors import AddressRefusedError, FetchFailedError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Iterable[str]]
IsAllowed = Callable[[Address], bool]

# `is_global` of Python alone lets some of these pass, others in some of its versions only.
# From the IANA registries of special-purpose addresses of IPv4 and IPv6, as of 2026.
DENIED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by the customers of a carrier; metadata of Alibaba
        "127.0.0.0/8",
        "168.63.129.16/32",  # metadata of Azure
        "169.254.0.0/16",  # link-local; metadata of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments; metadata of Oracle
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
    )
)
# All of IPv6 that is handed out lies here; IPv4-mapped, NAT64 and local addresses do not.
UNICAST = ip_network("2000::/3")


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet, and none that leads inside."""
    if isinstance(address, IPv6Address) and (address.scope_id or address not in UNICAST):
        return False
    is_denied = any(address in network for network in DENIED)
    return address.is_global and not address.is_multicast and not is_denied


def resolve(host: str, port: int) -> Iterable[str]:
    """Return the addresses of a name, in the order in which the system would try them.

    Raises OSError when it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return dict.fromkeys(str(place[0]) for *_, place in found)


def allowed_addresses(
    url: str, host: str, port: int, resolve: Resolve, is_allowed: IsAllowed
) -> tuple[Address, ...]:
    """Resolve a name once; raises AddressRefusedError when one of its addresses is not allowed.

    Raises FetchFailedError when it has none.
    """
    try:
        addresses = tuple(ip_address(text) for text in resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise FetchFailedError(url, f"the name {host} was not found; check it") from error
    except ValueError as error:
        raise AddressRefusedError(url, f"{host} leads to what is no IP address") from error
    for address in addresses:
        if not is_allowed(address):
            why = f"{host} leads to {address}, which is not on the public internet"
            raise AddressRefusedError(url, f"{why}; give a public address or a folder")
    if not addresses:
        raise FetchFailedError(url, f"the name {host} has no address; check it")
    return addresses
