"""Elements of a page as text that reads well in a chat: lists, tables and blocks kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml.etree import _Element

from faq.clean import tidy

BULLET = " • "
_CODE = frozenset({"script", "style", "template", "noscript"})
_LISTS = frozenset({"ul", "ol"})
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i ins kbd label mark q s samp small span strong"
    " sub sup time u var wbr".split()
)

Row = tuple[bool, list[str]]


def text_of(element: _Element | None) -> str:
    """Return the text of an HTML element on one line."""
    return "" if element is None else tidy("".join(_pieces(element)))


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
            yield f"{cells[0]} : {', '.join(named)}"
        elif any(cells):
            yield " : ".join(cell for cell in cells if cell)


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the pieces of an element's text; a block is set off by blanks."""
    if not isinstance(element.tag, str) or element.tag in _CODE:
        return
    if element.tag in _LISTS:
        yield list_text(text_of(item) for item in element)
    elif element.tag == "table":
        yield table_text(_rows(element))
    else:
        yield element.text or ""
        for child in element:
            apart = "" if child.tag in _INLINE else " "
            yield apart
            yield from _pieces(child)
            yield apart + (child.tail or "")


def _rows(table: _Element) -> Iterator[Row]:
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        yield all(cell.tag == "th" for cell in cells), [text_of(cell) for cell in cells]
