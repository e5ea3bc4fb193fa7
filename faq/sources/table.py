"""CSV and TSV of questions and answers: the encoding and the delimiter are found out."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper

from faq.errors import SourceUnreadableError
from faq.model import Article
from faq.sources.columns import Columns, Row, articles_of, columns_of
from faq.sources.content import Content
from faq.sources.records import Refuse

TABLE_BYTES_MAX = 100_000_000
CELL_CHARACTERS_MAX = 131_072

_DELIMITERS = ";,\t|"
_HEAD_LINES = 10


def read(content: Content, refuse: Refuse) -> Iterator[Article]:
    """Yield an article for each row that asks and answers. A formula is a text like any other.

    Raises SourceError for a table without such columns.
    """
    delimiter, columns, is_named = _shape(content)
    names: list[str] = []
    try:
        for number, cells in _rows(content, delimiter):
            if not names:
                names = cells if is_named else ["question", "answer"]
                if is_named:
                    continue
            yield from articles_of([(number, _row(names, cells))], columns, content, refuse)
    except csv.Error as error:
        why = f"a quotation mark that never closes, or a cell without end ({error}); mend it"
        refuse(SourceUnreadableError(content.name, why))


def is_table(text: str) -> bool:
    """Tell whether a text begins with the names of a table of questions and answers."""
    return any(columns_of(_first_row(text, each)).are_enough for each in _DELIMITERS)
