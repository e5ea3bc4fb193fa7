"""Uploads that wait for a yes: a file is kept for an hour between its dry run and its import."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from chat.entry_files import Kind

KEPT_FOR = timedelta(hours=1)
_NAME = re.compile(r"[0-9a-f]{32}")


class KeptUploads:
    """Files in a folder of our own, each known to whoever is told its name."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._now = now

    def keep(self, name: str, owner: str, kind: Kind, file: IO[bytes]) -> Path:
        """Keep a file under the name that it will be asked for by, and drop those of long ago."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            if self._now().timestamp() - old.stat().st_mtime > KEPT_FOR.total_seconds():
                old.unlink(missing_ok=True)
        path = self._path(name, owner, kind)
        with path.open("xb") as kept:
            shutil.copyfileobj(file, kept)
        return path

    def find(self, name: str, owner: str, kind: Kind) -> Path | None:
        """Find a file of an owner; None where there is none, or no longer."""
        path = self._path(name, owner, kind) if _NAME.fullmatch(name) else None
        return path if path is not None and path.is_file() else None

    def _path(self, name: str, owner: str, kind: Kind) -> Path:
        return self._folder / f"{owner}-{name}.{kind}"
