"""Asking for meaning without letting a reader wait: on a thread, with a deadline, few at a time."""

from __future__ import annotations

import gevent
from gevent.threadpool import ThreadPool

from faq.meaning import Floats, Model

WAITING_MAX = 8


class SecondOpinion:
    """The model of meaning, asked beside the event loop; past its deadline words answer."""

    def __init__(self, model: Model, wait_seconds: float) -> None:
        self._model = model
        self._wait_seconds = wait_seconds
        self._pool = ThreadPool(1)
        self._waiting = 0

    def __call__(self, text: str) -> Floats | None:
        """Give the vector of a question, None when the thread is too busy or too slow."""
        if self._waiting >= WAITING_MAX:
            return None
        self._waiting += 1
        asked = gevent.spawn(self._ask, text)
        try:
            vector: Floats | None = asked.get(timeout=self._wait_seconds)
        except gevent.Timeout:
            return None
        return vector

    def _ask(self, text: str) -> Floats:
        try:
            vector: Floats = self._pool.apply(self._model.question, (text,))
            return vector
        finally:
            self._waiting -= 1
