"""Is the SQLite library of this Python one whose write-ahead log can be trusted?

From 3.7.0 to 3.51.2 a checkpoint that meets a write of another connection at the wrong moment can
lose or damage what was committed (https://sqlite.org/wal.html, "the WAL-reset bug").
"""

from __future__ import annotations

import sqlite3

Version = tuple[int, int, int]

FIXED: Version = (3, 51, 3)
BACKPORTS: tuple[Version, ...] = ((3, 44, 6), (3, 50, 7))


def loses_commits(version: Version) -> bool:
    """Tell whether a version of SQLite has the defect."""
    if version >= FIXED:
        return False
    return not any(version[:2] == fixed[:2] and version[2] >= fixed[2] for fixed in BACKPORTS)


def warning(version: Version = sqlite3.sqlite_version_info) -> str | None:
    """Say what to do about the library that is in use; None where all is well."""
    if not loses_commits(version):
        return None
    return (
        f"SQLite {'.'.join(map(str, version))} has a rare fault by which a committed message may "
        "be lost when several processes write: use a Python whose sqlite3.sqlite_version is 3.51.3,"
        " 3.50.7, 3.44.6 or newer in its line, or run one process only"
    )
