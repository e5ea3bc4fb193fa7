"""A transcript is a page that runs and loads nothing, whatever was written in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from chat.transcript import Line, Source, Transcript
from web import transcripts

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(2)</script>",
    '"><img src=x onerror=alert(3)>',
    "{{ 7 * 7 }} {% raw %}",
    "<svg/onload=alert(4)>",
    "</title><base href=//evil>",
)
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main"),
    *("h1", "h2", "p", "article", "time", "a"),
}


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def told(text: str) -> Transcript:
    line = Line("visitor", text, NOW, text, (Source(text, "https://www.example.org/a?b=1&c"),))
    return Transcript(text, text, "fr", (line,), "")


def page(text: str, direction: str = "ltr") -> str:
    return transcripts.as_page(told(text), lambda name: f"{name} {{title}}", direction)


@given(st.sampled_from(HOSTILE) | st.text(max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    found = Page(page(text))
    assert {tag for tag, _ in found.tags} == TAGS
    attributes = {name for _, own in found.tags for name in own}
    assert not {name for name in attributes if name.startswith("on") or name in ("src", "style")}
    assert [own["href"] for tag, own in found.tags if tag == "a"] == [
        "https://www.example.org/a?b=1&c"
    ]


def test_what_was_written_is_shown_word_for_word() -> None:
    for text in HOSTILE:
        assert text in "".join(Page(page(text)).words)


def test_its_policy_allows_its_own_style_alone() -> None:
    text = page("bonjour")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*)</style>", text, re.DOTALL)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style[1]
    assert "@media print" in style[1]


def test_a_language_is_written_its_own_way() -> None:
    tags = dict(Page(page("مرحبا", "rtl")).tags)
    assert (tags["html"]["dir"], tags["html"]["lang"]) == ("rtl", "fr")


def test_as_data_it_is_whole() -> None:
    data = json.loads(transcripts.as_json(told("<b>")))
    assert data["lines"][0]["sources"] == [
        {"title": "<b>", "url": "https://www.example.org/a?b=1&c"}
    ]
    assert data["lines"][0]["at"] == "2026-11-24T09:30:00+00:00"
