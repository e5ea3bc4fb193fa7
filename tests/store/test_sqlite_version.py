"""A SQLite library that may lose commits is known by its version."""

from __future__ import annotations

import pytest

from store.sqlite_version import Version, loses_commits, warning


@pytest.mark.parametrize(
    ("version", "loses"),
    [
        ((3, 7, 17), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 7), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 0), True),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
        ((4, 0, 0), False),
    ],
)
def test_the_versions_with_the_defect_are_known(version: Version, loses: bool) -> None:
    assert loses_commits(version) is loses
    assert (warning(version) is not None) is loses


def test_the_warning_names_the_version_and_says_what_to_do() -> None:
    told = warning((3, 40, 1)) or ""
    assert told.startswith("SQLite 3.40.1 ")
    assert "3.51.3" in told
    assert "one process only" in told
