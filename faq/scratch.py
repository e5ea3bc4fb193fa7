"""Arrays as long as an index, lent to one search at a time: to make them anew costs milliseconds.

A search that fails does not give its arrays back, so that the next one never sees its traces.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt

SPARE_MAX = 8

Floats = npt.NDArray[np.float32]


class Scratch:
    """Pairs of arrays of zeros, as many as there are searches at a time."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._spare: deque[tuple[Floats, Floats]] = deque(maxlen=SPARE_MAX)

    @contextmanager
    def lent(self) -> Iterator[tuple[Floats, Floats]]:
        """Lend two arrays of zeros, which the borrower leaves as zeros."""
        try:
            arrays = self._spare.pop()
        except IndexError:
            arrays = np.zeros(self._length, np.float32), np.zeros(self._length, np.float32)
        yield arrays
        self._spare.append(arrays)
