"""JSON and JSON Lines: JSON Feed, schema.org data, addresses, or rows of questions and answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from faq.errors import ContentTooLargeError, SourceUnreadableError
from faq.model import Article
from faq.sources import json_feed, linked_data
from faq.sources.columns import Columns, Row, articles_of, columns_of
from faq.sources.content import Content, decode
from faq.sources.mirror import WEB
from faq.sources.place import Place, absolute
from faq.sources.records import Refuse

DOCUMENT_BYTES_MAX = 50_000_000
LINE_BYTES_MAX = 1_000_000
# A value costs up to 250 bytes of memory, whatever little stands for it in the file.
VALUES_MAX = 1_500_000
LENIENT_BYTES_MAX = 5_000_000

_ROWS_SEEN = 100
_LINES_SEEN = 20
# So many broken lines are named one by one.
_BROKEN_NAMED_MAX = 20
_UNKNOWN = (
    "JSON of no known kind; give a JSON Feed, schema.org data, or a list of objects"
    ' with "question" and "answer"'
)

Found = Iterator[Article | Place]


def read(content: Content, refuse: Refuse) -> Found:
    """Yield what a JSON document holds; raises SourceError when it is none, or of no known kind."""
    loaded = _loaded(content.read(DOCUMENT_BYTES_MAX), content.name)
    if json_feed.is_feed(loaded):
        yield from json_feed.read(loaded, content)
    elif linked_data.is_linked_data(loaded):
        yield from linked_data.read(loaded, content)
    elif isinstance(rows := _list_in(loaded), list):
        yield from _listed(rows, content, refuse)
    else:
        raise SourceUnreadableError(content.name, _UNKNOWN)


def read_lines(content: Content, refuse: Refuse) -> Found:
    """Yield what the lines of JSON Lines hold; raises SourceError as `read` does."""
    rows = _line_objects(content, refuse)
    first: list[tuple[int, Row]] = []
    for numbered in rows:
        first.append(numbered)
        if len(first) == _ROWS_SEEN:
            break
    if linked_data.is_linked_data([row for _, row in first]):
        for _, row in _chained(first, rows):
            yield from linked_data.read(row, content)
        return
    columns = _columns([row for _, row in first], content)
    yield from articles_of(_chained(first, rows), columns, content, refuse)


def is_lines(text: str) -> bool:
    """Tell JSON Lines from one JSON document: the first line is an object by itself.

    It may be a broken one, where another of the first lines is whole.
    """
    *lines, _ = text.lstrip("\ufeff\r\n ").split("\n", _LINES_SEEN)
    if not lines or not lines[0].startswith("{") or not lines[0].rstrip().endswith("}"):
        return False
    return any(map(_is_object, lines))


def _is_object(line: str) -> bool:
    try:
        return isinstance(orjson.loads(line), dict)
    except orjson.JSONDecodeError:
        return False


def _loaded(written: bytes, name: str) -> Any:
    """Return what JSON holds; raises SourceError for what is none or would take too much memory."""
    if sum(map(written.count, (b",", b"[", b"{"))) > VALUES_MAX:
        raise ContentTooLargeError(name, f"more than {VALUES_MAX:,} values; split it")
    try:
        return orjson.loads(written)
    except orjson.JSONDecodeError as error:
        fault = str(error)
    try:
        if len(written) <= LENIENT_BYTES_MAX:
            # Not UTF-8, line ends within texts, half an emoji: not JSON, yet it is found.
            return json.loads(decode(written), strict=False)
    except (ValueError, RecursionError):
        pass
    raise SourceUnreadableError(name, f"broken JSON ({fault[:100]}); mend it")


def _list_in(loaded: object) -> object:
    """Return the list that a document is, or holds, or the pairs that it maps."""
    if not isinstance(loaded, dict):
        return loaded
    lists = [value for value in loaded.values() if isinstance(value, list) and value]
    if lists:
        return max(lists, key=len)
    if loaded and all(isinstance(value, str) for value in loaded.values()):
        asked = [name for name in loaded if name.rstrip().endswith("?")]
        return [{"question": name, "answer": loaded[name]} for name in asked] or None
    return None


def _listed(listed: list[object], content: Content, refuse: Refuse) -> Found:
    """Yield what a list holds: addresses, or rows."""
    addresses = [each for each in listed if isinstance(each, str) and _is_web(each)]
    if addresses:
        yield from (Place(url) for each in addresses if (url := absolute(each, content.url)))
        return
    rows = [row for row in listed if isinstance(row, dict)]
    columns = _columns(rows[:_ROWS_SEEN], content)
    yield from articles_of(enumerate(rows, start=1), columns, content, refuse)


def _is_web(text: str) -> bool:
    return text.strip().partition("://")[0] in WEB


def _columns(rows: Iterable[Row], content: Content) -> Columns:
    """Recognise the names in the first rows; raises SourceUnreadableError where that fails."""
    columns = columns_of(dict.fromkeys(name for row in rows for name in row))
    if not columns.are_enough:
        raise SourceUnreadableError(content.name, _UNKNOWN)
    return columns


def _line_objects(content: Content, refuse: Refuse) -> Iterator[tuple[int, Row]]:
    """Yield the object of each line with its number; a broken line is refused by its number."""
    stream = content.stream(DOCUMENT_BYTES_MAX * 4)
    number = broken = 0
    while line := stream.readline(LINE_BYTES_MAX):
        number += 1
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        try:
            loaded = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError:
            loaded = None
        if isinstance(loaded, dict):
            yield number, loaded
        elif (broken := broken + 1) <= _BROKEN_NAMED_MAX:
            refuse(
                SourceUnreadableError(f"{content.name}, line {number}", "no JSON object; mend it")
            )
    if broken > _BROKEN_NAMED_MAX:
        more = f"{broken - _BROKEN_NAMED_MAX} more lines that are no JSON object; mend them"
        refuse(SourceUnreadableError(content.name, more))


def _chained(
    first: list[tuple[int, Row]], rest: Iterator[tuple[int, Row]]
) -> Iterator[tuple[int, Row]]:
    yield from first
    yield from rest
