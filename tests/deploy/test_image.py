"""The image holds what the server needs and nothing else, and runs as nobody who may write."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.server_process import ROOT, Server, free_port

from .dockerfile import DOCKERFILE, Instruction, copies, instructions, last_stage, sources_here

SECRET = re.compile(r"secret|password|token|api_?key|BEGIN [A-Z ]*PRIVATE", re.IGNORECASE)
IGNORED = DOCKERFILE.with_name("Dockerfile.dockerignore")


@pytest.fixture(scope="module")
def found() -> list[Instruction]:
    return instructions(DOCKERFILE.read_text("utf-8"))


def values(found: list[Instruction], name: str) -> list[str]:
    return [each.rest for each in found if each.name == name]


def is_sent(name: str) -> bool:
    """Tell whether a path of the checkout is sent to the builder."""
    lines = [line for line in IGNORED.read_text("utf-8").splitlines() if line[:1] not in ("", "#")]
    told = [line[1:] for line in lines if line.startswith("!")]
    left_out = [line.removeprefix("**/") for line in lines if line.startswith("**/")]
    parts = Path(name).parts
    if any(fnmatch.fnmatch(part, pattern) for part in parts for pattern in left_out):
        return False
    return any(name == each or name.startswith(f"{each}/") for each in told)


def test_all_that_is_copied_is_there_and_is_sent_to_the_builder(found: list[Instruction]) -> None:
    sources = sources_here(found)
    assert ROOT / "server.py" in sources
    assert [path.name for path in sources if not path.exists()] == []
    names = [path.relative_to(ROOT).as_posix() for path in sources]
    assert [name for name in names if not is_sent(name)] == []
    for name in ("tests/conftest.py", "instance/secret", ".git/config", "faq/__pycache__/a.pyc"):
        assert not is_sent(name)


def test_only_the_checkout_and_the_stage_before_are_copied(found: list[Instruction]) -> None:
    assert values(found, "ADD") == []
    stages = {each.stage for each in copies(found)}
    named = {rest.partition(" AS ")[2] for rest in values(found, "FROM")}
    assert stages - {""} <= named


def test_what_is_installed_is_pinned() -> None:
    told = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    wanted = [line for line in told if line and not line.startswith("#")]
    assert wanted
    assert [line for line in wanted if not re.match(r"[\w.\[\]-]+==[\w.]+(;.*)?$", line)] == []


def test_the_base_image_is_of_one_version(found: list[Instruction]) -> None:
    (image,) = values(found, "ARG")
    assert re.fullmatch(r"PYTHON_IMAGE=python:3\.\d+-slim-\w+", image)
    assert all(rest.split()[0] == "${PYTHON_IMAGE}" for rest in values(found, "FROM"))


def test_libraries_are_installed_from_that_file_as_wheels(found: list[Instruction]) -> None:
    (command,) = (rest for rest in values(found, "RUN") if "pip install" in rest)
    assert "--requirement /tmp/requirements.txt" in command
    assert "--only-binary=:all:" in command


def test_it_does_not_run_as_root_and_says_how_it_is(found: list[Instruction]) -> None:
    image = last_stage(found)
    (user,) = values(image, "USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    names = [each.name for each in image]
    assert names.index("USER") > max(at for at, name in enumerate(names) if name == "RUN")
    (health,) = values(image, "HEALTHCHECK")
    assert "/readyz" in health
    assert values(image, "STOPSIGNAL") == ["SIGTERM"]
    assert json.loads(values(image, "CMD")[0]) == ["python", "server.py"]


def test_no_secret_is_inside(found: list[Instruction]) -> None:
    told = [each for each in found if each.name in ("ARG", "ENV", "LABEL", "RUN")]
    assert [each for each in told if SECRET.search(each.rest)] == []


def digest_of(folder: Path) -> str:
    """Digest every file below a folder."""
    told = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(f"{path}\n".encode() + path.read_bytes())
    return told.hexdigest()


@pytest.mark.service
def test_what_is_copied_is_enough_to_serve_and_is_never_written_to(
    tmp_path: Path, found: list[Instruction]
) -> None:
    image, instance = tmp_path / "image", tmp_path / "data"
    instance.mkdir()
    left_out = shutil.ignore_patterns("__pycache__")
    for copy in copies(last_stage(found)):
        for source in () if copy.stage else copy.sources:
            path, target = ROOT / source, image / copy.target
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.is_dir():
                shutil.copytree(path, target, ignore=left_out)
            else:
                image.mkdir(exist_ok=True)
                shutil.copy(path, image)
    before = digest_of(image)
    settings = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(image)}
    server = Server(instance, free_port(), settings, (str(image / "server.py"),))
    server.start()
    try:
        command = json.loads(values(found, "HEALTHCHECK")[0].partition(" CMD ")[2])
        health = [sys.executable, *command[1:]]
        assert subprocess.run(health, env=server.environment).returncode == 0
    finally:
        server.stop()
    assert subprocess.run(health, env=server.environment, capture_output=True).returncode != 0
    assert digest_of(image) == before
    assert not list(image.rglob("*.pyc"))
