"""What a reader's browser has to fetch: a bookmark before the click, a letter after it.

Counted as it goes over the wire, gzipped, and from what the documents really load: the links, the
scripts, what they import at once, and what those import.
"""

from __future__ import annotations

import gzip
import re
import sys
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

LOADER_BYTES_MAX = 4_000
PANEL_BYTES_MAX = 35_000

IMPORT = re.compile(
    r'\bimport\s*(?:\*\s*as\s*[\w$]+|\{[^}]*\})\s*from\s*"([^"]+)"|@import\s*"([^"]+)"'
)
IMPORT_LATER = re.compile(r'\bimport\("([^"]+)"\)')


class Document(HTMLParser):
    """Collects what a document loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loaded: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        address = told.get("src") or told.get("href")
        if address and (
            tag in {"script", "img"} or told.get("rel") in {"stylesheet", "modulepreload"}
        ):
            self.loaded.add(address)


def fetched(client: FlaskClient, path: str) -> tuple[int, str]:
    """Give the bytes that go over the wire for a path, and its text."""
    response = client.get(path, headers={"Accept-Encoding": "gzip, br, zstd"})
    assert (response.status_code, response.headers["Content-Encoding"]) == (200, "gzip"), path
    assert "Accept-Encoding" in response.headers["Vary"]
    return len(response.data), gzip.decompress(response.data).decode()


def loaded(client: FlaskClient, start: str) -> tuple[dict[str, int], set[str]]:
    """Give the size of all that a document loads at once, and name what it may load later."""
    sizes: dict[str, int] = {}
    later: set[str] = set()
    sizes[start], html = fetched(client, start)
    waiting = Document(html).loaded
    while waiting:
        path = waiting.pop()
        sizes[path], text = fetched(client, path)
        found = {urljoin(path, script or sheet) for script, sheet in IMPORT.findall(text)}
        waiting |= found - sizes.keys()
        later |= {urljoin(path, name) for name in IMPORT_LATER.findall(text)}
    return sizes, later


def test_the_loader_is_light(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    size, _ = fetched(client, "/widget.js")
    with capsys.disabled():
        sys.stdout.write(f"\nbefore the click: {size} of {LOADER_BYTES_MAX} bytes\n")
    assert size <= LOADER_BYTES_MAX


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_panel_is_light(
    client: FlaskClient, capsys: pytest.CaptureFixture[str], locale: str
) -> None:
    sizes, later = loaded(client, f"/widget/demo?locale={locale}")
    on_demand = sum(fetched(client, path)[0] for path in later)
    total = sum(sizes.values())
    with capsys.disabled():
        sys.stdout.write(f"\nat the first click: {total} of {PANEL_BYTES_MAX} bytes, {locale}\n")
        for path, size in sorted(sizes.items(), key=lambda each: -each[1]):
            sys.stdout.write(f"  {size:6} {path.rpartition('/')[2]}\n")
        sys.stdout.write(f"  {on_demand:6} more when asked for, in {len(later)} files\n")
    assert total <= PANEL_BYTES_MAX


def test_the_panel_takes_few_requests(client: FlaskClient) -> None:
    sizes, later = loaded(client, "/widget/demo")
    assert len(sizes) == 4
    assert len(later) >= 1
