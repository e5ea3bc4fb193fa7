"""The repeated elements of feeds, sitemaps and exports, one by one; broken ones where whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from lxml.etree import _Element

from faq.errors import SourceError, XmlBombError, XmlUnusableError
from faq.sources.content import Content, stream_of
from faq.sources.mending import mended
from faq.xml import elements

Made = TypeVar("Made")
Refuse = Callable[[SourceError], None]

_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://search.yahoo.com/mrss/": "media",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_CORE = re.compile(
    r"http://www\.w3\.org/2005/Atom|http://purl\.org/(atom/ns#.*|rss/1\.0/|net/rss.*)"
    r"|http://my\.netscape\.com/.*|http://backend\.userland\.com/.*"
    r"|https?://(www\.)?(sitemaps\.org|google\.com)/schemas/sitemap/.*"
)
_WORDPRESS = re.compile(r"http://wordpress\.org/export/[\d.]*/?(excerpt/)?")
_END = re.compile(rb"</(?:[\w-]+:)?(?:rss|feed|rdf|urlset|sitemapindex|channel)\s*>", re.IGNORECASE)
_END_BYTES = 4_096


def records(
    content: Content,
    wanted: Collection[str],
    make: Callable[[_Element], Made],
    refuse: Refuse,
    bytes_max: int,
) -> Iterator[Made]:
    """Yield what is made of each wanted element; `refuse` is told why reading ended early.

    Where the XML is broken it is read on as a browser would; an element that was cut is left out.
    """
    count, end = 0, _End()
    try:
        for element in _elements(content, wanted, bytes_max, end, is_forgiving=False):
            count += 1
            yield make(element)
        return
    except XmlBombError as error:
        refuse(error)
        return
    except XmlUnusableError as error:
        fault = error
    except UnicodeError:
        fault = XmlUnusableError(content.name, "characters that do not exist; mend it")
    except SourceError as error:
        refuse(error)
        return
    yield from _as_far_as_it_goes(content, wanted, make, refuse, bytes_max, count)
    why = fault.reason.partition(";")[0]
    refuse(XmlUnusableError(content.name, f"{why}; what is whole was read, mend the rest"))


def _as_far_as_it_goes(
    content: Content,
    wanted: Collection[str],
    make: Callable[[_Element], Made],
    refuse: Refuse,
    bytes_max: int,
    count_read: int,
) -> Iterator[Made]:
    """Yield what comes after the records that were read already."""
    end, held = _End(), list[Made]()
    try:
        found = _elements(content, wanted, bytes_max, end, is_forgiving=True)
        for number, element in enumerate(found):
            if number >= count_read:
                yield from held
                held = [make(element)]
    except XmlBombError as error:
        refuse(error)
    except (SourceError, UnicodeError):
        return  # it is refused for its first fault
    if end.is_whole():
        yield from held


class _End:
    """Remembers how a stream ended."""

    def __init__(self) -> None:
        self._last = b""

    def seen(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Pass pieces on."""
        for piece in pieces:
            self._last = (self._last + piece)[-_END_BYTES:]
            yield piece

    def is_whole(self) -> bool:
        """Tell whether the outermost element was closed."""
        return _END.search(self._last) is not None


def _elements(
    content: Content, wanted: Collection[str], bytes_max: int, end: _End, *, is_forgiving: bool
) -> Iterator[_Element]:
    stream = stream_of(end.seen(mended(content.pieces(bytes_max))))
    name = content.name
    try:
        yield from elements(stream, wanted, name, bytes_max=bytes_max, is_forgiving=is_forgiving)
    except UnicodeError as error:
        raise XmlUnusableError(name, "characters that do not exist; mend it") from error


def name_of(element: _Element, parent: _Element | None = None) -> str:
    """Return the name of an element with the usual prefix of its namespace, whatever is written.

    No prefix stands for the namespaces of feeds and sitemaps, and for that of its parent. A prefix
    that was never declared counts as the usual one.
    """
    namespace, _, local = str(element.tag).rpartition("}")
    namespace, local = namespace.lstrip("{"), local.lower()
    if not namespace or _CORE.fullmatch(namespace) or _is_of(parent, namespace):
        return local
    if found := _WORDPRESS.fullmatch(namespace):
        return f"{'excerpt' if found.group(1) else 'wp'}:{local}"
    return f"{_NAMESPACES.get(namespace, '?')}:{local}"


def _is_of(parent: _Element | None, namespace: str) -> bool:
    return parent is not None and str(parent.tag).startswith(f"{{{namespace}}}")


def children(element: _Element) -> dict[str, list[_Element]]:
    """Return the children of an element by their names."""
    found: dict[str, list[_Element]] = {}
    for child in element:
        found.setdefault(name_of(child, element), []).append(child)
    return found


def text_in(found: dict[str, list[_Element]], *names: str) -> str:
    """Return the text of the first of the named children that has one."""
    texts = (inner_text(child) for name in names for child in found.get(name, ()))
    return next(filter(None, texts), "")


def inner_text(element: _Element) -> str:
    """Return the whole text in an element, without blanks around it."""
    return "".join(str(piece) for piece in element.itertext()).strip()
