"""Elements of a page as text that reads well in a chat: lists, tables and blocks kept apart."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import takewhile

from lxml.etree import _Element

from faq.clean import tidy, without_chrome

BULLET = " • "
HEADING_WORDS_MAX = 16
_CODE = frozenset({"script", "style", "template", "noscript"})
_LISTS = frozenset({"ul", "ol"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i img ins kbd label mark q s samp small span"
    " strong sub sup svg time u var wbr".split()
)
_BLOCK_END = "\0"  # no page can hold one

Row = tuple[bool, list[str]]


def text_of(element: _Element | None) -> str:
    """Return the text of an HTML element on one line."""
    return "" if element is None else tidy("".join(_pieces(element, " ")))


def text_after(element: _Element, ends: Container[str]) -> str:
    """Return what stands beside an element and after it, to the next of `ends`: a line a block."""
    beside = takewhile(lambda sibling: sibling.tag not in ends, element.itersiblings())
    return _lines(element.tail, beside)


def lines_of(element: _Element) -> str:
    """Return the text in an element, a line a block."""
    return _lines(element.text, element)


def _lines(first: str | None, elements: Iterable[_Element]) -> str:
    pieces = [first or ""]
    for element in elements:
        pieces += [*_set_off(element, _BLOCK_END), element.tail or ""]
    return "\n".join(without_chrome(map(tidy, "".join(pieces).split(_BLOCK_END))))


def is_sentence(line: str) -> bool:
    """Tell a sentence from a heading: it ends with a full stop or is too long for a heading."""
    return line.rstrip(' »”"').endswith((".", "…")) or len(line.split()) > HEADING_WORDS_MAX


def list_text(items: Iterable[str]) -> str:
    """Return the items of a list on one line, without the signs that stood between them."""
    bare = (item.rstrip(" ;,.\u00a0\u202f") for item in items)
    return BULLET.join(item for item in bare if item)


def table_text(rows: Iterable[Row]) -> str:
    """Return the rows of a table on one line, each cell under its column's name.

    A row is (whether it names the columns, its cells).
    """
    return BULLET.join(_row_texts(rows))


def _row_texts(rows: Iterable[Row]) -> Iterator[str]:
    names: list[str] = []
    for names_columns, cells in rows:
        if names_columns:
            names = cells
        elif named := [f"{n} {c}" if n else c for n, c in zip(names[1:], cells[1:], strict=False)]:
            yield f"{_row_name(names[0], cells[0])} : {', '.join(named)}"
        elif any(cells):
            yield " : ".join(cell for cell in cells if cell)


def _row_name(column: str, cell: str) -> str:
    """Return what a row is about; a number alone says nothing without its column ("Ligne 2")."""
    return f"{column} {cell}".strip() if cell.isdigit() else cell


def _pieces(element: _Element, sign: str) -> Iterator[str]:
    """Yield the pieces of an element's text, a block between two signs."""
    if not isinstance(element.tag, str) or element.tag in _CODE:
        return
    if element.tag in _LISTS:
        yield list_text(text_of(item) for item in element)
    elif element.tag == "table":
        yield table_text(_rows(element))
    else:
        yield element.text or ""
        for child in element:
            yield from _set_off(child, sign)
            yield child.tail or ""


def _set_off(element: _Element, sign: str) -> Iterator[str]:
    """Yield the pieces of an element, between two signs where it is a block."""
    is_block = isinstance(element.tag, str) and element.tag not in _INLINE
    yield sign if is_block else ""
    yield from _pieces(element, sign)
    yield sign if is_block else ""


def _rows(table: _Element) -> Iterator[Row]:
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        yield all(cell.tag == "th" for cell in cells), [text_of(cell) for cell in cells]
