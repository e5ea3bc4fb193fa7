"""What is not synced may go, whole or in parts; what is synced stays; failed syncs keep nothing."""

from __future__ import annotations

from itertools import cycle

from .crash_states import CrashState, Disk, all_dropped, sampled, sectors
from .write_log import Kind, Record

FILE = "salut.db-wal"


def record(kind: Kind, moment: float = 0.0, offset: int = 0, data: bytes = b"") -> Record:
    return Record(kind, FILE, moment, offset, data)


def write(data: bytes, offset: int = 0) -> Record:
    return record("write", offset=offset, data=data)


def sync(moment: float = 0.0) -> list[Record]:
    return [record("sync begins", moment), record("synced", moment)]


def disk_after(*records: Record) -> Disk:
    disk = Disk(lambda: False)
    for each in records:
        disk.take(each)
    return disk


def kept(disk: Disk) -> bytes:
    return disk.after(lambda: False).get(FILE, b"")


def test_what_is_not_synced_is_gone_and_what_is_synced_is_not() -> None:
    disk = disk_after(write(b"old"), *sync(), write(b"new"))
    assert kept(disk) == b"old"
    assert disk.after(lambda: True) == {FILE: b"new"}


def test_what_is_written_while_a_sync_is_under_way_is_not_synced() -> None:
    begins, synced = sync()
    disk = disk_after(write(b"old"), begins, write(b"new"), synced)
    assert kept(disk) == b"old"


def test_what_a_failed_sync_has_lost_no_later_one_brings_back() -> None:
    begins, _ = sync()
    disk = disk_after(write(b"one"), begins, record("not synced"), write(b"two", 3), *sync())
    assert kept(disk) == b"\0\0\0two"


def test_a_cut_and_a_deletion_may_be_gone_too() -> None:
    assert kept(disk_after(write(b"long"), *sync(), record("truncate", offset=1))) == b"long"
    assert kept(disk_after(write(b"long"), *sync(), record("delete"))) == b"long"
    assert kept(disk_after(write(b"long"), *sync(), record("deleted"))) == b""


def test_a_new_log_that_is_synced_takes_earlier_deletions_with_it() -> None:
    journal = Record("write", "salut.db-journal", 0.0, 0, b"hot")
    began, ended = (Record(kind, journal.file, 0.0) for kind in ("sync begins", "synced"))
    gone = Record("delete", journal.file, 0.0)
    before = disk_after(journal, began, ended, gone, write(b"log"))
    assert set(before.after(lambda: False)) == {journal.file}
    after = disk_after(journal, began, ended, gone, write(b"log"), *sync())
    assert set(after.after(lambda: False)) == {FILE}


def test_a_write_is_torn_between_sectors_alone() -> None:
    torn = write(b"a" * 12 + b"b" * 512 + b"c", offset=500)
    assert list(sectors(torn)) == [(500, b"a" * 12), (512, b"b" * 512), (1024, b"c")]
    coins = cycle((True, False))
    left = disk_after(torn).after(lambda: next(coins))[FILE]
    assert left == bytes(500) + b"a" * 12 + bytes(512) + b"c"


def test_each_state_between_two_syncs_is_given_once_at_its_last_moment() -> None:
    records = [write(b"one"), *sync(1.0), write(b"two", 3), write(b"end", 6), *sync(2.0)]
    assert list(all_dropped(records)) == [
        CrashState({}, 1.0),
        CrashState({FILE: b"one"}, 2.0),
        CrashState({FILE: b"onetwoend"}, float("inf")),
    ]


def test_the_same_seed_gives_the_same_sample() -> None:
    records = [write(bytes([number]) * 2000, number * 1000) for number in range(50)]
    sample = list(sampled(records, 20, seed=1))
    assert len(sample) == 20
    assert sample == list(sampled(records, 20, seed=1))
    assert sample != list(sampled(records, 20, seed=2))
