"""The panel speaks every language of translations/; what it quotes stays in the paper's own."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from web import translations
from web.settings import ROOT

WORDS = translations.load(ROOT / "translations")
RESIGN = "Comment résilier mon abonnement ?"


@pytest.mark.parametrize("locale", WORDS.locales)
def test_the_panels_document_is_of_its_language(client: FlaskClient, locale: str) -> None:
    page = client.get(f"/widget/demo?locale={locale}").text
    assert f'<html lang="{locale}" dir="{WORDS.direction(locale)}">' in page
    assert WORDS.text(locale, "widget", "placeholder") in page


@pytest.mark.parametrize("locale", WORDS.locales)
def test_a_question_is_answered_by_the_papers_own_words(client: FlaskClient, locale: str) -> None:
    asked = client.post("/api/ask", json={"question": RESIGN, "locale": locale})
    assert asked.status_code == 200
    assert asked.get_json()["kind"] == "answered"
    assert "Mon compte" in asked.get_json()["sources"][0]["quote"]


@pytest.mark.parametrize("locale", ["ar", "de", "es"])
def test_a_question_in_a_language_that_is_not_understood_harms_nothing(
    client: FlaskClient, locale: str
) -> None:
    question = {"ar": "ما هي عاصمة منغوليا؟", "de": "Wie heißt du?", "es": "¿Qué hora es?"}[locale]
    asked = client.post("/api/ask", json={"question": question, "locale": locale})
    assert asked.status_code == 200
    assert asked.get_json()["kind"] in ("unknown", "suggested", "smalltalk")


@pytest.mark.parametrize("locale", WORDS.locales)
def test_a_refusal_is_told_in_the_language_that_is_asked_for(
    client: FlaskClient, locale: str
) -> None:
    refused = client.post("/api/ask", json={"question": ""}, headers={"Accept-Language": locale})
    error = refused.get_json()["error"]
    assert error["message"] == WORDS.text(locale, "errors", error["code"])


def test_the_loader_carries_the_words_of_the_launcher_in_every_language(
    client: FlaskClient,
) -> None:
    script = client.get("/widget.js").text
    for locale in WORDS.locales:
        assert WORDS.text(locale, "launcher", "open") in script
