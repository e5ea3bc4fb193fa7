"""A browser is named so that its owner knows it again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.browsers import browser_name

MOZILLA = "Mozilla/5.0"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (f"{MOZILLA} (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"),
        (
            f"{MOZILLA} (Windows NT 10.0; Win64) {WEBKIT} Chrome/140.0 Safari/537.36",
            "Chrome, Windows",
        ),
        (f"{MOZILLA} (Windows NT 10.0) {WEBKIT} Chrome/140 Safari/537 Edg/140.0", "Edge, Windows"),
        (
            f"{MOZILLA} (Macintosh; Intel Mac OS X 15) {WEBKIT} Version/26 Safari/605",
            "Safari, macOS",
        ),
        (
            f"{MOZILLA} (iPhone; CPU iPhone OS 26 like Mac OS X) Version/26 Safari/604",
            "Safari, iPhone",
        ),
        (f"{MOZILLA} (Linux; Android 16) {WEBKIT} Chrome/140 Mobile Safari/537", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_the_usual_ones_are_known(told: str, name: str) -> None:
    assert browser_name(told) == name


@given(st.text())
def test_nothing_of_what_is_told_is_repeated(told: str) -> None:
    assert len(browser_name(told)) < 20
