"""A list of web addresses, one a line -> places."""

from __future__ import annotations

from collections.abc import Iterator

from faq.sources.content import Content, decode
from faq.sources.place import Place, absolute
from faq.sources.records import Refuse

LIST_BYTES_MAX = 20_000_000

_COMMENT = "#"
_LINES_SEEN = 50


def read(content: Content, _refuse: Refuse) -> Iterator[Place]:
    """Yield a place for each line; empty lines and those that begin with # are none."""
    for line in _lines(decode(content.read(LIST_BYTES_MAX))):
        if url := absolute(line, content.url):
            yield Place(url)


def is_list(text: str) -> bool:
    """Tell a list from an article: it begins with a web address, and no line holds a blank."""
    lines = list(_lines(text))[:_LINES_SEEN]
    return bool(lines) and "://" in lines[0] and not any(" " in line for line in lines)


def _lines(text: str) -> Iterator[str]:
    stripped = (line.strip("\ufeff \t\0") for line in text.splitlines())
    return (line for line in stripped if line and not line.startswith(_COMMENT))
