"""Of an address only what names the page is kept; what is no web address leads nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.urls import entry_address, page_address

BAD = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "/\\evil.example",
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
        ("", "/", ""),
    ],
)
def test_an_entry_s_link_starts_from_its_site(url: str, base: str, address: str) -> None:
    assert entry_address(url, base) == address


@pytest.mark.parametrize("url", BAD)
def test_an_entry_never_links_to_anything_but_the_web(url: str) -> None:
    assert entry_address(url, "/") == ""


@given(st.text())
def test_any_text_is_an_address_or_none(text: str) -> None:
    kept = page_address(text)
    assert kept is None or "?" not in kept
    assert not entry_address(text, "/").lower().startswith(("javascript:", "data:", "//"))
