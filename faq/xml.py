"""XML from anybody, read piece by piece: no entity, no DTD, no network, and memory that ends.

One wanted element is held at a time; what is in none of them is dropped as it ends.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator
from typing import Protocol

from lxml.etree import XMLPullParser, XMLSyntaxError, _Element

from faq.ampersands import numbered
from faq.errors import XmlBombError, XmlUnusableError

BYTES_MAX = 10_000_000
DEPTH_MAX = 100
ELEMENTS_MAX = 50_000
NAMES_MAX = 2_000
ATTRIBUTES_MAX = 10_000
FAULTS_MAX = 1_000
PROLOG_BYTES_MAX = 16_384

_PIECE_BYTES = 65_536
_PROLOG_PIECE_BYTES = 1_024
_BLANK_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s+")
# XML_ERR_RESOURCE_LIMIT of libxml2: depth over 256, text over 10 MB, entities in entities.
_RESOURCE_LIMIT = 114


class Readable(Protocol):
    """A file, or whatever gives its bytes piece by piece."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes; none at the end."""


def elements(
    source: bytes | Readable,
    wanted: Collection[str],
    location: str,
    *,
    bytes_max: int = BYTES_MAX,
    is_forgiving: bool = False,
) -> Iterator[_Element]:
    """Yield each outermost element whose name is wanted, whatever its namespace, as it ends.

    It is emptied when the next one is asked for. Forgiving means to read on where XML is broken,
    and to know the letters that HTML has names for (not in UTF-16).
    Raises XmlUnusableError for what is no XML, and XmlBombError for entities, and for more depth,
    elements (within a wanted one), names, attributes (of one) or bytes than an honest file has.
    """
    reader = _Reader(frozenset(wanted), location, is_forgiving)
    pieces = _pieces(source, bytes_max, location)
    for piece in numbered(pieces) if is_forgiving else pieces:
        yield from reader.read(piece)
    yield from reader.finish()


def root_tag(content: bytes, location: str) -> str:
    """Return the tag of the outermost element, as `{namespace}name`; raises XmlUnusableError."""
    reader = _Reader(frozenset(), location, is_forgiving=True)
    for piece in _pieces(content[:PROLOG_BYTES_MAX], PROLOG_BYTES_MAX, location):
        for _ in reader.read(piece):
            pass
        if reader.root_tag:
            return reader.root_tag
    raise XmlUnusableError(location, "no XML; give a feed, a sitemap or an export")


def _pieces(source: bytes | Readable, bytes_max: int, location: str) -> Iterator[bytes]:
    """Cut a source into pieces, small ones before anything of it is known."""
    too_large = XmlBombError(location, f"larger than {bytes_max / 1_000_000:g} MB; split it")
    if isinstance(source, bytes) and len(source) > bytes_max:
        raise too_large
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    count = 0
    while piece := stream.read(_PROLOG_PIECE_BYTES if count < PROLOG_BYTES_MAX else _PIECE_BYTES):
        # Blank lines before the declaration are the commonest fault of feeds.
        kept = piece if count else _BLANK_START.sub(b"", piece)
        count += len(kept)
        if count > bytes_max:
            raise too_large
        if kept:
            yield kept


class _Reader:
    """A parser, and how much it was given of everything."""

    def __init__(self, wanted: frozenset[str], location: str, is_forgiving: bool) -> None:
        self.root_tag = ""
        self._wanted = wanted
        self._location = location
        self._is_forgiving = is_forgiving
        self._bytes = 0
        self._equal_signs = 0
        self._depth = 0
        self._wanted_depth = 0
        self._elements = 0
        self._names: set[str] = set()
        self._parser = XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
            recover=is_forgiving,
        )

    def read(self, piece: bytes) -> Iterator[_Element]:
        """Read on; yield the wanted elements that ended."""
        self._count_attributes(piece)
        try:
            self._parser.feed(piece)
        except XMLSyntaxError as error:
            raise self._fault(error) from error
        self._check_faults()
        yield from self._ended()
        self._bytes += len(piece)
        if not self.root_tag and self._bytes >= PROLOG_BYTES_MAX:
            raise self._bomb("too much stands before its first element")

    def finish(self) -> Iterator[_Element]:
        """Say that nothing more comes; yield what is wanted and ends by that."""
        try:
            self._parser.close()
        except XMLSyntaxError as error:
            raise self._fault(error) from error
        yield from self._ended()
        if not self.root_tag:
            raise XmlUnusableError(self._location, "no XML; give a feed, a sitemap or an export")

    def _ended(self) -> Iterator[_Element]:
        for event in self._parser.read_events():
            if event[0] == "start":
                self._begin(event[1])
            elif event[0] == "end":
                yield from self._end(event[1])

    def _begin(self, element: _Element) -> None:
        if not self.root_tag:
            self._see_root(element)
        self._depth += 1
        if self._depth > DEPTH_MAX:
            raise self._bomb(f"elements in more than {DEPTH_MAX} elements")
        self._names.update((element.tag, *map(str, element.keys())))
        if len(self._names) > NAMES_MAX:
            raise self._bomb(f"more than {NAMES_MAX} names of elements and attributes")
        self._elements += 1
        if self._wanted_depth and self._elements > ELEMENTS_MAX:
            raise self._bomb(f"more than {ELEMENTS_MAX} elements within one")
        if not self._wanted_depth and element.tag.rpartition("}")[2] in self._wanted:
            self._wanted_depth, self._elements = self._depth, 0

    def _end(self, element: _Element) -> Iterator[_Element]:
        is_wanted = self._depth == self._wanted_depth
        if is_wanted:
            yield element
            self._wanted_depth = 0
        self._depth -= 1
        if not self._wanted_depth:
            _drop(element)

    def _see_root(self, root: _Element) -> None:
        self.root_tag = root.tag
        dtd = root.getroottree().docinfo.internalDTD
        if dtd is not None and dtd.entities():  # type: ignore[attr-defined]  # not in the stubs
            raise self._bomb("it declares entities")

    def _count_attributes(self, piece: bytes) -> None:
        """Count what may be attributes of one tag: the parser would take it in as a whole."""
        first, *tags = piece.split(b"<")
        counts = [self._equal_signs + first.count(b"="), *(tag.count(b"=") for tag in tags)]
        self._equal_signs = counts[-1]
        if max(counts) > ATTRIBUTES_MAX:
            raise self._bomb(f"more than {ATTRIBUTES_MAX} attributes on one element")

    def _check_faults(self) -> None:
        """Stop at what the parser passes over when it forgives, but should not."""
        faults = self._parser.feed_error_log
        if any(fault.type == _RESOURCE_LIMIT for fault in faults):
            raise self._bomb(faults.last_error.message)
        if len(faults) > FAULTS_MAX:
            raise XmlUnusableError(self._location, f"more than {FAULTS_MAX} faults; mend it")

    def _fault(self, error: XMLSyntaxError) -> XmlUnusableError:
        last = self._parser.feed_error_log.last_error
        why = " ".join((last.message if last else str(error)).split())
        if last and last.type == _RESOURCE_LIMIT:
            return self._bomb(why)
        line = f" in line {last.line}" if last else ""
        return XmlUnusableError(self._location, f"broken XML{line} ({why[:100]}); mend it")

    def _bomb(self, why: str) -> XmlBombError:
        return XmlBombError(self._location, f"it would cost too much to read ({why}); leave it out")


def _drop(element: _Element) -> None:
    """Empty an element that ended, and free those before it: it has to stay itself.

    The parser may still be adding to the text that follows it.
    """
    element.clear(keep_tail=True)  # type: ignore[call-arg]  # not in the stubs
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
