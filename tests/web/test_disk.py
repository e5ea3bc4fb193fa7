"""Waiting for the disk stops nobody, and ends only when the disk is done."""

from __future__ import annotations

import threading

import gevent
import pytest

from web.disk import DiskThread

PATIENCE_SECONDS = 20.0


class Slow:
    """Work that lasts until it is told to end."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.has_ended = False

    def __call__(self) -> None:
        assert self.may_end.wait(PATIENCE_SECONDS)
        self.has_ended = True


def test_others_work_meanwhile() -> None:
    slow = Slow()
    waiting = gevent.spawn(DiskThread(), slow)
    gevent.sleep(0.01)
    assert not waiting.ready()
    slow.may_end.set()
    waiting.get(timeout=PATIENCE_SECONDS)
    assert slow.has_ended


def test_what_goes_wrong_is_raised(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        DiskThread()(fail)
    assert capsys.readouterr().err == ""


def test_who_is_stopped_still_waits_for_the_end() -> None:
    slow = Slow()
    waiting = gevent.spawn(DiskThread(), slow)
    gevent.sleep(0.01)
    waiting.kill(block=False)
    gevent.sleep(0.01)
    assert not waiting.ready()
    slow.may_end.set()
    waiting.join(PATIENCE_SECONDS)
    assert slow.has_ended
    assert isinstance(waiting.value, gevent.GreenletExit)
