"""The servers that are hurt: without limits on what comes in, as they are or with watched files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.server_process import Server, free_port
from web import settings

from . import watched_server
from .faults import Fault

NO_LIMITS = {row.name: "0" for row in settings.table() if "_PER_" in row.name}


def plain(folder: Path, **told: str) -> Server:
    """Make a server of a folder."""
    return Server(folder, free_port(), settings={**NO_LIMITS, **told})


def watched(folder: Path, pragmas: str = "", **told: str) -> Server:
    """Make a server whose database files are recorded and can be made to fail.

    `pragmas` are set against what the store asks for: `synchronous=NORMAL wal_autocheckpoint=50`.
    """
    watching = {
        watched_server.LOG: str(log_of(folder)),
        watched_server.SWITCH: str(switch_of(folder)),
        watched_server.PRAGMAS: pragmas,
    }
    program = ("-m", "tests.durability.watched_server")
    return Server(folder, free_port(), settings={**NO_LIMITS, **told, **watching}, program=program)


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Start a server, and kill it in the end, however often it was killed or started meanwhile."""
    try:
        server.start()
        yield server
    finally:
        server.kill()


def log_of(folder: Path) -> Path:
    """Name the log of writes of a watched server."""
    return folder / "writes.log"


def switch_of(folder: Path) -> Path:
    """Name the file that says what is wrong with the disk of a watched server."""
    return folder / "fault"


def set_fault(folder: Path, fault: Fault) -> None:
    """Say what is wrong with the disk of a watched server from now on."""
    switch_of(folder).write_text(fault, "utf-8")
