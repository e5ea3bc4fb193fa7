"""A disk that is full, read-only or does not sync: no ack is false, answers go on, all recovers."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
import requests

from tests.server_process import Server

from . import crash_states, crowd, power, servers
from .faults import Fault, size_bytes
from .tab import Tab
from .verdict import judge

pytestmark = [pytest.mark.service, pytest.mark.durability]

RESIGN = "Comment résilier mon abonnement ?"
ROOM_BYTES = 10_000
PATIENCE_SECONDS = 20.0


@contextmanager
def switched(server: Server, fault: Fault) -> Iterator[None]:
    """Have the disk of a watched server fail for a while."""
    servers.set_fault(server.instance, fault)
    yield
    servers.set_fault(server.instance, Fault.NONE)


@contextmanager
def no_growth(server: Server) -> Iterator[None]:
    """Have the kernel refuse that the log of a server's database grows, in the midst of a write."""
    assert server.process is not None
    process = server.process.pid
    _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
    room = size_bytes(str(server.instance / f"{power.DATABASE}-wal")) + ROOM_BYTES
    resource.prlimit(process, resource.RLIMIT_FSIZE, (room, most))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def hurt(server: Server, fault: Fault | None) -> Iterator[None]:
    """Have a fault of ours, or for None that of the kernel."""
    with no_growth(server) if fault is None else switched(server, fault):
        yield


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Server]:
    """Run a server whose disk can be made to fail."""
    with servers.running(servers.watched(tmp_path)) as server:
        yield server


def kind_of_answer(server: Server, question: str) -> str:
    """Ask over HTTP; give the kind of the answer, or the refusal."""
    response = requests.post(
        f"{server.url}/api/ask", json={"question": question}, timeout=PATIENCE_SECONDS
    )
    return str(response.json().get("kind", response.text))


def is_answered(tab: Tab) -> bool:
    """Tell whether all that a tab wrote is acked and answered, as far as it sees."""
    return not tab.waiting and tab.last_seq == 2 * len(tab.sent)


def hold_to_account(server: Server, *tabs: Tab) -> None:
    """Judge what is stored, and what a power cut at any instant would have left."""
    server.kill()
    assert judge(server.instance / power.DATABASE, tabs).faults == []
    (crashed := server.instance / "crashed").mkdir()
    recording = power.recorded(server.instance, tabs)
    losses = power.cut(recording, crash_states.all_dropped(recording.records), crashed)
    assert (losses.lost, losses.corrupt) == (frozenset(), ())


@pytest.mark.parametrize(
    "fault",
    [Fault.FULL, Fault.READ_ONLY, Fault.NO_SYNC, None],
    ids=["full", "read-only", "no sync", "refused by the kernel"],
)
def test_a_reader_is_told_and_nothing_is_lost(watched: Server, fault: Fault | None) -> None:
    with crowd.gathered(watched.url, window=4) as (vera,):
        vera.write(3)
        assert vera.work_until(lambda: is_answered(vera))
        back, new = Tab(watched.url, "back", vera.token), Tab(watched.url, "new")
        with closing(back), closing(new):
            with hurt(watched, fault):
                vera.write(8)
                assert vera.work_until(lambda: len(vera.refusals) > 8)
                assert new.work_until(lambda: bool(new.refusals))
                assert back.work_until(lambda: back.last_seq >= 6)
                assert kind_of_answer(watched, RESIGN) == "answered"
            new.write()
            assert vera.work_until(lambda: is_answered(vera), PATIENCE_SECONDS)
            assert new.work_until(lambda: is_answered(new), PATIENCE_SECONDS)
            assert back.work_until(lambda: back.last_seq == vera.last_seq)
    told = vera.refusals + new.refusals
    assert {each["code"] for each in told} <= {"storage_unavailable", "busy"}
    assert "storage_unavailable" in {each["code"] for each in told}
    assert all(each["retry_after"] > 0 and each["message"] for each in told)
    hold_to_account(watched, vera, new, back)


def test_an_acked_question_is_answered_when_the_disk_is_well_again(watched: Server) -> None:
    with crowd.gathered(watched.url) as (vera,):
        with switched(watched, Fault.ONE_MORE_SYNC):
            vera.write()
            assert vera.work_until(lambda: not vera.waiting)
            assert not vera.work_until(lambda: is_answered(vera), patience_seconds=0.5)
        assert vera.work_until(lambda: is_answered(vera), PATIENCE_SECONDS)
    hold_to_account(watched, vera)
