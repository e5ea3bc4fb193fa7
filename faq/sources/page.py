"""One HTML page as an article."""

from __future__ import annotations

from faq.errors import PageWithoutTextError
from faq.extract import article_from_html
from faq.model import Article
from faq.sources.content import Content, text_bytes

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def read(content: Content) -> Article:
    """Read an HTML page; raises SourceUnreadableError or PageWithoutTextError."""
    found = text_bytes(content)
    if not found.strip():
        raise PageWithoutTextError(content.name, "the file is empty")
    return article_from_html(found, content.url or content.name)
