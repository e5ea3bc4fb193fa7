"""Which entries are asked by exactly these words, or stand on a page: 64-bit checksums."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from faq.model import Entry
from faq.text import fold

FILED_MAX = 500


def checksum(wording: str) -> int:
    """Return the checksum that a folded wording is filed under."""
    text = wording.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def folded(wording: str) -> str:
    """Return a wording in the form in which two are compared."""
    return fold(wording).strip()


def path_of(url: str) -> str:
    """Return the path of an address as two are compared: a page with and without its index.html.

    Raises ValueError for what is no address.
    """
    return urlsplit(url).path.strip("/").removesuffix("index.html").strip("/")


@dataclass(frozen=True, slots=True)
class Filed:
    """Entry numbers filed under the checksums of texts."""

    checksums: npt.NDArray[np.uint64]
    owners: npt.NDArray[np.int32]

    @classmethod
    def of(cls, checksums: Iterable[int], owners: Iterable[int]) -> Filed:
        """File entry numbers under checksums, given side by side, in the order of the entries."""
        filed = np.fromiter(checksums, dtype=np.uint64)
        order = np.argsort(filed, kind="stable")
        return cls(filed[order], np.fromiter(owners, dtype=np.int32)[order])

    def under(self, text: str) -> list[int]:
        """Return the first entries filed under a text, up to FILED_MAX, each once."""
        key = np.uint64(checksum(text))
        start = int(self.checksums.searchsorted(key, side="left"))
        end = int(self.checksums.searchsorted(key, side="right"))
        return list(dict.fromkeys(self.owners[start : min(end, start + FILED_MAX)].tolist()))


@dataclass(frozen=True, slots=True)
class Wordings:
    """Entries by their own questions and variants, by their pages, and those that really ask."""

    asked: Filed
    pages: Filed
    asking: npt.NDArray[np.int32]

    def asked_as(self, text: str, entries: Sequence[Entry]) -> list[int]:
        """Return the first entries that are asked or labelled by a text."""
        wanted = folded(text)
        return [n for n in self.asked.under(wanted) if _is_asked_as(entries[n], wanted)]


class WordingsBuilder:
    """Takes in entries one after the other."""

    def __init__(self) -> None:
        self._count = 0
        self._asked, self._owners = array("Q"), array("i")
        self._pages, self._standing = array("Q"), array("i")
        self._asking = array("i")

    def add(self, entry: Entry) -> None:
        """File the next entry."""
        for wording in (entry.question, *entry.variants):
            self._asked.append(checksum(folded(wording)))
            self._owners.append(self._count)
        with suppress(ValueError):
            self._pages.append(checksum(path_of(entry.url)))
            self._standing.append(self._count)
        if entry.asks:
            self._asking.append(self._count)
        self._count += 1

    def wordings(self) -> Wordings:
        """Put everything in order."""
        return Wordings(
            Filed.of(self._asked, self._owners),
            Filed.of(self._pages, self._standing),
            np.array(self._asking, dtype=np.int32),
        )


def _is_asked_as(entry: Entry, wanted: str) -> bool:
    return any(folded(wording) == wanted for wording in (entry.question, *entry.variants))
