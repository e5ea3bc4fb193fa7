"""What a power cut may leave of files, told from the log of what was done to them.

At each instant: all that was not synced is gone; or all of it is there, as when only the process
died; or any part of it, torn between sectors, as a disk that orders its writes by itself leaves it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from .write_log import Record

SECTOR_BYTES = 512
LOGS = ("-journal", "-wal")

Files = dict[str, bytearray]
Survives = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class CrashState:
    """The files after a power cut at some moment of the monotonic clock."""

    files: dict[str, bytes]
    moment_seconds: float


@dataclass
class Disk:
    """What is safe, and what was done since; `survives` decides about each sector of a lost sync.

    A sync that fails tells that its writes are gone, though a later sync may say that all is well.
    """

    survives: Survives
    safe: Files = field(default_factory=dict)
    unsynced: list[Record] = field(default_factory=list)
    _syncing: dict[str, list[Record]] = field(default_factory=dict)

    def take(self, record: Record) -> None:
        """Go on by one record."""
        match record.kind:
            case "write" | "truncate" | "delete":
                self.unsynced.append(record)
            case "deleted":
                self.safe.pop(record.file, None)
                self._forget([each for each in self.unsynced if each.file == record.file])
            case "sync begins":
                self._syncing[record.file] = [
                    each for each in self.unsynced if self._is_synced_with(each, record.file)
                ]
            case "synced":
                self._end_sync(record.file, lambda: True)
            case "not synced":
                self._end_sync(record.file, self.survives)

    def after(self, survives: Survives) -> dict[str, bytes]:
        """Give the files when some sectors of what is not synced survive."""
        files = {name: bytearray(content) for name, content in self.safe.items()}
        for record in self.unsynced:
            apply(files, record, survives)
        return {name: bytes(content) for name, content in files.items()}

    def _is_synced_with(self, record: Record, file: str) -> bool:
        """Tell whether a sync of a file makes a deed safe.

        SQLite syncs the folder too, and so its deletions, when a log that it has made is new.
        """
        is_new_log = file not in self.safe and file.endswith(LOGS)
        return record.file == file or (record.kind == "delete" and is_new_log)

    def _end_sync(self, file: str, survives: Survives) -> None:
        synced = self._syncing.pop(file)
        for record in synced:
            apply(self.safe, record, survives)
        self._forget(synced)

    def _forget(self, records: Sequence[Record]) -> None:
        gone = {id(record) for record in records}
        self.unsynced = [each for each in self.unsynced if id(each) not in gone]


def apply(files: Files, record: Record, survives: Survives) -> None:
    """Do what a record tells to the files, as far as it survives."""
    if record.kind == "write":
        for offset, data in sectors(record):
            if survives():
                content = files.setdefault(record.file, bytearray())
                content.extend(bytes(max(0, offset - len(content))))
                content[offset : offset + len(data)] = data
    elif survives():
        if record.kind == "delete":
            files.pop(record.file, None)
        else:
            del files.setdefault(record.file, bytearray())[record.offset :]


def sectors(record: Record) -> Iterator[tuple[int, bytes]]:
    """Cut what was written where a disk may cut it."""
    start, end = record.offset, record.offset + len(record.data)
    while start < end:
        stop = min(end, (start // SECTOR_BYTES + 1) * SECTOR_BYTES)
        yield start, record.data[start - record.offset : stop - record.offset]
        start = stop


def all_dropped(records: Sequence[Record]) -> Iterator[CrashState]:
    """Yield what is left when nothing survives that was not synced, for every instant.

    It changes with a sync only, so the instant before the next one stands for all since the last.
    """
    disk = Disk(lambda: False)
    for record in records:
        if record.kind in ("synced", "not synced", "deleted"):
            yield CrashState(disk.after(lambda: False), record.moment_seconds)
        disk.take(record)
    yield CrashState(disk.after(lambda: False), float("inf"))


def sampled(records: Sequence[Record], count: int, seed: int) -> Iterator[CrashState]:
    """Yield what is left at random instants, when all, some or torn parts survive."""
    chance = random.Random(seed)
    instants = set(chance.sample(range(len(records)), min(count, len(records))))
    disk = Disk(lambda: chance.random() < 0.5)
    for number, record in enumerate(records):
        if number in instants:
            share = chance.choice((0.1, 0.5, 0.9, 1.0))
            files = disk.after(lambda share=share: chance.random() < share)  # type: ignore[misc]
            yield CrashState(files, record.moment_seconds)
        disk.take(record)
