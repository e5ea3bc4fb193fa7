"""Indexes kept in a folder, so that one worker builds and the others open what it saved.

    <folder>/<site>/<version>-<making>/    one index, see faq/index_files.py
    <folder>/<site>/lock                   held by the worker that builds

A process that dies lets go of its lock. The version before the newest stays, for workers that have
not followed yet; whatever else is there is removed.
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import faq
from faq.index_files import META, making

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SavedIndexes:
    """The saved indexes of one site."""

    folder: Path

    @classmethod
    def of_site(cls, folder: Path, site_key: str) -> SavedIndexes:
        """Give those of a site, whatever letters its key is made of."""
        name = quote(site_key, safe="")
        return cls(folder / (name.replace(".", "%2E") if name.startswith(".") else name))

    def place(self, version: int) -> Path:
        """Give the folder of a version, as this code makes indexes."""
        return self.folder / f"{version}-{making()}"

    def open(self, version: int) -> faq.Index:
        """Open the index of a version, by words alone; raise IndexUnusableError."""
        place = self.place(version)
        try:
            return faq.Index.open(place, meaning="off")
        except faq.IndexUnusableError as error:
            if (place / META).exists():
                log.warning("%s", error)
            raise

    def save(self, version: int, index: faq.Index) -> faq.Index:
        """Save an index and give it as it was saved, mapped from its files.

        Where that cannot be done, log it and give the index as it is.
        """
        try:
            index.save(self.place(version))
            self._tidy(version)
            return self.open(version)
        except (OSError, faq.IndexUnusableError) as error:
            log.error("the index cannot be kept in %s: %s", self.folder, error)
            return index

    @contextmanager
    def lock(self) -> Iterator[int | None]:
        """Give what `wait` waits for; let go of it at the end. None where nothing can be kept."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            log.error("no lock in %s: %s", self.folder, error)
            yield None
            return
        try:
            yield handle
        finally:
            os.close(handle)

    def _tidy(self, version: int) -> None:
        """Remove every index but that of a version and the newest one before it."""
        found = [each for each in self.folder.iterdir() if each.is_dir()]
        before = [each for each in found if -1 < _version_of(each) < version]
        kept = {self.place(version), *sorted(before, key=_version_of)[-1:]}
        for each in found:
            if each not in kept:
                shutil.rmtree(each, ignore_errors=True)


def wait(lock: int | None) -> None:
    """Wait until no other worker holds the lock, and hold it."""
    if lock is not None:
        fcntl.flock(lock, fcntl.LOCK_EX)


def _version_of(place: Path) -> int:
    version = place.name.partition("-")[0]
    return int(version) if version.isdecimal() else -1
