"""Where a source may lead, and how its link names the sentence that a browser scrolls to."""

from __future__ import annotations

from typing import Any

import pytest

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

SENTENCE_URL = """async (source) => {
  const panel = document.querySelector("script[type=module]").src;
  const { sentenceUrl } = await import(new URL("source.js", panel));
  return sentenceUrl(source);
}"""
LONG = "un deux trois quatre cinq six sept huit neuf dix onze douze-treize, quatorze."
LISTED = "À emporter : • une lampe • un ciré & des bottes"


@pytest.fixture
def panel(server: Server, vera: Reader) -> Reader:
    """Open the panel's own document."""
    vera.page.goto(f"{server.url}/widget/demo")
    return vera


def sentence_url(panel: Reader, url: str, quote: str = "un deux") -> Any:
    """Give the link that the panel makes of a source."""
    source = {"title": "Titre", "url": url, "published": "", "quote": quote}
    return panel.page.evaluate(SENTENCE_URL, source)


def test_it_leads_to_the_web_only(server: Server, panel: Reader) -> None:
    assert sentence_url(panel, "/a.html") == f"{server.url}/a.html#:~:text=un%20deux"
    assert sentence_url(panel, "a.html") == f"{server.url}/a.html#:~:text=un%20deux"
    assert sentence_url(panel, "https://b.example/c#d", "") == "https://b.example/c#d"
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://b.example/1",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https://b.example@evil.example/",
        "https://b.example:pass@evil.example/",
        "https://",
        "",
    ]:
        assert sentence_url(panel, address) is None, address


def test_it_names_the_first_and_last_six_words_of_a_long_quote(panel: Reader) -> None:
    assert sentence_url(panel, "https://b.example/", LONG + " fin") == (
        "https://b.example/#:~:text=un%20deux%20trois%20quatre%20cinq%20six,"
        "neuf%20dix%20onze%20douze%2Dtreize%2C%20quatorze.%20fin"
    )


def test_it_keeps_each_end_within_one_block_of_the_article(panel: Reader) -> None:
    assert sentence_url(panel, "https://b.example/", LISTED) == (
        "https://b.example/#:~:text=%C3%80%20emporter%20%3A,un%20cir%C3%A9%20%26%20des%20bottes"
    )


def test_it_keeps_the_page_s_own_fragment(panel: Reader) -> None:
    assert sentence_url(panel, "https://b.example/#part") == (
        "https://b.example/#part:~:text=un%20deux"
    )
