"""The panel of a site may be framed by the origins of that site, and by nobody else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

OWN = ["https://www.example.org", "http://localhost:8000"]


@pytest.fixture(scope="module")
def gazette(app: Flask) -> str:
    origins = [word for origin in OWN for word in ("--origin", origin)]
    told = ["--name", "La Gazette", "--base-url", "https://www.example.org/", "--locale", "en"]
    added = FlaskCliRunner(app).invoke(args=["sites", "add", "framed", *told, *origins])
    assert added.exit_code == 0, added.output
    return "framed"


def ancestors(client: FlaskClient, site: str) -> list[str]:
    policy = client.get(f"/widget/{site}").headers["Content-Security-Policy"]
    found = [each.split() for each in policy.split(";") if "frame-ancestors" in each]
    assert len(found) == 1
    return found[0][1:]


def test_the_origins_of_a_site_may_frame_its_panel(client: FlaskClient, gazette: str) -> None:
    assert ancestors(client, gazette) == ["'self'", *OWN]


def test_the_origins_of_one_site_may_not_frame_another(client: FlaskClient, gazette: str) -> None:
    assert ancestors(client, "demo") == ["'self'"]


def test_nobody_may_frame_the_panel_of_no_site(client: FlaskClient) -> None:
    response = client.get("/widget/nowhere")
    assert response.status_code == 404
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("query", "locale"), [("", "en"), ("?locale=fr", "fr"), ("?locale=pl", "en")]
)
def test_the_panel_speaks_its_sites_language_unless_asked(
    client: FlaskClient, gazette: str, query: str, locale: str
) -> None:
    assert f'<html lang="{locale}"' in client.get(f"/widget/{gazette}{query}").text


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.example.org/",
        "https://www.example.org; script-src *",
        "https://*",
        "*",
        "null",
        "javascript:alert(1)",
        "https://www.example.org https://other.example.org",
        "https://www.example.org\nX-Header: 1",
    ],
)
def test_what_is_no_origin_is_refused(runner: FlaskCliRunner, origin: str) -> None:
    told = ["--name", "X", "--base-url", "https://www.example.org/", "--origin", origin]
    result = runner.invoke(args=["sites", "add", "refused", *told])
    assert result.exit_code != 0
    assert "write an origin like" in result.output
    assert "refused" not in runner.invoke(args=["sites", "list"]).output
