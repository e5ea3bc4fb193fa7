"""The power is cut at every instant of a server's life: what was acked before is there after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from . import crash_states, crowd, power, servers
from .faults import Fault

pytestmark = [pytest.mark.service, pytest.mark.durability]

ACKS = 400
SAMPLED, SEED = 400, 3


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> power.Recording:
    """Record a server whose log is moved into its database many times."""
    return power.record(tmp_path_factory.mktemp("recorded"), ACKS)


def every_state(recording: power.Recording) -> Iterator[crash_states.CrashState]:
    """Yield what each cut may leave when nothing unsynced survives, then a sample of the rest."""
    yield from crash_states.all_dropped(recording.records)
    yield from crash_states.sampled(recording.records, SAMPLED, SEED)


def test_no_power_cut_loses_an_acked_message(recording: power.Recording, tmp_path: Path) -> None:
    losses = power.cut(recording, every_state(recording), tmp_path)
    print(f"{len(recording.acked)} acknowledged, {losses}")  # noqa: T201
    assert len(recording.acked) >= ACKS
    assert losses.lost == frozenset()
    assert losses.corrupt == ()
    assert losses.states > SAMPLED


def test_the_log_of_writes_misses_nothing(recording: power.Recording) -> None:
    disk = crash_states.Disk(lambda: True)
    for record in recording.records:
        disk.take(record)
    files = disk.after(lambda: True)
    assert set(files) == {power.DATABASE, f"{power.DATABASE}-wal"}
    for name, content in files.items():
        assert content == (recording.folder / name).read_bytes()


def test_the_log_was_moved_into_the_database_meanwhile(recording: power.Recording) -> None:
    first_ack = min(recording.acked.values())
    moved = [
        each
        for each in recording.records
        if (each.kind, each.file) == ("synced", power.DATABASE) and each.moment_seconds > first_ack
    ]
    assert len(moved) > 2


def test_a_sync_that_failed_is_not_believed(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    folder = tmp_path_factory.mktemp("failing")
    recording = power.record(folder, ACKS // 2, fault=Fault.SYNC_SOMETIMES)
    losses = power.cut(recording, every_state(recording), tmp_path)
    assert any(each.kind == "not synced" for each in recording.records)
    assert losses.lost == frozenset()
    assert losses.corrupt == ()


def test_nor_is_it_believed_after_a_new_start(tmp_path: Path) -> None:
    (folder := tmp_path / "run").mkdir()
    (crashed := tmp_path / "crashed").mkdir()
    with (
        servers.running(servers.watched(folder)) as server,
        crowd.gathered(server.url) as (vera,),
    ):
        vera.write(2)
        assert vera.work_until(lambda: len(vera.acked) == 2)
        servers.set_fault(folder, Fault.NO_SYNC)
        vera.write()
        assert vera.work_until(lambda: bool(vera.refusals))
        server.kill()
        servers.set_fault(folder, Fault.NONE)
        server.start()
        servers.set_fault(folder, Fault.NO_SYNC)
        refused = len(vera.refusals)  # again, where what was not synced has not been read anew
        assert vera.work_until(lambda: len(vera.acked) == 3 or len(vera.refusals) > refused)
    recording = power.recorded(folder, [vera])
    first_ack = max(recording.acked.values())
    states = crash_states.all_dropped(recording.records)
    losses = power.cut(
        recording, (each for each in states if each.moment_seconds > first_ack), crashed
    )
    assert losses.lost == frozenset()
    assert losses.corrupt == ()


def test_a_server_that_syncs_less_would_be_seen(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    recording = power.record(tmp_path_factory.mktemp("relaxed"), ACKS, "synchronous=NORMAL")
    losses = power.cut(recording, crash_states.all_dropped(recording.records), tmp_path)
    assert losses.lost
    assert losses.corrupt == ()
