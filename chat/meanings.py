"""Second opinions by meaning: made in the background, newest passages first, kept beside indexes.

    <folder>/<site>/meaning-<version>/{vectors,there,digests}.npy

A new version takes over the vectors of every text that has not changed. The arrays are mapped from
their files, so that workers share what one of them makes; until a vector is there, words answer.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

import faq
from faq.meaning import DIMENSIONS, Ask, Meaning, Model, Vectors, newest_first, text_of

log = logging.getLogger(__name__)

Digests = npt.NDArray[np.bytes_]
DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class Making:
    """The vectors of one site's index, and how they are being made."""

    index: faq.Index
    vectors: Vectors
    folder: Path


class Meanings:
    """The second opinions on all sites' indexes; `run` says where the heavy embedding happens."""

    def __init__(
        self,
        model: Model,
        ask: Ask,
        folder: Path,
        run: Callable[[Callable[[], None]], None] = lambda work: work(),
    ) -> None:
        self._model = model
        self._ask = ask
        self._folder = folder
        self._run = run
        self._making: dict[str, Making] = {}

    def opinion_on(self, site_key: str, version: int, index: faq.Index) -> Meaning:
        """Give the second opinion on an index, with the vectors that are there already."""
        site = self._folder / site_key
        place = site / f"meaning-{version}"
        digests = np.array([_digest(text_of(entry)) for entry in index.entries], dtype="S16")
        vectors = _opened(place, digests) or _made(place, digests, _older(site, place))
        self._making[site_key] = Making(index, vectors, site)
        return Meaning(self._ask, vectors)

    def fill(self, count: int) -> int:
        """Make up to `count` vectors that are missing; give how many are missing still."""
        missing = 0
        for making in list(self._making.values()):
            wanted = newest_first(making.index.entries, making.vectors)
            with _elected(making.folder) as is_elected:
                if is_elected and wanted:
                    self._run(partial(self._embed, making, wanted[:count]))
            missing += max(0, len(wanted) - count)
        return missing

    def _embed(self, making: Making, numbers: list[int]) -> None:
        """Make the vectors of entries; each is there only once it is whole."""
        for number in numbers:
            vector = self._model.passages([text_of(making.index.entries[number])])[0]
            making.vectors.values[number] = vector
            making.vectors.there[number] = True


def _digest(text: str) -> bytes:
    """Give what two equal texts share; never ends in a NUL, which such an array would lose."""
    return (
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=DIGEST_BYTES - 1).digest()
        + b"."
    )


def _opened(place: Path, digests: Digests) -> Vectors | None:
    """Give the vectors of a folder, None unless they are of these very texts."""
    try:
        if not np.array_equal(np.load(place / "digests.npy"), digests):
            return None
        values = np.load(place / "vectors.npy", mmap_mode="r+")
        there = np.load(place / "there.npy", mmap_mode="r+")
    except (OSError, ValueError, EOFError):
        return None
    fits = values.shape == (len(digests), DIMENSIONS) and there.shape == (len(digests),)
    return Vectors(values, there) if fits else None


def _made(place: Path, digests: Digests, known: dict[bytes, npt.NDArray[np.float16]]) -> Vectors:
    """Make a folder of vectors, those of known texts filled in; in memory where that fails."""
    vectors = Vectors.empty(len(digests))
    for number, digest in enumerate(digests.tolist()):
        if (vector := known.get(digest)) is not None:
            vectors.values[number] = vector
            vectors.there[number] = True
    aside = place.with_name(f"{place.name}.{os.getpid()}.part")
    try:
        aside.mkdir(mode=0o700, parents=True, exist_ok=True)
        np.save(aside / "vectors.npy", vectors.values)
        np.save(aside / "there.npy", vectors.there)
        np.save(aside / "digests.npy", digests)
        shutil.rmtree(place, ignore_errors=True)
        aside.replace(place)
    except OSError as error:
        log.error("vectors cannot be kept in %s: %s", place, error)
        shutil.rmtree(aside, ignore_errors=True)
        return vectors
    return _opened(place, digests) or vectors


def _older(site: Path, place: Path) -> dict[bytes, npt.NDArray[np.float16]]:
    """Give the vectors of earlier versions by the digests of their texts; remove all but one."""
    known: dict[bytes, npt.NDArray[np.float16]] = {}
    folders = sorted(site.glob("meaning-*[0-9]"), key=lambda each: each.stat().st_mtime)
    for folder in folders:
        try:
            digests, there = np.load(folder / "digests.npy"), np.load(folder / "there.npy")
            values = np.load(folder / "vectors.npy", mmap_mode="r")
            known |= {d: values[n].copy() for n, d in enumerate(digests.tolist()) if there[n]}
        except (OSError, ValueError, EOFError, IndexError):
            log.warning("vectors in %s cannot be read: they are made anew", folder)
    for folder in folders[:-1]:
        if folder != place:
            shutil.rmtree(folder, ignore_errors=True)
    return known


@contextmanager
def _elected(site: Path) -> Iterator[bool]:
    """Tell whether this worker is the one that makes the vectors of a site."""
    try:
        site.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(site / "meaning.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)
