"""Entries of a saved index: JSON lines in a mapped file, decoded one by one when asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from functools import lru_cache, partial
from mmap import mmap
from operator import index as as_int
from typing import overload

import numpy as np
import numpy.typing as npt

from faq.model import Entry

KEPT = 1024

Lines = bytes | mmap


def line_of(entry: Entry) -> bytes:
    """Return an entry as one line, its fields in their order."""
    text = json.dumps(astuple(entry), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


def entry_of(line: bytes) -> Entry:
    """Return the entry of a line."""
    key, question, answer, variants, *others = json.loads(line)
    return Entry(key, question, answer, tuple(variants), *others)


class EntryLines(Sequence[Entry]):
    """Entries by number; entry i stands in lines[starts[i]:starts[i + 1]]."""

    def __init__(self, lines: Lines, starts: npt.NDArray[np.int64]) -> None:
        self._starts = starts
        self._read = partial(_entry, lines, starts)
        self._kept = lru_cache(maxsize=KEPT)(self._read)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, number: int | slice) -> Entry | tuple[Entry, ...]:
        """Return the entry of a number, or those of a slice."""
        if isinstance(number, slice):
            return tuple(self._read(each) for each in range(*number.indices(len(self))))
        place = as_int(number)
        if not -len(self) <= place < len(self):
            raise IndexError(number)
        return self._kept(place % len(self))

    def __iter__(self) -> Iterator[Entry]:
        """Yield every entry, without keeping any."""
        return map(self._read, range(len(self)))


def _entry(lines: Lines, starts: npt.NDArray[np.int64], number: int) -> Entry:
    start, end = starts[number : number + 2].tolist()
    return entry_of(lines[start:end])
