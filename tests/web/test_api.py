"""`POST /api/ask` answers one question on its own and stores nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

RESIGN = "Comment résilier mon abonnement ?"


def ask(client: FlaskClient, **told: object) -> tuple[int, dict[str, Any]]:
    response = client.post("/api/ask", json=told)
    body = response.get_json()
    assert isinstance(body, dict)
    return response.status_code, body


def test_an_answer_is_a_message_with_its_source(client: FlaskClient) -> None:
    status, body = ask(client, question=RESIGN, site="demo")
    assert (status, body["author"], body["kind"]) == (200, "bot", "answered")
    assert "trois clics suffisent" in body["text"]
    assert body["sources"][0]["url"] == "/abonnement.html"
    assert body["created_at"].endswith("Z")


def test_the_site_and_the_language_may_be_left_out(client: FlaskClient) -> None:
    assert ask(client, question="thanks")[1]["kind"] == "smalltalk"
    assert ask(client, question="xkqzt wvpl brrr", locale="en")[1]["text"].startswith("I don’t")


@pytest.mark.parametrize("page", ["/a.html", {"url": "/a.html"}, {"url": "/a", "title": "A"}])
def test_the_page_may_be_an_address_or_an_object(client: FlaskClient, page: object) -> None:
    assert ask(client, question="merci", page=page)[0] == 200


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"question": "a", "site": "nowhere"}, 404, "unknown_site"),
        ({}, 400, "invalid_payload"),
        ({"question": 7}, 400, "invalid_payload"),
        ({"question": ["a"]}, 400, "invalid_payload"),
        ({"question": "a", "page": 7}, 400, "invalid_payload"),
        ({"question": "a", "quesion": "b"}, 400, "invalid_payload"),
        ({"question": " "}, 400, "empty"),
        ({"question": "a" * 2001}, 400, "too_long"),
        ({"question": "a", "locale": "x" * 36}, 400, "invalid_payload"),
    ],
)
def test_bad_input_is_told(client: FlaskClient, told: Any, status: int, code: str) -> None:
    assert ask(client, **told)[0] == status
    error = ask(client, **told)[1]["error"]
    assert error["code"] == code
    assert error["message"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"question=a", 400),
        (b"[]", 400),
        (b"null", 400),
        (b"[" * 50_000, 400),
        (b'{"question": "' + b"a" * 70_000 + b'"}', 413),
        (b'{"question": "\\ud800"}', 400),
        (b"\xff\xfe", 400),
    ],
    ids=["nothing", "a form", "a list", "null", "deep", "large", "surrogate", "noise"],
)
def test_any_body_is_an_answer_or_a_clear_error(
    client: FlaskClient, body: bytes, status: int
) -> None:
    response = client.post("/api/ask", data=body)
    assert response.status_code == status
    assert set(response.get_json()["error"]) >= {"code", "message"}


def test_nothing_is_stored(app: Flask, client: FlaskClient) -> None:
    ask(client, question=RESIGN)
    with app.extensions["salut"].database.read() as session:
        for table in ("visitor", "conversation", "message"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0


def test_an_answer_is_explained_when_asked(client: FlaskClient) -> None:
    told = ask(client, question="comment resilier mon abonement", explain=True)[1]["explanation"]
    met = {word["word"]: dict(word["met"]) for word in told["words"]}
    assert "abonement" in met
    assert any(stem.startswith("abon") for stem in met["abonement"])
    assert told["matches"][0]["gave"]
    assert "explanation" not in ask(client, question="merci")[1]
