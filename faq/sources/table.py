"""CSV and TSV of questions and answers: the encoding and the delimiter are found out."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from io import TextIOWrapper

from faq.errors import SourceUnreadableError
from faq.model import Article
from faq.sources.columns import Row, articles_of, columns_of
from faq.sources.content import Content
from faq.sources.records import Refuse

TABLE_BYTES_MAX = 100_000_000
CELL_CHARACTERS_MAX = 131_072
COLUMNS_MAX = 200

_DELIMITERS = ";,\t|"
_NAMES_UNTOLD = ["question", "answer"]


def read(content: Content, refuse: Refuse) -> Iterator[Article]:
    """Yield an article for each row that asks and answers. A formula is a text like any other.

    Raises SourceError for a table without such columns.
    """
    delimiter, names = _shape(content)
    yield from articles_of(
        _rows(content, delimiter, names, refuse), columns_of(names), content, refuse
    )


def is_table(text: str) -> bool:
    """Tell whether a text begins with the names of the columns of questions and answers."""
    line = text.lstrip("\ufeff \r\n").partition("\n")[0]
    return any(columns_of(_cells(line, each)).are_enough for each in _DELIMITERS)


def _shape(content: Content) -> tuple[str, list[str]]:
    """Return the delimiter and the names of the columns; raises SourceUnreadableError."""
    head = content.head()
    text = codecs.getincrementaldecoder(_encoding(content))(errors="replace").decode(head)
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        raise SourceUnreadableError(content.name, "the file is empty")
    for delimiter in _DELIMITERS:
        names = _cells(lines[0], delimiter)
        if columns_of(names).are_enough:
            return delimiter, names
    for delimiter in _DELIMITERS:
        if len(cells := _cells(lines[0], delimiter)) == 2 and cells[0].strip().endswith("?"):
            return delimiter, _NAMES_UNTOLD
    why = 'no columns of questions and answers; name them "question" and "réponse"'
    raise SourceUnreadableError(content.name, why)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line[:CELL_CHARACTERS_MAX]], delimiter=delimiter), [])[:COLUMNS_MAX]
    except csv.Error:
        return []


def _rows(
    content: Content, delimiter: str, names: list[str], refuse: Refuse
) -> Iterator[tuple[int, Row]]:
    """Yield the rows below the names, numbered as a spreadsheet does; empty ones are none."""
    stream = content.stream(TABLE_BYTES_MAX)
    with TextIOWrapper(stream, _encoding(content), errors="replace", newline="") as text:
        rows = enumerate(csv.reader(text, delimiter=delimiter), start=1)
        is_named = names is not _NAMES_UNTOLD
        try:
            for number, cells in rows:
                if not any(map(str.strip, cells)):
                    continue
                if is_named:
                    is_named = False
                    continue
                yield number, dict(zip(names, cells, strict=False))
        except csv.Error as error:
            why = f"a quotation mark never closes, or a cell never ends ({error}); mend it"
            refuse(SourceUnreadableError(content.name, f"read in part: {why}"))


def _encoding(content: Content) -> str:
    """Return how a table is encoded: what its mark says, else UTF-8 where all of it is."""
    head = content.head()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Spreadsheets save UTF-16 without its mark too: every other byte of Western text is zero.
    zeros = [head[:400:2].count(0), head[1:400:2].count(0)]
    if max(zeros) > len(head[:400]) / 5:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in content.pieces(TABLE_BYTES_MAX):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"
