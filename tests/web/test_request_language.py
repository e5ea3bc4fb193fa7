"""A refusal over HTTP speaks the first of the browser's languages that we know, else French."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from web.settings import ROOT
from web.translations import load

WORDS = load(ROOT / "translations")


@pytest.mark.parametrize(
    ("accepted", "locale"),
    [
        ("fr", "fr"),
        ("en-GB,en;q=0.9", "en"),
        ("fr-CA,en;q=0.5", "fr"),
        ("en;q=0.5,fr;q=0.9", "fr"),
        ("nl,en;q=0.8", "en"),
        ("nl,it;q=0.5", "fr"),
        ("en;q=0", "fr"),
        ("*", "fr"),
        ("", "fr"),
        ("\u00e9,;;=", "fr"),
        ("x" * 5000, "fr"),
    ],
)
def test_the_browsers_languages_are_tried_in_their_order(
    client: FlaskClient, accepted: str, locale: str
) -> None:
    response = client.get("/nowhere", headers={"Accept-Language": accepted})
    assert response.get_json()["error"]["message"] == WORDS.text(locale, "errors", "not_found")


def test_a_refusal_without_a_wish_is_french(client: FlaskClient) -> None:
    message = client.get("/nowhere").get_json()["error"]["message"]
    assert message == WORDS.text("fr", "errors", "not_found")
