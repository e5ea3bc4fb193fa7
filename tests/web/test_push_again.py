"""While Salut is busy or away the examples try again, as long as that may help, and say so."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.server_process import ROOT, free_port

from .push_receiver import SECRET, Receiver, receiving

WEBHOOK = ROOT / "examples" / "webhook"
EXAMPLES = ("push.py", "push.sh")
TRY_LATER = 75


@dataclass(frozen=True)
class Done:
    """How a push ended, what it said, and how long it slept, in seconds."""

    code: int
    out: str
    err: str
    slept: list[int]


@pytest.fixture(params=EXAMPLES)
def example(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def program_of(example: str, folder: Path) -> Sequence[str]:
    """Give the command that runs an example whose sleep is noted in a folder."""
    article, noted = str(WEBHOOK / "article.json"), str(folder / "slept")
    if example == "push.sh":
        sleep = folder / "sleep"
        sleep.write_text(f'#!/bin/sh\necho "$1" >>{noted}\n')
        sleep.chmod(0o755)
        return ("/bin/sh", str(WEBHOOK / example), article)
    wrapper = folder / "wrapper.py"
    wrapper.write_text(
        "import runpy, sys, time\n"
        f"noted = open({noted!r}, 'a')\n"
        "time.sleep = lambda seconds: noted.write(f'{seconds}\\n')\n"
        f"sys.argv[:] = ['push.py', {article!r}]\n"
        f"runpy.run_path({str(WEBHOOK / example)!r}, run_name='__main__')\n"
    )
    return (sys.executable, str(wrapper))


def pushed(example: str, url: str, folder: Path, tries: str = "5") -> Done:
    environment = {
        **os.environ,
        "PATH": f"{folder}:{os.environ['PATH']}",
        "PUSH_URL": url,
        "PUSH_SITE": "demo",
        "PUSH_SECRET": SECRET,
        "PUSH_TRIES": tries,
    }
    program = program_of(example, folder)
    done = subprocess.run(program, env=environment, capture_output=True, text=True)
    noted = folder / "slept"
    slept = [int(line) for line in noted.read_text().split()] if noted.exists() else []
    return Done(done.returncode, done.stdout, done.stderr, slept)


def assert_stored(done: Done, receiver: Receiver, tries: int) -> None:
    assert (done.code, len(receiver.told)) == (0, tries), done.err
    assert "stored" in done.out
    assert {each["title"] for each in receiver.told} == {receiver.told[0]["title"]}


def test_it_waits_as_long_as_it_is_told_and_signs_anew(example: str, tmp_path: Path) -> None:
    with receiving((503, "3"), (429, "17")) as receiver:
        assert_stored(done := pushed(example, receiver.url, tmp_path), receiver, 3)
    assert done.slept == [3, 17]
    assert done.err.count("again in") == 2


def test_it_waits_longer_each_time_where_it_is_not_told(example: str, tmp_path: Path) -> None:
    with receiving((503, ""), (502, "soon"), (504, "")) as receiver:
        assert_stored(done := pushed(example, receiver.url, tmp_path), receiver, 4)
    assert done.slept == [2, 4, 8]


def test_it_gives_up_in_the_end_and_says_that_later_may_do(example: str, tmp_path: Path) -> None:
    with receiving(*[(503, "1")] * 9) as receiver:
        done = pushed(example, receiver.url, tmp_path, tries="3")
        assert len(receiver.told) == 3
    assert (done.code, done.out, done.slept) == (TRY_LATER, "", [1, 1])
    assert "503" in done.err
    assert "try again later" in done.err


@pytest.mark.parametrize("seconds", ["121", "99999999999999999999"])
def test_it_does_not_wait_for_ever(example: str, tmp_path: Path, seconds: str) -> None:
    with receiving((429, seconds)) as receiver:
        done = pushed(example, receiver.url, tmp_path)
        assert len(receiver.told) == 1
    assert (done.code, done.slept) == (TRY_LATER, [])


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422])
def test_a_refusal_is_final(example: str, tmp_path: Path, status: int) -> None:
    with receiving((status, "1")) as receiver:
        done = pushed(example, receiver.url, tmp_path)
        assert len(receiver.told) == 1
    assert (done.code, done.out, done.slept) == (1, "", [])
    assert f"{status}: " in done.err


def test_a_server_that_is_not_there_is_tried_again(example: str, tmp_path: Path) -> None:
    done = pushed(example, f"http://127.0.0.1:{free_port()}", tmp_path, tries="3")
    assert (done.code, done.slept) == (TRY_LATER, [2, 4])
    assert "try again later" in done.err
