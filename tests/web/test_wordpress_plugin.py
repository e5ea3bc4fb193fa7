"""The WordPress plugin signs as the server checks, tries again, and withdraws only what is gone."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from chat.pushing import check_signature
from tests.server_process import ROOT

PLUGIN = ROOT / "examples" / "wordpress" / "salut-push.php"

# As much of WordPress as the plugin asks of it; what it sends and plans is printed, a line each.
WORDPRESS = """<?php
define('ABSPATH', '/'); define('SALUT_URL', 'https://chat.example');
define('SALUT_SITE', 'demo'); define('SALUT_PUSH_SECRET', 'secret');
$answer = json_decode($argv[1], true);
$post = json_decode($argv[2]);
function say($what, $told) { echo json_encode([$what => $told]), "\\n"; }
function add_action(...$told) {}
function apply_filters($name, $told) { return $told; }
function get_post($id) { global $post; return $post; }
function get_permalink($post) { return 'https://journal.example/' . $post->post_name; }
function get_the_title($post) { return 'Le port'; }
function get_the_category($id) { return []; }
function get_post_time(...$told) { return '2026-11-24T09:00:00+00:00'; }
function get_locale() { return 'fr_FR'; }
function wp_is_post_revision($post) { return false; }
function wp_json_encode($told) { return json_encode($told); }
function wp_next_scheduled(...$told) { return false; }
function wp_schedule_single_event($when, $name, $told) { say('later', [$when - time(), $told]); }
class WP_Error { function get_error_message() { return 'no route to host'; } }
function is_wp_error($response) { return $response instanceof WP_Error; }
function wp_remote_retrieve_response_code($response) { return $response['status']; }
function wp_remote_retrieve_header($response, $name) { return $response[$name] ?? ''; }
function wp_remote_retrieve_body($response) { return ''; }
function wp_remote_post($url, $told) {
    global $answer;
    say('sent', [$url, $told]);
    return $answer ?: new WP_Error();
}
ini_set('error_log', '/dev/null');
"""
OPEN = {
    "ID": 7,
    "post_type": "post",
    "post_status": "publish",
    "post_password": "",
    "post_name": "port",
    "post_content": "<p>Le port rouvre lundi.</p>",
}
TRASHED = {**OPEN, "post_status": "trash", "post_name": "port__trashed"}
ADDRESS = "https://journal.example/port"
WELL = {"status": 200}

pytestmark = pytest.mark.skipif(shutil.which("php") is None, reason="needs PHP")


def played(
    folder: Path, call: str, answer: dict[str, Any] = WELL, post: dict[str, Any] = OPEN
) -> list[dict[str, Any]]:
    """Call the plugin within a made-up WordPress; give what it sent and planned."""
    script = folder / "play.php"
    script.write_text(f"{WORDPRESS} require '{PLUGIN}'; {call};")
    program = ["php", str(script), json.dumps(answer), json.dumps(post)]
    done = subprocess.run(program, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def bodies(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [json.loads(each["sent"][1]["body"]) for each in told if "sent" in each]


def test_it_signs_as_the_server_checks(tmp_path: Path) -> None:
    (told,) = played(tmp_path, """salut_send('{"url": "/é"}')""")
    url, request = told["sent"]
    assert url == "https://chat.example/api/articles"
    headers, body = request["headers"], request["body"].encode()
    moment, signature = headers["X-Salut-Timestamp"], headers["X-Salut-Signature"]
    assert f"sha256={check_signature('secret', moment, body, signature)}" == signature


def test_it_hands_over_what_readers_can_see(tmp_path: Path) -> None:
    (body,) = bodies(played(tmp_path, "salut_push(7, '', 0)"))
    assert (body["url"], body["html"], body["language"]) == (ADDRESS, OPEN["post_content"], "fr")
    for hidden in ({"post_status": "draft"}, {"post_password": "secret"}):
        assert played(tmp_path, "salut_push(7, '', 0)", post={**OPEN, **hidden}) == []


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        ({"status": 503, "retry-after": "3"}, 3),
        ({"status": 429, "retry-after": "17"}, 17),
        ({"status": 429, "retry-after": "999999"}, 3600),
        ({"status": 503}, 180),
        ({"status": 503, "retry-after": "soon"}, 180),
        ({"status": 500}, 180),
        ({}, 180),
    ],
)
def test_it_tries_again_when_it_is_told_to(
    tmp_path: Path, answer: dict[str, Any], seconds: int
) -> None:
    _, planned = played(tmp_path, "salut_push(7, '', 2)", answer)
    assert planned == {"later": [seconds, [7, "", 3]]}


@pytest.mark.parametrize(("status", "tries"), [(200, 0), (401, 0), (422, 0), (503, 5)])
def test_it_does_not_try_again_in_vain(tmp_path: Path, status: int, tries: int) -> None:
    told = played(tmp_path, f"salut_push(7, '', {tries})", {"status": status})
    assert [list(each) for each in told] == [["sent"]]


def test_it_withdraws_what_is_gone(tmp_path: Path) -> None:
    told = played(tmp_path, f"salut_push(7, '{ADDRESS}', 0)", post=TRASHED)
    assert bodies(told) == [{"url": ADDRESS, "deleted": True}]


def test_a_withdrawal_that_had_to_wait_spares_a_post_that_is_back(tmp_path: Path) -> None:
    assert played(tmp_path, f"salut_push(7, '{ADDRESS}', 1)") == []
    moved = {**OPEN, "post_name": "le-port"}
    told = played(tmp_path, f"salut_push(7, '{ADDRESS}', 1)", post=moved)
    assert bodies(told) == [{"url": ADDRESS, "deleted": True}]


def test_it_notes_what_readers_begin_to_see_and_see_no_more(tmp_path: Path) -> None:
    told = played(tmp_path, "salut_note('publish', 'draft', $post)")
    assert told == [{"later": [0, [7, "", 0]]}]
    told = played(tmp_path, "salut_note('trash', 'publish', $post)", post=TRASHED)
    assert told == [{"later": [0, [7, ADDRESS, 0]]}]
    assert played(tmp_path, "salut_note('draft', 'draft', $post)") == []
