"""The systemd units are sound, know nothing of root, and give as much time as the server needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.server_process import ROOT
from web import settings

UNITS = ROOT / "deploy" / "systemd"
SERVICES = ("salut.service", "salut-refresh.service")
# Of 10, in tenths; systemd calls what is below 5 "OK", and a service without any such line 9.6.
EXPOSURE_MAX = 20


def values(name: str, key: str) -> list[str]:
    """List what a unit says under a key."""
    text = (UNITS / name).read_text("utf-8")
    return re.findall(rf"^{key}=(.*)$", text, re.MULTILINE)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Copy the units, with the checkout of the tests and somebody who is there in them."""
    for path in UNITS.iterdir():
        text = path.read_text("utf-8").replace("/opt/salut/.venv/bin/", "/bin/true ")
        text = text.replace("/opt/salut", str(ROOT))
        text = re.sub(r"^(User|Group)=salut$", r"\1=daemon", text, flags=re.MULTILINE)
        (tmp_path / path.name).write_text(text)
    return tmp_path


def analyzed(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True)


@pytest.mark.service
def test_systemd_takes_them_as_they_are(units: Path) -> None:
    done = analyzed("verify", "--man=no", *map(str, sorted(units.iterdir())))
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.service
@pytest.mark.parametrize("name", SERVICES)
def test_little_of_the_machine_is_open_to_them(units: Path, name: str) -> None:
    limit = f"--threshold={EXPOSURE_MAX}"
    done = analyzed("security", "--offline=true", "--no-pager", limit, str(units / name))
    assert done.returncode == 0, done.stdout
    bare = units / "bare.service"
    bare.write_text("[Service]\nExecStart=/bin/true\n")
    assert analyzed("security", "--offline=true", "--no-pager", limit, str(bare)).returncode != 0


@pytest.mark.parametrize("name", SERVICES)
def test_they_share_user_settings_and_data(name: str) -> None:
    assert values(name, "User") == ["salut"]
    assert values(name, "EnvironmentFile") == ["-/etc/salut/salut.env"]
    assert values(name, "Environment") == ["SALUT_INSTANCE=/var/lib/salut"]
    assert values(name, "StateDirectory") == ["salut"]


def test_the_server_is_started_again_and_may_finish_what_it_has_begun() -> None:
    assert values("salut.service", "Restart") == ["always"]
    (seconds,) = values("salut.service", "TimeoutStopSec")
    assert int(seconds) > settings.load({}).drain_seconds
    (files,) = values("salut.service", "LimitNOFILE")
    assert int(files) > settings.load({}).sockets_max


def test_what_they_run_is_in_the_checkout() -> None:
    for name in SERVICES:
        (command,) = values(name, "ExecStart")
        assert command.startswith("/opt/salut/.venv/bin/")
        assert "server" in command
    assert (ROOT / "server.py").is_file()


def test_the_timer_starts_the_refresh() -> None:
    assert (UNITS / "salut-refresh.timer").read_text("utf-8").count("OnCalendar=") == 1
    assert (UNITS / "salut-refresh.service").is_file()
