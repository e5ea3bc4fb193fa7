"""What a server did to its database files, in order, with the moments, for a replay.

A record is written by one call, so that threads do not mix and a killed server leaves whole
records. Moments are of the monotonic clock, which all processes of a machine share.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .vfs import OK, Deed

Kind = Literal["write", "truncate", "sync begins", "synced", "not synced", "delete", "deleted"]


@dataclass(frozen=True, slots=True)
class Record:
    """One deed on one file; `offset` is the size of a truncated file; `deleted` is a synced one."""

    kind: Kind
    file: str
    moment_seconds: float
    offset: int = 0
    data: bytes = b""


class WriteLog:
    """A `Watch` that does every deed and writes down what was done."""

    def __init__(self, path: Path) -> None:
        self._out = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def open_flags(self, path: str, flags: int) -> int:
        """Leave the flags as they are."""
        return flags

    def write(self, path: str, offset: int, data: bytes, deed: Deed) -> int:
        """Write, and remember the bytes, if there was room for them."""
        result = deed()
        if result == OK:
            self._keep("write", path, offset, data)
        return result

    def truncate(self, path: str, size: int, deed: Deed) -> int:
        """Cut, and remember the size."""
        result = deed()
        if result == OK:
            self._keep("truncate", path, size)
        return result

    def sync(self, path: str, deed: Deed) -> int:
        """Sync, and remember when it began and when it was done: what came between may be lost."""
        self._keep("sync begins", path)
        result = deed()
        self._keep("synced" if result == OK else "not synced", path)
        return result

    def delete(self, path: str, is_synced: bool, deed: Deed) -> int:
        """Remove, and remember it."""
        self._keep("deleted" if is_synced else "delete", path)
        return deed()

    def _keep(self, kind: Kind, path: str, offset: int = 0, data: bytes = b"") -> None:
        record = Record(kind, os.path.basename(path), time.monotonic(), offset, data)  # noqa: PTH119
        os.write(self._out, pickle.dumps(record))


def read(path: Path) -> Iterator[Record]:
    """Yield the records of a log in order."""
    with path.open("rb") as log:
        while True:
            try:
                record = pickle.load(log)
            except EOFError:
                return
            assert isinstance(record, Record)
            yield record
