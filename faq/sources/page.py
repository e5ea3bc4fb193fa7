"""One HTML page, to be extracted."""

from __future__ import annotations

from faq.errors import PageWithoutTextError
from faq.extraction_workers import Page
from faq.sources.content import Content, text_bytes

SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


def read(content: Content) -> Page:
    """Read an HTML page; raises SourceUnreadableError or PageWithoutTextError."""
    found = text_bytes(content)
    if not found.strip():
        raise PageWithoutTextError(content.name, "the file is empty")
    return Page(found, content.url or content.name)
