"""Only web addresses of the site's own hosts are fetched, however they are written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.errors import AddressRefusedError
from faq.fetch import polite_fetch
from faq.hosts import Host, target_of

from .unruly_server import CONTACT

SITE = [Host.of("news.example")]
WIDE = [Host.of("*.news.example")]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://news.example", "https://news.example/"),
        ("HTTPS://WWW.News.Example/Une#haut", "https://www.news.example/Une"),
        ("https://news.example./une?page=2&x=[a]", "https://news.example/une?page=2&x=[a]"),
        ("http://news.example:80/a%20b", "http://news.example/a%20b"),
        ("http://news.example:443/", "http://news.example:443/"),
        (" https://news.example/actualité\n", "https://news.example/actualit%C3%A9"),
        ('https://news.example/a"b<c>', "https://news.example/a%22b%3Cc%3E"),
    ],
)
def test_an_address_of_the_site_is_taken(url: str, asked: str) -> None:
    assert target_of(url, SITE).url == asked


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://other.example/", "not of this site"),
        ("https://news.example.evil.example/", "not of this site"),
        ("https://evilnews.example/", "not of this site"),
        ("https://sub.news.example/", "not of this site"),
        ("http://news.example:8080/", "not of this site"),
        ("http://news.example:22/", "not of this site"),
        ("https://alice@news.example/", "user name"),
        ("https://news.example:80@evil.example/", "user name"),
        ("https://@news.example/", "user name"),
        ("ftp://news.example/", "no web address"),
        ("file:///etc/passwd", "no web address"),
        ("/une", "no web address"),
        ("//news.example/une", "no web address"),
        ("", "no web address"),
        ("https://", "no web address"),
        ("https://news.example:0/", "no web address"),
        ("https://news.example:-1/", "no web address"),
        ("https://news.example:65536/", "no web address"),
        ("https://news.example:٨٠/", "no web address"),
        ("https://news.example\\@evil.example/", "no web address"),
        ("https://evil.example\\.news.example/", "no web address"),
        ("https://news.example/\r\nHost: evil.example", "no web address"),
        ("https://news.example/a b", "no web address"),
        ("https://news.example/\0", "no web address"),
        ("https://[news.example]/", "no web address|no name"),
        ("https://news..example/", "no name"),
        ("https://-news.example-/", "no name|not of this site"),
        ("https://news_%2eexample/", "no name"),
        ("https://" + "a." * 500 + "news.example/", "no name"),
        ("https://news.example/" + "a" * 2000, "no web address"),
    ],
)
def test_it_refuses_what_is_no_address_of_the_site(url: str, why: str) -> None:
    with pytest.raises(AddressRefusedError, match=why):
        target_of(url, SITE)


def test_sub_domains_belong_to_a_site_that_says_so() -> None:
    assert target_of("https://sport.news.example/", WIDE).host == "sport.news.example"
    assert target_of("https://a.b.news.example/", WIDE).host == "a.b.news.example"
    assert target_of("https://news.example/", WIDE).host == "news.example"
    with pytest.raises(AddressRefusedError):
        target_of("https://evilnews.example/", WIDE)


def test_another_port_belongs_to_the_host_that_names_it() -> None:
    hosts = [Host.of("http://news.example:8080"), Host.of("cdn.example")]
    assert target_of("http://news.example:8080/", hosts).port == 8080
    with pytest.raises(AddressRefusedError):
        target_of("http://cdn.example:8080/", hosts)


def test_accents_in_a_host_are_written_as_the_network_wants_them() -> None:
    hosts = [Host.of("vélo.example")]
    assert target_of("https://www.vélo.example/été", hosts).url == (
        "https://www.xn--vlo-bma.example/%C3%A9t%C3%A9"
    )
    assert target_of("https://xn--vlo-bma.example/", hosts).host == "xn--vlo-bma.example"


@pytest.mark.parametrize(
    "text", ["", "*", "*.", "a b", "al@news.example", "news.example/x", "0x7f.1"]
)
def test_it_refuses_a_host_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="no host"):
        polite_fetch([text], CONTACT)


@pytest.mark.parametrize("contact", ["", "a", "a b", "x)\r\nHost: y", "é@news.example", "a" * 300])
def test_it_refuses_a_contact_that_is_none(contact: str) -> None:
    with pytest.raises(ValueError, match="no contact"):
        polite_fetch(["news.example"], contact)


URL_PARTS = st.sampled_from(
    "http https :// / // \\ @ : . .. % # ? [ ] :: 127.0.0.1 ::1 news.example evil.example 80 443"
    " 8080 www. xn-- é ① \t \n \0 0x7f 2130706433 %2e %40 %00 a".split(" ")
)


@given(st.one_of(st.text(), st.lists(URL_PARTS, max_size=12).map("".join)))
def test_whatever_is_taken_is_of_the_site_and_plain(text: str) -> None:
    try:
        target = target_of(text, SITE)
    except AddressRefusedError:
        return
    assert target.host in ("news.example", "www.news.example")
    assert target.port in (80, 443)
    assert re.fullmatch(r"/[!-~]*", target.path)
