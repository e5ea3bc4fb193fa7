"""The demo newspaper: what a publisher's pages look like with one script tag."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from web.startup import DEMO_FOLDER

PAGES = sorted(path.relative_to(DEMO_FOLDER).as_posix() for path in DEMO_FOLDER.rglob("*.html"))
TAG = '<script async src="/widget.js" data-site="demo"></script>'


def test_there_are_enough_pages_to_ask_about() -> None:
    assert len(PAGES) >= 14


@pytest.mark.parametrize("page", PAGES)
def test_each_page_carries_the_one_tag_and_no_other_script(client: FlaskClient, page: str) -> None:
    html = client.get(f"/{page}", follow_redirects=True).text
    scripts = re.findall(r"<script\b[^>]*>.*?</script>", html, re.DOTALL)
    others = [each for each in scripts if "application/ld+json" not in each]
    assert others == [TAG]
    assert not re.search(r"\son\w+=|\sstyle=", html)


def test_the_front_page_is_at_the_root(client: FlaskClient) -> None:
    assert "Le Fanal" in client.get("/").text
    assert client.get("/politique").status_code in (302, 404)
