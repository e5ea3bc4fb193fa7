"""Faults of a disk that can be switched on and off under a running server, by one file's words.

What the kernel says is turned into SQLite's result codes as SQLite's own layer for Unix does.
"""

from __future__ import annotations

import random
from enum import StrEnum
from pathlib import Path

from .vfs import Deed, Watch

DISK_FULL = 13
WRITE_ERROR = 10 | 3 << 8
SYNC_ERROR = 10 | 4 << 8
TRUNCATE_ERROR = 10 | 6 << 8
SEED = 7
SYNC_FAILS_SHARE = 0.2
OPEN_READ_ONLY, OPEN_READ_WRITE, OPEN_CREATE = 1, 2, 4


class Fault(StrEnum):
    """What is wrong with the disk."""

    NONE = ""
    FULL = "full: no file may grow"
    READ_ONLY = "read-only: nothing may be written or made"
    NO_SYNC = "a sync fails, each time"
    SYNC_SOMETIMES = "a sync fails, one in five"
    ONE_MORE_SYNC = "a sync fails, each but the next"


class FaultyDisk:
    """A `Watch` in front of another, with the fault that a file names."""

    def __init__(self, behind: Watch, switch: Path) -> None:
        self._behind = behind
        self._switch = switch
        self._chance = random.Random(SEED)
        self._syncs = 0

    def open_flags(self, path: str, flags: int) -> int:
        """Let a file be opened as the fault allows."""
        if self._fault() is Fault.READ_ONLY and flags & OPEN_READ_WRITE:
            return flags & ~(OPEN_READ_WRITE | OPEN_CREATE) | OPEN_READ_ONLY
        return flags

    def write(self, path: str, offset: int, data: bytes, deed: Deed) -> int:
        """Write where there is room."""
        fault = self._fault()
        if fault is Fault.READ_ONLY:
            return WRITE_ERROR
        if fault is Fault.FULL and offset + len(data) > size_bytes(path):
            return DISK_FULL
        return self._behind.write(path, offset, data, deed)

    def truncate(self, path: str, size: int, deed: Deed) -> int:
        """Cut a file, unless the disk is read-only."""
        if self._fault() is Fault.READ_ONLY:
            return TRUNCATE_ERROR
        return self._behind.truncate(path, size, deed)

    def sync(self, path: str, deed: Deed) -> int:
        """Sync; a sync that fails has kept nothing."""
        return self._behind.sync(path, (lambda: SYNC_ERROR) if self._sync_fails() else deed)

    def delete(self, path: str, is_synced: bool, deed: Deed) -> int:
        """Remove a file."""
        return self._behind.delete(path, is_synced, deed)

    def _sync_fails(self) -> bool:
        match self._fault():
            case Fault.NO_SYNC:
                return True
            case Fault.SYNC_SOMETIMES:
                return self._chance.random() < SYNC_FAILS_SHARE
            case Fault.ONE_MORE_SYNC:
                self._syncs += 1
                return self._syncs > 1
            case _:
                self._syncs = 0
                return False

    def _fault(self) -> Fault:
        try:
            return Fault(self._switch.read_text("utf-8"))
        except FileNotFoundError:
            return Fault.NONE


def size_bytes(path: str) -> int:
    """Give the size of a file, 0 for none."""
    try:
        return Path(path).stat().st_size
    except FileNotFoundError:
        return 0
