"""Static files: kept for a year under their digest, never from outside their folder."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


def panel_script(client: FlaskClient) -> str:
    found = re.search(r'src="(/static/[^"]+/panel\.js)"', client.get("/widget/demo").text)
    assert found
    return found.group(1)


def test_a_file_under_its_digest_is_kept_for_a_year(client: FlaskClient) -> None:
    response = client.get(panel_script(client))
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.mimetype == "text/javascript"


def test_a_file_under_an_older_digest_is_not_kept(client: FlaskClient) -> None:
    response = client.get("/static/0000000000000000/widget/panel.js")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


@pytest.mark.parametrize(
    "name",
    [
        "../server.py",
        "widget/../../server.py",
        "%2e%2e/server.py",
        "..%2fserver.py",
        "%00",
        "widget/panel.js%00.css",
        "widget",
        "/etc/passwd",
        ".gitignore",
    ],
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    for path in (f"/static/x/{name}", f"/{name}"):
        response = client.get(path)
        assert response.status_code in (308, 404), path
        assert b"monkey" not in response.data


def test_the_loader_is_the_same_for_everyone(client: FlaskClient) -> None:
    one = client.get("/widget.js", headers={"Accept-Language": "fr", "User-Agent": "a"})
    other = client.get("/widget.js?x=1", headers={"Accept-Language": "en", "User-Agent": "b"})
    assert (one.data, one.headers["ETag"]) == (other.data, other.headers["ETag"])
    assert b"Une question" in one.data
    assert b"__SALUT" not in one.data
    again = client.get("/widget.js", headers={"If-None-Match": one.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(("locale", "words"), [("fr", "Pose ta question"), ("en", "Ask your")])
def test_the_panel_speaks_the_language_asked_for(
    client: FlaskClient, locale: str, words: str
) -> None:
    page = client.get(f"/widget/demo?locale={locale}").text
    assert f'<html lang="{locale}"' in page
    assert words in page
