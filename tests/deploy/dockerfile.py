"""A Dockerfile as its instructions, and what it copies."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.server_process import ROOT

DOCKERFILE = ROOT / "deploy" / "Dockerfile"

_COMMENT = re.compile(r"^\s*#.*\n", re.MULTILINE)
_CONTINUED = re.compile(r"\\\n\s*")
_FLAG = re.compile(r"--\S+")


@dataclass(frozen=True)
class Instruction:
    """One instruction, on one line: its name in capitals, and the rest."""

    name: str
    rest: str


@dataclass(frozen=True)
class Copy:
    """What a COPY takes, where it puts it, and the stage that it takes it from."""

    sources: tuple[str, ...]
    target: str
    stage: str = ""


def instructions(text: str) -> list[Instruction]:
    """List the instructions of a Dockerfile."""
    lines = _CONTINUED.sub(" ", _COMMENT.sub("", text)).splitlines()
    pairs = (line.strip().partition(" ") for line in lines if line.strip())
    return [Instruction(name.upper(), rest.strip()) for name, _, rest in pairs]


def last_stage(found: list[Instruction]) -> list[Instruction]:
    """List the instructions of the image itself."""
    begins = [at for at, each in enumerate(found) if each.name == "FROM"]
    return found[begins[-1] :]


def copies(found: list[Instruction]) -> list[Copy]:
    """List what is copied."""
    made = []
    for each in found:
        if each.name in ("COPY", "ADD"):
            flags = _FLAG.findall(each.rest)
            *sources, target = _FLAG.sub("", each.rest).split()
            stage = next((f.removeprefix("--from=") for f in flags if "--from=" in f), "")
            made.append(Copy(tuple(sources), target, stage))
    return made


def sources_here(found: list[Instruction]) -> list[Path]:
    """List the files and folders of the checkout that come into the image."""
    ours = (each for each in copies(found) if not each.stage)
    return [ROOT / source for each in ours for source in each.sources]
