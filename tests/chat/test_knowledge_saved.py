"""Saved indexes: one worker builds, the others open; a damaged one is built anew."""

from __future__ import annotations

import fcntl
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import faq
from chat import saved_indexes
from chat.knowledge import Knowledge
from chat.saved_indexes import SavedIndexes, wait

from .conftest import PRICE, STUDENTS, Desk
from .test_knowledge import ids, publish


class Worker(Knowledge):
    """A worker process: it knows of others only by what is in the folder."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        super().__init__(desk.database, folder=folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Give how many entries each build indexed."""
    counted: list[int] = []
    build = faq.Index.__init__

    def counting(self: faq.Index, *given: object, **named: object) -> None:
        build(self, *given, **named)  # type: ignore[arg-type]
        counted.append(len(self))

    monkeypatch.setattr(faq.Index, "__init__", counting)
    return counted


def versions(folder: Path) -> list[str]:
    return sorted(each.name.partition("-")[0] for each in folder.iterdir() if each.is_dir())


def test_what_one_worker_built_the_others_open(desk: Desk, folder: Path, builds: list[int]) -> None:
    asked = "Combien coûte l’abonnement numérique ?"
    workers = [Worker(desk, folder) for _ in range(3)]
    given = [faq.answer(worker.index("demo"), asked) for worker in workers]
    assert builds == [2]
    assert given == [given[0]] * 3
    assert given[0].kind == "answered"


def test_a_restart_opens_what_was_built_before(desk: Desk, folder: Path, builds: list[int]) -> None:
    Worker(desk, folder).refresh()
    builds.clear()
    assert Worker(desk, folder).refresh() == ["demo", "journal"]
    assert builds == []


def test_a_new_version_is_built_and_followed(desk: Desk, folder: Path, builds: list[int]) -> None:
    one, other = Worker(desk, folder), Worker(desk, folder)
    assert ids(one.index("demo")) == ids(other.index("demo")) == [PRICE.id, STUDENTS.id]
    publish(desk, STUDENTS)
    one.refresh()
    other.refresh()
    assert ids(one.index("demo")) == ids(other.index("demo")) == [STUDENTS.id]
    assert builds == [2, 1, 0]


def test_only_the_newest_and_the_one_before_are_kept(desk: Desk, folder: Path) -> None:
    worker = Worker(desk, folder)
    for entries in ([PRICE], [STUDENTS], [PRICE, STUDENTS]):
        worker.refresh()
        publish(desk, *entries)
    worker.refresh()
    assert versions(folder / "demo") == ["3", "4"]


def test_an_index_of_a_later_version_is_of_another_database(desk: Desk, folder: Path) -> None:
    stray = folder / "demo" / "99-0123456789abcdef"
    stray.mkdir(parents=True)
    Worker(desk, folder).refresh()
    assert not stray.exists()


def test_a_damaged_index_is_logged_and_built_anew(
    desk: Desk, folder: Path, builds: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    Worker(desk, folder).index("demo")
    damaged = next((folder / "demo").rglob("postings.weights.npy"))
    damaged.write_bytes(damaged.read_bytes()[:-1])
    with caplog.at_level(logging.WARNING):
        assert ids(Worker(desk, folder).index("demo")) == [PRICE.id, STUDENTS.id]
    assert builds == [2, 2]
    assert "postings.weights.npy: cut or changed" in caplog.text
    caplog.clear()
    assert ids(Worker(desk, folder).index("demo")) == [PRICE.id, STUDENTS.id]
    assert (builds, caplog.text) == ([2, 2], "")


def test_an_index_that_other_code_made_is_not_opened(
    desk: Desk, folder: Path, builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    Worker(desk, folder).index("demo")
    monkeypatch.setattr(saved_indexes, "making", lambda: "other")
    Worker(desk, folder).index("demo")
    assert builds == [2, 2]


def test_a_folder_that_cannot_be_written_does_not_keep_readers_waiting(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "index").write_text("a file, no folder")
    assert ids(Worker(desk, tmp_path / "index").index("demo")) == [PRICE.id, STUDENTS.id]
    assert "cannot be kept" in caplog.text


def test_who_comes_while_another_builds_waits_and_opens(
    desk: Desk, folder: Path, builds: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = threading.Event()

    def waiting(lock: int | None) -> None:
        assert lock is not None
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        waits.set()
        wait(lock)

    saved = SavedIndexes.of_site(folder, "demo")
    late: list[list[str]] = []
    monkeypatch.setattr("chat.knowledge.wait", waiting)
    other = threading.Thread(target=lambda: late.append(ids(Worker(desk, folder).index("demo"))))
    with saved.lock() as lock:
        wait(lock)
        other.start()
        assert waits.wait(timeout=30)
        saved.save(1, faq.Index([PRICE, STUDENTS], meaning="off"))
    other.join(timeout=30)
    assert (late, builds) == ([[PRICE.id, STUDENTS.id]], [2])


def test_a_worker_that_dies_lets_go_of_its_lock(folder: Path) -> None:
    saved = SavedIndexes.of_site(folder, "demo")
    dying = (
        "import os, pathlib; from chat.saved_indexes import SavedIndexes, wait\n"
        f"lock = SavedIndexes(pathlib.Path({str(saved.folder)!r})).lock()\n"
        "wait(lock.__enter__()); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", dying], check=False).returncode == 9
    with saved.lock() as lock:
        assert lock is not None
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)


@pytest.mark.parametrize("key", ["..", ".", "a/b", "demo", "été", ".hidden", "a\x00b"])
def test_a_sites_folder_is_in_the_folder(folder: Path, key: str) -> None:
    place = SavedIndexes.of_site(folder, key).folder
    assert place.parent == folder
    assert place.resolve().parent == folder.resolve()
