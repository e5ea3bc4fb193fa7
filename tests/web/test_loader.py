"""The loader: one address that stays, and one for each of its bytes, for ever."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from web import loader
from web.errors import StartupError
from web.loader import Loader
from web.settings import ROOT

OLD = Loader(b"document.title")
STATIC = ROOT / "static" / "widget"


@pytest.fixture
def made(app: Flask) -> Loader:
    return loader.make(STATIC, app.extensions["salut"].translations)


def test_it_is_one_plain_script_with_all_words(client: FlaskClient) -> None:
    script = client.get("/widget.js").text
    assert "__SALUT" not in script
    assert not re.search(r"\b(?:import|export)\b", script)
    assert all(words in script for words in ("Une question", "Any question", '"direction":"rtl"'))
    assert not re.search(r"//|/\*", script.replace("://", ""))


def test_under_its_digest_it_is_kept_for_a_year(client: FlaskClient, made: Loader) -> None:
    response = client.get(made.path)
    assert response.data == made.script == client.get("/widget.js").data
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "max-age=300" in client.get("/widget.js").headers["Cache-Control"]


def test_any_page_may_have_it_checked(client: FlaskClient, made: Loader) -> None:
    for path in ("/widget.js", made.path):
        headers = client.get(path).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert "Access-Control-Allow-Credentials" not in headers
    digest = base64.b64encode(hashlib.sha384(made.script).digest()).decode()
    assert made.integrity == f"sha384-{digest}"


def test_a_loader_of_old_is_served_as_it_was(app: Flask, client: FlaskClient) -> None:
    assert client.get(OLD.path).status_code == 404
    loader.keep(OLD, app.extensions["salut"].settings.instance_path)
    response = client.get(OLD.path)
    assert (response.status_code, response.data) == (200, OLD.script)
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize("digest", ["0" * 32, "x", "..", "%2e%2e", "0" * 31 + "/", "A" * 32])
def test_under_a_digest_that_never_was_there_is_nothing(client: FlaskClient, digest: str) -> None:
    assert client.get(f"/widget/{digest}/loader.js").status_code == 404


def test_other_bytes_under_a_digest_are_not_served(app: Flask, client: FlaskClient) -> None:
    instance = app.extensions["salut"].settings.instance_path
    (instance / loader.FOLDER / f"{'f' * 32}.js").write_bytes(b"alert()")
    assert client.get(f"/widget/{'f' * 32}/loader.js").status_code == 404


def test_an_instance_that_cannot_be_written_is_no_reason_not_to_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / loader.FOLDER).write_text("not a folder")
    loader.keep(OLD, tmp_path)
    assert "is not kept" in caplog.text


def test_it_is_compressed_for_those_who_can_read_it(client: FlaskClient) -> None:
    plain = client.get("/widget.js")
    packed = client.get("/widget.js", headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["ETag"] != packed.headers["ETag"]
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    again = client.get("/widget.js", headers=known)
    assert (again.status_code, again.data) == (304, b"")
    refused = client.get("/widget.js", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert refused.data == plain.data


@pytest.mark.parametrize(
    "sheet",
    [
        "",
        "/* launcher */ :root { --salut-ink: #000; } /* end launcher */",
        "/* launcher */ a { --i: #000; } b { --i: #111; } c { --i: #222; } /* end launcher */",
    ],
)
def test_a_colour_without_its_dark_one_is_refused(sheet: str) -> None:
    with pytest.raises(StartupError, match="light and dark"):
        loader.tokens(sheet)


def test_the_snippet_is_ready_to_be_pasted(runner: FlaskCliRunner, made: Loader) -> None:
    told = runner.invoke(args=["sites", "snippet", "demo", "--chat", "https://chat.example.org/"])
    assert told.output == (
        '<a href="/contact.html" data-salut-help>Une question\u202f?</a>\n'
        '<script async src="https://chat.example.org/widget.js" data-site="demo"></script>\n'
    )
    told = runner.invoke(
        args=["sites", "snippet", "demo", "--chat", "https://chat.example.org", "--versioned"]
    )
    assert f'src="https://chat.example.org{made.path}" integrity="{made.integrity}"' in told.output
    assert 'crossorigin="anonymous" data-site="demo"></script>' in told.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["nowhere"], "no site"), (["demo", "--chat", "chat.example.org"], "--chat")],
)
def test_a_snippet_that_would_not_work_is_refused(
    runner: FlaskCliRunner, arguments: list[str], words: str
) -> None:
    told = runner.invoke(args=["sites", "snippet", *arguments])
    assert told.exit_code == 1
    assert words in told.output
