"""Where a request comes from: what a named proxy wrote is believed, what a reader wrote never."""

from __future__ import annotations

import random

import pytest

from web.addresses import countable_address, is_own, networks, peer_address

NOBODY = networks("")
PROXIES = networks("10.0.0.0/8, 2001:db8:ffff::/48")
PROXY, OUTER_PROXY = "10.0.0.1", "10.0.0.2"
VERA, MALLORY, FORGED = "198.51.100.7", "203.0.113.9", "6.6.6.6"


def environ(peer: str, forwarded: str = "") -> dict[str, str]:
    told = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return {"REMOTE_ADDR": peer, **told}


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        # No proxy: whatever is written, the peer is who speaks.
        (VERA, "", VERA),
        (VERA, FORGED, VERA),
        (VERA, f"{FORGED}, {PROXY}", VERA),
        # One proxy: the right end is what it wrote.
        (PROXY, VERA, VERA),
        (PROXY, f"{FORGED}, {MALLORY}", MALLORY),
        (PROXY, f"{FORGED},{PROXY},{MALLORY}", MALLORY),
        # Two proxies: both are passed over, and nothing behind the first stranger is read.
        (PROXY, f"{VERA}, {OUTER_PROXY}", VERA),
        (PROXY, f"{FORGED}, {MALLORY}, {OUTER_PROXY}", MALLORY),
        (PROXY, f"{OUTER_PROXY}, {MALLORY}, {OUTER_PROXY}", MALLORY),
        # The proxy itself asks, or wrote nothing that can be read.
        (PROXY, "", PROXY),
        (PROXY, OUTER_PROXY, OUTER_PROXY),
        (PROXY, "unknown", PROXY),
        (PROXY, f"{FORGED}, unknown", PROXY),
        (PROXY, f"{FORGED}, ", PROXY),
        (PROXY, ",".join([OUTER_PROXY] * 1000), OUTER_PROXY),
    ],
)
def test_the_reader_is_the_nearest_that_is_no_named_proxy(
    peer: str, forwarded: str, address: str
) -> None:
    assert peer_address(environ(peer, forwarded), PROXIES) == address


@pytest.mark.parametrize("peer", [VERA, PROXY, "127.0.0.1", "::1"])
def test_without_a_named_proxy_no_header_is_read(peer: str) -> None:
    for forwarded in (FORGED, f"{FORGED}, {PROXY}", "127.0.0.1", "::1"):
        assert peer_address(environ(peer, forwarded), NOBODY) == peer


def test_ten_thousand_forged_headers_are_one_reader() -> None:
    chance = random.Random(1)
    forged = {
        ", ".join(
            f"{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(256)}.1"
            for _ in range(chance.randrange(1, 4))
        )
        for _ in range(10_000)
    }
    assert len(forged) > 9_000
    assert {peer_address(environ(MALLORY, each), PROXIES) for each in forged} == {MALLORY}
    behind = {peer_address(environ(PROXY, f"{each}, {MALLORY}"), PROXIES) for each in forged}
    assert behind == {MALLORY}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        (f"{VERA}:50123", VERA),
        (f" {VERA} ", VERA),
        ("::ffff:198.51.100.7", VERA),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::1%eth0", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
    ],
)
def test_one_household_is_one_address_however_it_is_written(written: str, address: str) -> None:
    assert peer_address(environ(PROXY, written), PROXIES) == address


def test_a_proxy_may_speak_the_new_protocol() -> None:
    assert peer_address(environ("2001:db8:ffff::5", VERA), PROXIES) == VERA
    assert peer_address(environ(f"::ffff:{PROXY}", VERA), PROXIES) == VERA


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.9.8.7", "172.31.0.1", "192.168.1.1", "169.254.0.1", "::1", "fd00::1", ""],
)
def test_this_machine_and_its_network_are_our_own(address: str) -> None:
    assert is_own(peer_address(environ(address), NOBODY))
    assert countable_address(environ(address), NOBODY) is None


@pytest.mark.parametrize(
    "address", [VERA, "172.32.0.1", "100.64.0.1", "8.8.8.8", "2001:db8::1", "::2", "11.0.0.1"]
)
def test_everyone_else_is_counted(address: str) -> None:
    assert not is_own(peer_address(environ(address), NOBODY))
    assert countable_address(environ(address), NOBODY) == peer_address(environ(address), NOBODY)


def test_a_reader_behind_a_named_proxy_of_our_own_is_counted() -> None:
    assert countable_address(environ(PROXY, VERA), PROXIES) == VERA
    assert countable_address(environ(PROXY, VERA), NOBODY) is None


def test_what_is_no_network_is_refused() -> None:
    for text in ("everyone", "10.0.0.1/8", "10.0.0.0/33"):
        with pytest.raises(ValueError, match=text.partition("/")[0]):
            networks(text)
