"""The examples for other systems really hand an article over to a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.server_process import ROOT, Server

WEBHOOK = ROOT / "examples" / "webhook"
ANSWERED_SECONDS_MAX = 10.0


def command(server: Server, *arguments: str) -> str:
    program = [sys.executable, "-m", "flask", "--app", "server", *arguments]
    done = subprocess.run(
        program, cwd=ROOT, env=server.environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def pushed(server: Server, secret: str, *program: str) -> str:
    environment = {**os.environ, "PUSH_URL": server.url, "PUSH_SITE": "demo", "PUSH_SECRET": secret}
    done = subprocess.run(program, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def quote(server: Server, question: str) -> str:
    body = json.dumps({"question": question, "site": "demo"}).encode()
    with urllib.request.urlopen(f"{server.url}/api/ask", body) as response:
        sources = json.load(response)["sources"]
    return str(sources[0]["quote"]) if sources else ""


@pytest.mark.service
def test_what_the_examples_push_is_answered_within_ten_seconds(
    running: Server, tmp_path: Path
) -> None:
    secret = command(running, "sites", "push-secret", "demo")
    told = pushed(
        running, secret, sys.executable, str(WEBHOOK / "push.py"), str(WEBHOOK / "article.json")
    )
    assert told == "stored: /piscine.html, 1 entries\n"
    deadline = time.monotonic() + ANSWERED_SECONDS_MAX
    while "4,20" not in quote(running, "combien coute l'entree de la piscine municipale"):
        assert time.monotonic() < deadline
        time.sleep(0.1)

    away = tmp_path / "away.json"
    away.write_text('{"url": "/piscine.html", "deleted": true}')
    sh = ("/bin/sh", str(WEBHOOK / "push.sh"))
    assert json.loads(pushed(running, secret, *sh, str(away)))["state"] == "withdrawn"
    deadline = time.monotonic() + ANSWERED_SECONDS_MAX
    while "4,20" in quote(running, "combien coute l'entree de la piscine municipale"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
