"""Which kind of source a content is: told by what it holds, and only then by its name."""

from __future__ import annotations

import re
from typing import Literal

from faq.errors import SourceUnreadableError
from faq.sources import addresses, documents, page, plain, table
from faq.sources.content import Content
from faq.sources.mending import beginning

Kind = Literal[
    "sitemap", "feed", "wordpress", "document", "lines", "table", "addresses", "page", "text"
]

_ROOTS: dict[str, Kind] = {
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
}
_WORDPRESS = "wordpress.org/export/"
_XML_SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
_JSON_SUFFIXES = frozenset({".json", ".jsonld", ".jsonl", ".ndjson"})
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ELEMENT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_DECLARED_WITHIN = 2_048
_BINARY_KINDS = {
    b"PK\x03\x04": "a zip archive; unpack it and give what is in it",
    b"PK\x05\x06": "an empty zip archive; give what should be in it",
    b"%PDF-": "a PDF; save its text as .txt or .md",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as CSV or text",
    b"BZh": "packed by bzip2; unpack it or use gzip",
    b"\xfd7zXZ": "packed by xz; unpack it or use gzip",
}
UNKNOWN = (
    "not a kind that can be read; give .html, .txt or .md files, a sitemap, a feed, a WordPress"
    " export, or questions and answers as .csv or .json"
)


def kind_of(content: Content) -> Kind:
    """Return the kind of a content; raises SourceUnreadableError where it is none that is read."""
    head = content.head()
    for begins, what in _BINARY_KINDS.items():
        if head.startswith(begins):
            raise SourceUnreadableError(content.name, what)
    text = beginning(head).replace("\0", "")
    return _xml_kind(content, text) or _named_kind(content, text) or _told_kind(content, text)


def _xml_kind(content: Content, text: str) -> Kind | None:
    """Return which feed, sitemap or export it is; None for anything else."""
    begun = _COMMENT.sub("", text).lstrip("\ufeff \t\r\n")
    declared = begun.find("<?xml", 0, _DECLARED_WITHIN)
    is_xml = begun.startswith("<") or declared > 0
    found = _ELEMENT.search(begun, max(declared, 0)) if is_xml else None
    root = found.group(1).lower() if found else ""
    if root == "rss" and _WORDPRESS in text:
        return "wordpress"
    if root in _ROOTS:
        return _ROOTS[root]
    if content.suffix in _XML_SUFFIXES:
        named = f"XML of no known kind (<{root[:40]}>)" if root else "no XML"
        raise SourceUnreadableError(content.name, f"{named}; give a sitemap, a feed or an export")
    return None


def _named_kind(content: Content, text: str) -> Kind | None:
    """Return what its name says, as far as the text agrees."""
    suffix, begins = content.suffix, text.lstrip("\ufeff \t\r\n")[:1]
    if suffix in page.SUFFIXES:
        return "page"
    if suffix in plain.MARKDOWN_SUFFIXES:
        return "text"
    if suffix in plain.SUFFIXES:
        return "addresses" if addresses.is_list(text) else "text"
    if suffix in _JSON_SUFFIXES or (begins in ("{", "[") and "json" in content.content_type):
        return "lines" if documents.is_lines(text) else "document"
    return "table" if suffix in _TABLE_SUFFIXES else None


def _told_kind(content: Content, text: str) -> Kind:
    """Return what the server says, or what the text looks like."""
    told, begins = content.content_type.partition(";")[0].strip().lower(), text.lstrip()[:1]
    if told in ("text/html", "application/xhtml+xml") or (begins == "<" and _is_html(text)):
        return "page"
    if told == "text/markdown":
        return "text"
    if told == "text/csv" or table.is_table(text):
        return "table"
    if addresses.is_list(text):
        return "addresses"
    if begins in ("{", "[") and not content.suffix:
        return "lines" if documents.is_lines(text) else "document"
    if told == "text/plain":
        return "text"
    raise SourceUnreadableError(content.name, UNKNOWN)


def _is_html(text: str) -> bool:
    """Tell HTML by its doctype or one of the elements that every page has."""
    return (
        re.search(r"<!doctype html|<(?:html|head|body)[\s>]", text[:_DECLARED_WITHIN], re.I)
        is not None
    )
