"""A second opinion has a deadline and a short queue: past them words answer."""

from __future__ import annotations

import threading

import gevent
import numpy as np

from faq.meaning import DIMENSIONS, Floats
from tests.faq.fake_model import FakeModel
from web.second_opinion import WAITING_MAX, SecondOpinion


class SlowModel(FakeModel):
    """Answers only when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.asked = 0

    def question(self, text: str) -> Floats:
        self.asked += 1
        self.gate.wait(20)
        return super().question(text)


def test_a_quick_model_is_heard() -> None:
    vector = SecondOpinion(FakeModel(), wait_seconds=20.0)("le musée")
    assert vector is not None
    assert vector.shape == (DIMENSIONS,)
    assert np.argmax(vector) == 0


def test_a_slow_one_is_not_waited_for() -> None:
    model = SlowModel()
    ask = SecondOpinion(model, wait_seconds=0.01)
    assert ask("le musée") is None
    model.gate.set()


def test_a_long_queue_is_not_joined_and_it_recovers() -> None:
    model = SlowModel()
    ask = SecondOpinion(model, wait_seconds=0.01)
    waiting = [gevent.spawn(ask, "le musée") for _ in range(WAITING_MAX)]
    gevent.joinall(waiting)
    assert ask("encore un") is None
    model.gate.set()
    while ask._waiting:
        gevent.sleep(0.01)
    assert model.asked == WAITING_MAX
    assert SecondOpinion(model, wait_seconds=20.0)("le musée") is not None
