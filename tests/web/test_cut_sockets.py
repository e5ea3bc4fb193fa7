"""On a real server: who is cut off by another process, or signs out, loses his open sockets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.server_process import ROOT, Server, free_port
from web import csrf

from .office import Tab, opened
from .staff_line import Line

pytestmark = pytest.mark.service

LISTING = {"filter": "all"}


@pytest.fixture
def house(staffed_instance: Path, tmp_path: Path) -> Iterator[tuple[Server, dict[str, Tab]]]:
    """Run a server with a staff, of whom some are signed in."""
    with opened(staffed_instance, tmp_path / "instance") as paper:
        tabs = {each: paper.tab(each.split()[0]) for each in ("Alice", "Alice again", "Bob")}
    server = Server(tmp_path / "instance", free_port())
    server.start()
    yield server, tabs
    server.stop()


def disable(server: Server, email: str) -> None:
    """Disable somebody by the command line, in a process of its own."""
    command = [sys.executable, "-m", "flask", "--app", "server", "agents", "disable", email]
    subprocess.run(command, cwd=ROOT, env=server.environment, check=True, capture_output=True)


def test_who_is_disabled_is_cut_in_every_process(house: tuple[Server, dict[str, Tab]]) -> None:
    server, tabs = house
    alice = Line(server, "/inbox", tabs["Alice"].token)
    bob = Line(server, "/inbox", tabs["Bob"].token)
    assert alice.is_done("list", LISTING)
    disable(server, "alice@example.org")
    assert alice.is_cut()
    assert bob.is_done("list", LISTING)
    assert not Line(server, "/inbox", tabs["Alice"].token).is_open
    bob.leave()


def test_signing_out_cuts_the_sockets_of_that_browser_alone(
    house: tuple[Server, dict[str, Tab]],
) -> None:
    server, tabs = house
    here = Line(server, "/inbox", tabs["Alice"].token)
    there = Line(server, "/inbox", tabs["Alice again"].token)
    told = {csrf.FIELD: tabs["Alice"].form_token}
    cookies = {"salut": tabs["Alice"].token}
    response = requests.post(
        f"{server.url}/console/logout",
        data=told,
        cookies=cookies,
        allow_redirects=False,
        timeout=20,
    )
    assert response.status_code == 303
    assert here.is_cut()
    assert there.is_done("list", LISTING)
    there.leave()
