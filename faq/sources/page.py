"""One HTML file as an article."""

from __future__ import annotations

from pathlib import Path

from faq.errors import PageWithoutTextError
from faq.extract import article_from_html
from faq.model import Article
from faq.sources.content import read_bytes

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def read(path: Path, name: str) -> Article:
    """Read an HTML file; raises SourceUnreadableError or PageWithoutTextError."""
    content = read_bytes(path, name)
    if not content.strip():
        raise PageWithoutTextError(name, "the file is empty")
    return article_from_html(content, name)
