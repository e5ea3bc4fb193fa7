"""Which entries are asked by exactly these words: 64-bit checksums, in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from faq.model import Entry
from faq.text import fold

NAMED_MAX = 200


def checksum(wording: str) -> int:
    """Return the checksum that a folded wording is filed under."""
    text = wording.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def folded(wording: str) -> str:
    """Return a wording in the form in which two are compared."""
    return fold(wording).strip()


@dataclass(frozen=True, slots=True)
class Wordings:
    """The entries filed under the checksums of their questions and variants."""

    checksums: npt.NDArray[np.uint64]
    owners: npt.NDArray[np.int32]

    @classmethod
    def of(cls, checksums: Iterable[int], owners: Iterable[int]) -> Wordings:
        """File entry numbers under checksums, given side by side, in the order of the entries."""
        filed = np.fromiter(checksums, dtype=np.uint64)
        order = np.argsort(filed, kind="stable")
        return cls(filed[order], np.fromiter(owners, dtype=np.int32)[order])

    def asked_as(self, text: str, entries: Sequence[Entry]) -> list[int]:
        """Return the first entries that are asked or labelled by a text, up to NAMED_MAX."""
        wanted = folded(text)
        key = np.uint64(checksum(wanted))
        start = int(np.searchsorted(self.checksums, key, side="left"))
        end = int(np.searchsorted(self.checksums, key, side="right"))
        named = dict.fromkeys(self.owners[start : min(end, start + NAMED_MAX)].tolist())
        return [number for number in named if _is_asked_as(entries[number], wanted)]


def _is_asked_as(entry: Entry, wanted: str) -> bool:
    return any(folded(wording) == wanted for wording in (entry.question, *entry.variants))
