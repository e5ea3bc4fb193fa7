"""A saved index: opened again it answers the same; damaged it is refused, never believed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq import index_files

from .pages import entry
from .town import MUSEUM_HOURS, POOL_HOURS, TOWN, town

QUESTIONS = ["Quels sont les horaires du musée ?", "prix de la picsine", "les enfants", "xyzzy", ""]


def answers(index: faq.Index) -> list[faq.Answer]:
    return [faq.answer(index, question) for question in QUESTIONS]


def data_of(folder: Path) -> Path:
    (data,) = folder.glob("data-*")
    return data


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save the index of the town once."""
    folder = tmp_path_factory.mktemp("index") / "town"
    town().save(folder)
    return folder


@pytest.fixture
def copy(saved: Path, tmp_path: Path) -> Path:
    """Give a copy of it that may be damaged."""
    return Path(shutil.copytree(saved, tmp_path / "town"))


def test_it_answers_as_before_it_was_saved(saved: Path) -> None:
    assert answers(faq.Index.open(saved, meaning="off")) == answers(town())


def test_a_whole_site_is_found_as_before(
    index: faq.Index, entries: tuple[faq.Entry, ...], tmp_path: Path
) -> None:
    index.save(tmp_path / "site")
    opened = faq.Index.open(tmp_path / "site", meaning="off")
    for asked in (each.question for each in entries[::7]):
        assert opened.search(asked) == index.search(asked)
        assert opened.asked_as(asked) == index.asked_as(asked) != []


def test_its_entries_are_read_like_any_sequence(saved: Path) -> None:
    entries = faq.Index.open(saved, meaning="off").entries
    assert tuple(entries) == TOWN
    assert (entries[0], entries[-1], entries[1:3]) == (TOWN[0], TOWN[-1], TOWN[1:3])
    assert (len(entries), entries.index(POOL_HOURS)) == (len(TOWN), TOWN.index(POOL_HOURS))
    for outside in (len(TOWN), -len(TOWN) - 1):
        with pytest.raises(IndexError):
            entries[outside]


def test_an_empty_index_is_saved_too(tmp_path: Path) -> None:
    faq.Index([], meaning="off").save(tmp_path / "none")
    opened = faq.Index.open(tmp_path / "none", meaning="off")
    assert (len(opened), list(opened.entries), opened.search("bonjour")) == (0, [], [])


def test_what_no_encoding_allows_is_kept(tmp_path: Path) -> None:
    odd = entry("Où\ud800 ?", "Ici \udfff, \u2028 «\x00»\n là.", title="\ud83d", url="a.html")
    faq.Index([odd], meaning="off").save(tmp_path / "odd")
    assert tuple(faq.Index.open(tmp_path / "odd", meaning="off").entries) == (odd,)


def test_a_new_one_takes_the_place_of_the_old_and_leaves_nothing_behind(copy: Path) -> None:
    serving = faq.Index.open(copy, meaning="off")
    faq.Index([MUSEUM_HOURS], meaning="off").save(copy)
    assert tuple(faq.Index.open(copy, meaning="off").entries) == (MUSEUM_HOURS,)
    assert answers(serving) == answers(town())
    assert {path.name for path in copy.iterdir()} == {"meta.json", data_of(copy).name}


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", ["_write_entries", "_arrays", "_described", "_settle", "_replace"])
def test_the_old_one_serves_on_when_a_build_is_killed(
    copy: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(index_files, step, die)
        patched.setattr(shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(Killed):
            faq.Index([MUSEUM_HOURS], meaning="off").save(copy)
    assert answers(faq.Index.open(copy, meaning="off")) == answers(town())
    faq.Index([POOL_HOURS], meaning="off").save(copy)
    assert len(faq.Index.open(copy, meaning="off")) == 1
    assert len(list(copy.iterdir())) == 2


def test_a_disk_that_is_full_leaves_the_old_one(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(index_files, "_write_entries", refuse)
    with pytest.raises(OSError, match="No space"):
        faq.Index([MUSEUM_HOURS], meaning="off").save(copy)
    assert answers(faq.Index.open(copy, meaning="off")) == answers(town())
    assert len(list(copy.iterdir())) == 2


def test_a_folder_without_an_index_is_refused(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(faq.IndexUnusableError, match="build it anew"):
            faq.Index.open(folder, meaning="off")


def test_an_index_that_other_code_made_is_refused(copy: Path) -> None:
    meta = json.loads((copy / "meta.json").read_text("utf-8"))
    (copy / "meta.json").write_text(json.dumps(meta | {"making": "0" * 16}), "utf-8")
    with pytest.raises(faq.IndexUnusableError, match="another version"):
        faq.Index.open(copy, meaning="off")


def test_a_file_that_is_gone_is_missed(copy: Path) -> None:
    for path in data_of(copy).iterdir():
        kept = path.read_bytes()
        path.unlink()
        with pytest.raises(faq.IndexUnusableError):
            faq.Index.open(copy, meaning="off")
        path.write_bytes(kept)
    assert answers(faq.Index.open(copy, meaning="off")) == answers(town())


def test_a_file_that_meta_does_not_tell_of_is_missed(copy: Path) -> None:
    meta = json.loads((copy / "meta.json").read_text("utf-8"))
    for name in list(meta["files"]):
        files = {other: told for other, told in meta["files"].items() if other != name}
        (copy / "meta.json").write_text(json.dumps(meta | {"files": files}), "utf-8")
        with pytest.raises(faq.IndexUnusableError):
            faq.Index.open(copy, meaning="off")


@pytest.fixture(scope="session")
def damaged(saved: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give one copy that every example damages and mends again."""
    return Path(shutil.copytree(saved, tmp_path_factory.mktemp("damaged") / "town"))


@given(data=st.data())
def test_no_byte_can_be_flipped_or_cut_unnoticed(damaged: Path, data: st.DataObject) -> None:
    files = sorted(path for path in damaged.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(st.integers(0, 255))
    spoilt = whole[:place] + bytes([whole[place] ^ change]) * (change > 0) + whole[place + 1 :]
    path.write_bytes(spoilt if change else whole[:place])
    try:
        opened = faq.Index.open(damaged, meaning="off")
    except faq.IndexUnusableError:
        assert path.read_bytes() != whole
    else:
        assert path.name == "meta.json"
        assert answers(opened) == answers(town())
    finally:
        path.write_bytes(whole)
