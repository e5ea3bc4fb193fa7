"""The examples for other systems really hand an article over to a real server."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from chat.pushing import check_signature
from tests.server_process import ROOT, Server

WEBHOOK = ROOT / "examples" / "webhook"
WORDPRESS = ROOT / "examples" / "wordpress" / "salut-push.php"
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


@pytest.mark.skipif(shutil.which("php") is None, reason="needs PHP")
def test_the_plugin_signs_as_the_server_checks(tmp_path: Path) -> None:
    script = tmp_path / "sign.php"
    script.write_text(
        f"""<?php
        define('ABSPATH', '/'); define('SALUT_URL', 'https://chat.example');
        define('SALUT_SITE', 'demo'); define('SALUT_PUSH_SECRET', 'secret');
        function add_action(...$told) {{}}
        function is_wp_error($response) {{ return false; }}
        function wp_remote_retrieve_response_code($response) {{ return 200; }}
        function wp_remote_post($url, $told) {{ echo json_encode([$url, $told]); return []; }}
        require '{WORDPRESS}';
        exit(salut_send('{{"url": "/é"}}') === 200 ? 0 : 1);
        """
    )
    done = subprocess.run(["php", str(script)], capture_output=True, text=True, check=True)
    url, told = json.loads(done.stdout)
    assert url == "https://chat.example/api/articles"

    headers, body = told["headers"], told["body"].encode()
    moment, signature = headers["X-Salut-Timestamp"], headers["X-Salut-Signature"]
    assert f"sha256={check_signature('secret', moment, body, signature)}" == signature
