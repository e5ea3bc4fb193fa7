"""Of an address only what names the page is kept; what is no web address leads nowhere."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.urls import entry_address, page_address

BAD = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "////evil.example/",
    "\t////evil.example/",
    "\x0b////evil.example/",
    "/\\evil.example",
    "https:\\\\evil.example",
    "https:/evil.example",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "JavaScript:alert(1)",
    "vbscript:x",
    "blob:https://a.example/x",
    "mailto:vera@a.example",
    "http://℀.example/",
    "https://",
    "http://[::1",
    "https://a.example:port/",
    "ftp://a.example/",
]


@pytest.mark.parametrize("url", [*BAD, ""])
def test_what_is_no_page_is_not_kept(url: str) -> None:
    assert page_address(url) is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://www.example.org/a?email=v@x.org#p", "https://www.example.org/a"),
        ("https://vera:pw@www.example.org/a", "https://www.example.org/a"),
        ("/politique/a.html?x=1", "/politique/a.html"),
        ("https://www.example.org:8443/a", "https://www.example.org:8443/a"),
        ("https://vera@mail:pw@www.example.org:8443/a", "https://www.example.org:8443/a"),
        ("  https://www.example.org/été  ", "https://www.example.org/été"),
        ("HTTPS://www.example.org", "https://www.example.org"),
    ],
)
def test_what_may_tell_who_reads_goes(url: str, kept: str) -> None:
    assert page_address(url) == kept


def test_an_endless_address_is_not_kept() -> None:
    assert page_address("/" + "a" * 2000) is None


@pytest.mark.parametrize(
    ("url", "base", "address"),
    [
        ("abonnement.html", "/", "/abonnement.html"),
        ("a/b.html", "https://www.example.org", "https://www.example.org/a/b.html"),
        ("https://other.example/x#y", "/", "https://other.example/x#y"),
        ("https://vera:pw@other.example/x?a=1", "/", "https://other.example/x?a=1"),
        ("/a?b=1#c", "https://www.example.org/fr/", "https://www.example.org/a?b=1#c"),
        ("a.html", "https://www.example.org/fr", "https://www.example.org/fr/a.html"),
        ("..//a.html", "/", "/a.html"),
        ("", "/", ""),
    ],
)
def test_an_entry_s_link_starts_from_its_site(url: str, base: str, address: str) -> None:
    assert entry_address(url, base) == address


@pytest.mark.parametrize("url", BAD)
def test_an_entry_never_links_to_anything_but_the_web(url: str) -> None:
    assert entry_address(url, "/") == ""


ADDRESSES = st.one_of(
    st.text(),
    st.text(st.characters()),
    st.text("/\\:.@?#[]%\t\n htpsjaé", max_size=20),
    st.from_regex(r"(https?:|javascript:|data:)?/{0,5}[a-z@:.]{0,8}/{0,3}[a-z?#]{0,8}"),
)


@given(ADDRESSES)
def test_any_text_is_a_page_or_none(text: str) -> None:
    kept = page_address(text)
    assert kept != ""
    parts = urlsplit(kept or "/")
    assert not set(kept or "") & {"?", "#", "\\"}
    assert "@" not in parts.netloc
    assert bool(parts.netloc) == (parts.scheme in ("http", "https"))


@given(ADDRESSES)
def test_any_link_stays_on_its_site_or_names_another_of_the_web(text: str) -> None:
    address = entry_address(text, "/")
    is_path = address.startswith("/") and not address.startswith("//")
    assert address == "" or is_path or urlsplit(address).scheme in ("http", "https")


@given(ADDRESSES)
def test_any_link_without_a_host_gets_that_of_its_site(text: str) -> None:
    address = entry_address(text, "https://journal.example/fr/")
    is_whole = urlsplit(text.strip()).scheme in ("http", "https") if address else True
    assert is_whole or urlsplit(address).netloc == "journal.example"
