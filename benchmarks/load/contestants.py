"""The servers that are compared, each by its letter, and the clients that speak to them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load.client import Address, Client
from benchmarks.load.errors import LoadError
from benchmarks.load.meter import Meter
from benchmarks.load.readers import (
    Ask,
    ChatClient,
    ChatFlood,
    EchoClient,
    EchoFlood,
    distinct,
    repeated,
)
from benchmarks.load.server import ROOT, Server, cores
from web import settings

PEER_FOLDER = ROOT / "benchmarks"
REPEATED_QUESTIONS = 100
BARE, NODE, ECHO, CHAT, FRESH, LIMITED = "B", "N", "E", "M", "D", "L"
NAMES = {
    BARE: "bare Flask-SocketIO echo",
    NODE: "Node socket.io echo",
    ECHO: "our echo",
    CHAT: "Salut, repeated questions",
    FRESH: "Salut, every question new",
    LIMITED: "Salut with its limits",
}
# A reader of the benchmark stands for hundreds; as himself he would be asked to slow down.
UNLIMITED = {
    "SALUT_SOCKETS_MAX": "12000",
    **{row.name: "0" for row in settings.table() if "_PER_" in row.name},
}


@dataclass(frozen=True)
class Contestant:
    """A server and how it is spoken to; an echo has neither site nor questions."""

    letter: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    site: Path | None = None
    question: Ask | None = None

    def server(self, folder: Path) -> Server:
        """Prepare a server that was never used; a chat gets its own copy of the site."""
        environment, ready_path = dict(self.environment), None
        if self.site is not None:
            instance = folder / "instance"
            shutil.rmtree(instance, ignore_errors=True)
            shutil.copytree(self.site, instance)
            environment["SALUT_INSTANCE"], ready_path = str(instance), "/readyz"
        name = f"{self.letter} ({NAMES[self.letter]})"
        return Server(name, self.command, environment, folder, cores()[1], ready_path)


class Visit:
    """The clients of one cell; who comes again is the visitor that he was."""

    def __init__(self, contestant: Contestant, address: Address, meter: Meter) -> None:
        self.meter = meter
        self._address, self._question = address, contestant.question
        self._memories: dict[int, dict[str, object]] = defaultdict(dict)

    def reader(self, number: int) -> Client:
        """Make one client, not connected yet."""
        if self._question is None:
            return EchoClient(self._address, number, self.meter)
        memory = self._memories[number]
        return ChatClient(self._address, number, self.meter, self._question, memory)

    def flood(self, number: int) -> Client:
        """Make a client that never waits, counted by a meter of its own."""
        meter = Meter(by_due=False)
        if self._question is None:
            return EchoFlood(self._address, number, meter)
        memory = self._memories[number]
        return ChatFlood(self._address, number, meter, self._question, memory)


def chosen(letters: Collection[str], folder: Path) -> list[Contestant]:
    """Prepare the contestants of some letters, Salut's site in a folder; raise LoadError."""
    found = []
    if BARE in letters:
        found.append(Contestant(BARE, (sys.executable, "-m", "benchmarks.servers.bare")))
    if NODE in letters:
        found.append(Contestant(NODE, node_command()))
    if ECHO in letters:
        found.append(Contestant(ECHO, (sys.executable, "-m", "benchmarks.servers.ours")))
    if {CHAT, FRESH, LIMITED}.intersection(letters):
        found += [each for each in chats(folder) if each.letter in letters]
    return found


def chats(folder: Path) -> list[Contestant]:
    """Prepare the whole server: with questions that come again, with new ones, with its limits."""
    site, questions = made_site(folder)
    command = (sys.executable, "server.py")
    off = {"SALUT_MEANING": "off"}
    few = repeated(questions[:REPEATED_QUESTIONS])
    return [
        Contestant(CHAT, command, {**off, **UNLIMITED}, site, few),
        Contestant(FRESH, command, {**off, **UNLIMITED}, site, distinct(questions)),
        Contestant(LIMITED, command, off, site, few),
    ]


def made_site(folder: Path) -> tuple[Path, list[str]]:
    """Make the instance folder that each Salut begins with, index and all, and its questions."""
    made = folder / "site"
    made.mkdir()
    _run([sys.executable, "-m", "benchmarks.servers.site", str(made)], ROOT)
    questions = json.loads((made / "questions.json").read_text("utf-8"))
    instance = made / "instance"
    environment = {"SALUT_MEANING": "off", "SALUT_INSTANCE": str(instance)}
    command = (sys.executable, "server.py")
    with Server("the first start", command, environment, folder, cores()[1], "/readyz"):
        pass
    return instance, questions


def node_command() -> Sequence[str]:
    """Give Node's command line, its one package installed as its lock file says."""
    node = shutil.which("node")
    if node is None:
        raise LoadError("Node.js is not there: install it, or use --without-node")
    if not (PEER_FOLDER / "node_modules" / "socket.io").is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise LoadError("npm is not there: install it, or use --without-node")
        _run([npm, "ci", "--silent", "--no-audit", "--no-fund"], PEER_FOLDER)
    return (node, str(PEER_FOLDER / "servers" / "echo.mjs"))


def has_node() -> bool:
    """Tell whether Node's server can be measured."""
    return shutil.which("node") is not None and shutil.which("npm") is not None


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise LoadError(f"{' '.join(command)} failed: {done.stderr.strip()[-1500:]}")
