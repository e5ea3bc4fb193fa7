"""No web address, name or redirect leads a fetch into a private network."""

from __future__ import annotations

import socket
from collections.abc import Iterable, Iterator
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.addresses import DENIED, Address, Resolve, is_public, resolve
from faq.errors import AddressRefusedError, FetchFailedError
from faq.fetch import Fetch, Known, polite_fetch
from faq.hosts import Host, target_of

from . import unruly_server
from .unruly_server import (
    CONTACT,
    SITE,
    TRUSTING_THE_SYSTEM,
    Time,
    UnrulyServer,
    redirect,
    reply,
)

GOOD = "127.0.0.2"
CANARY = "127.0.0.1"

INSIDE = """
127.0.0.1 127.0.0.2 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1
169.254.0.1 169.254.169.254 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.0.8
192.0.2.1 192.88.99.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::7f00:1 100::1 2001::1 2001:0:7f00:1::1 2001:2::1
2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1::1 2002:808:808::1 3fff::1 5f00::1 fc00::1
fd00:ec2::254 fe80::1 fe80::1%1 2600::1%1 fec0::1 ff02::1 4000::1
""".split()

OUTSIDE = "8.8.8.8 1.1.1.1 193.252.1.1 2606:4700::1111 2a01:cb00::1 2001:4860:4860::8888".split()

# Each of these is this machine, or was to some program.
SPELLINGS = """
127.1 127.0.1 0 0x0 127.0.0.1. 2130706433 0x7f000001 0X7F000001 017700000001 0177.0.0.1
0x7f.0.0.1 0x7f.1 0x7f.0x0.0x0.0x1 00000177.1 127.0.0.01 127.000.000.001 127.0.0.0x1 0177.1
127.0.0.1%2e 127%2e0%2e0%2e1 %31%32%37.0.0.1 ①②⑦.0.0.1 127。0。0。1 127．0．0．1 １２７.0.0.1
[::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1]
[2002:7f00:1::] [fe80::1%25lo] [::1%lo] [0000::0001] localhost localhost. LOCALHOST lo%63alhost
ⓛocalhost localhost.localdomain 127.0.0.1.news.example 4294967297 256.0.0.1
""".split()


@pytest.mark.parametrize("text", INSIDE)
def test_it_refuses_an_address_that_is_not_of_the_public_internet(text: str) -> None:
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", OUTSIDE)
def test_it_allows_an_address_of_the_public_internet(text: str) -> None:
    assert is_public(ip_address(text))


def six(prefix: str, address: IPv4Address, shift: int) -> IPv6Address:
    return IPv6Address(int(IPv6Address(prefix)) | int(address) << shift)


@given(st.ip_addresses(v=4))
def test_no_way_of_putting_an_old_address_into_a_new_one_is_public(address: Address) -> None:
    assert isinstance(address, IPv4Address)
    prefixes = [("::ffff:0:0", 0), ("::", 0), ("64:ff9b::", 0), ("64:ff9b:1::", 0)]
    prefixes += [("2002::", 80), ("2001::", 0), ("2001::", 64)]
    assert not any(is_public(six(prefix, address, shift)) for prefix, shift in prefixes)


@given(st.sampled_from(DENIED), st.integers(min_value=0))
def test_no_address_of_a_denied_network_is_public(
    network: IPv4Network | IPv6Network, offset: int
) -> None:
    assert not is_public(network[offset % network.num_addresses])


@given(st.ip_addresses())
def test_what_is_public_is_nothing_else(address: Address) -> None:
    if is_public(address):
        wrong = ("private", "multicast", "reserved", "loopback", "link_local", "unspecified")
        assert address.is_global
        assert [kind for kind in wrong if getattr(address, f"is_{kind}")] == []


@pytest.fixture
def canary() -> Iterator[UnrulyServer]:
    """Run a server that nobody may reach, on an address of this machine only."""
    with UnrulyServer(CANARY) as server:
        server.answers["/"] = reply(b"secret")
        yield server


def assert_untouched(canary: UnrulyServer) -> None:
    """Check that a canary heard nothing, and that it would have."""
    assert canary.connections == 0
    with socket.create_connection((CANARY, canary.port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
        assert line.recv(4) == b"HTTP"
    assert canary.connections == 1


def stranger(hosts: Iterable[str], resolve: Resolve) -> Fetch:
    """Make a fetch that guards its addresses as in earnest, but takes `GOOD` for a public one."""
    time = Time()
    return polite_fetch(
        hosts,
        CONTACT,
        tls=TRUSTING_THE_SYSTEM,
        resolve=resolve,
        clock=time.clock,
        sleep=time.sleep,
        is_allowed_address=lambda address: str(address) == GOOD or is_public(address),
    )


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_this_machine_reaches_it(canary: UnrulyServer, spelling: str) -> None:
    hosts = [f"{SITE}:{canary.port}", f"127.0.0.1:{canary.port}", f"localhost:{canary.port}"]
    fetch = stranger([*hosts, f"[::1]:{canary.port}"], resolve)
    with pytest.raises((AddressRefusedError, FetchFailedError)) as refused:
        fetch(f"http://{spelling}:{canary.port}/", Known())
    assert "secret" not in str(refused.value)
    assert_untouched(canary)


def test_there_are_forty_spellings_at_least() -> None:
    assert len(set(SPELLINGS)) >= 40


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}", "00{:o}", "0X{:X}"]))
def test_no_number_is_taken_for_a_host(number: int, form: str) -> None:
    with pytest.raises(ValueError, match="no host"):
        Host.of(form.format(number))
    with pytest.raises(AddressRefusedError):
        target_of(f"http://{form.format(number)}/", [Host(SITE, None, True)])


@pytest.mark.parametrize("number", [*(each for each in INSIDE if each != GOOD), "no address"])
def test_a_name_that_leads_inside_is_refused(canary: UnrulyServer, number: str) -> None:
    fetch = stranger([f"{SITE}:{canary.port}"], lambda *_: [number])
    with pytest.raises(AddressRefusedError, match=SITE):
        fetch(canary.url(), Known())
    assert_untouched(canary)


def test_one_address_inside_among_public_ones_is_enough_to_refuse(canary: UnrulyServer) -> None:
    fetch = stranger([f"{SITE}:{canary.port}"], lambda *_: ["8.8.8.8", CANARY])
    with pytest.raises(AddressRefusedError, match=CANARY):
        fetch(canary.url(), Known())
    assert_untouched(canary)


def test_a_name_that_moves_inside_gains_nothing() -> None:
    with UnrulyServer(GOOD) as good, UnrulyServer(CANARY, good.port) as canary:
        good.answers["/"] = reply()
        resolved: list[str] = []

        def flip(_host: str, _port: int) -> list[str]:
            # robots.txt and the first page stand outside; from then on the name leads inside.
            resolved.append(GOOD if len(resolved) < 2 else CANARY)
            return resolved[-1:]

        fetch = stranger([f"{SITE}:{good.port}"], flip)
        assert fetch(good.url(), Known()).content == unruly_server.PAGE
        # Had the connection resolved again, it would have been led inside.
        assert len(resolved) == len(good.requests) == 2
        with pytest.raises(AddressRefusedError, match=CANARY):
            fetch(good.url(), Known())
        assert_untouched(canary)


@pytest.mark.parametrize(
    "inside",
    [
        "http://127.0.0.1:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://2130706433:{port}/",
        "http://inside.news.example:{port}/",
        "//inside.news.example:{port}/",
        "http://news.example@127.0.0.1:{port}/",
        "http://news.example:{port}@127.0.0.1:{port}/",
        "http://127.0.0.1:{port}\\@news.example/",
        "http:\\\\127.0.0.1:{port}\\",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/_GET",
        "ftp://news.example/",
        "javascript:alert(1)",
        "http://[::1",
        "http://news.example:99999/",
    ],
)
def test_a_redirect_inside_is_not_followed(inside: str) -> None:
    with UnrulyServer(GOOD) as good, UnrulyServer(CANARY, good.port) as canary:
        good.answers["/"] = redirect("/then")
        good.answers["/then"] = redirect(inside.format(port=good.port))
        fetch = stranger(
            [f"*.{SITE}:{good.port}", f"127.0.0.1:{good.port}"],
            lambda host, _: [GOOD if host == SITE else CANARY],
        )
        with pytest.raises(AddressRefusedError):
            fetch(good.url(), Known())
        assert good.paths() == ["/", "/then"]
        assert_untouched(canary)


def test_the_environment_names_no_proxy(
    monkeypatch: pytest.MonkeyPatch, canary: UnrulyServer
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://{CANARY}:{canary.port}")
    with UnrulyServer(GOOD) as good:
        good.answers["/"] = reply()
        fetch = stranger([f"{SITE}:{good.port}"], lambda *_: [GOOD])
        assert fetch(good.url(), Known()).content == unruly_server.PAGE
    assert_untouched(canary)


def test_a_name_without_address_is_a_failure_for_now() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def empty(_host: str, _port: int) -> list[str]:
        return []

    for nobody in (unknown, empty):
        with pytest.raises(FetchFailedError, match=SITE):
            stranger([SITE], nobody)(f"http://{SITE}/", Known())


@pytest.mark.parametrize("addresses", [["127.0.0.3", GOOD], [GOOD, "127.0.0.3"]])
def test_the_addresses_of_a_name_are_tried_one_after_the_other(addresses: list[str]) -> None:
    with UnrulyServer(GOOD) as good:
        good.answers["/"] = reply()
        time = Time()
        fetch = polite_fetch(
            [f"{SITE}:{good.port}"],
            CONTACT,
            resolve=lambda *_: addresses,
            clock=time.clock,
            sleep=time.sleep,
            is_allowed_address=unruly_server.anywhere,
        )
        assert fetch(good.url(), Known()).content == unruly_server.PAGE
