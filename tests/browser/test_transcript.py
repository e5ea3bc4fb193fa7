"""A copy of the conversation, as text, page or JSON, without another address on the server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Request, ViewportSize, expect

from tests.server_process import Server

from .people import open_menu
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
QUOTE = "mensuel s’arrête à la fin"
NAMES = {"txt": "Texte", "html": "Page", "json": "JSON"}
PHONE: ViewportSize = {"width": 360, "height": 640}


def keep_a_copy(reader: Reader, form: str) -> tuple[str, str]:
    """Keep a copy; give the name of its file and what is in it."""
    with reader.page.expect_download() as download:
        open_menu(reader, NAMES[form])
    text = Path(download.value.path()).read_text("utf-8")
    expect(reader.panel.locator(".people-note")).to_contain_text(download.value.suggested_filename)
    return download.value.suggested_filename, text


@pytest.mark.parametrize("form", sorted(NAMES))
def test_a_copy_has_question_and_answer(server: Server, vera: Reader, form: str) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    requests: list[Request] = []
    vera.page.on("request", lambda request: requests.append(request))
    name, text = keep_a_copy(vera, form)

    assert name.endswith(f".{form}")
    told = json.dumps(json.loads(text), ensure_ascii=False) if form == "json" else text
    assert QUESTION in told.replace("&nbsp;", "\u00a0")
    assert QUOTE in told
    sent = [each.url for each in requests if not each.url.startswith("blob:")]
    assert all("/static/" in each for each in sent), sent


def test_a_copy_that_cannot_be_made_is_told_on_a_phone(server: Server, vera: Reader) -> None:
    vera.page.set_viewport_size(PHONE)
    vera.page.goto(server.url)
    vera.open()
    keep_a_copy(vera, "txt")
    server.kill()
    expect(vera.panel.locator(".banner")).to_contain_text("Connexion perdue")
    open_menu(vera, NAMES["txt"])
    expect(vera.panel.locator(".people-note")).to_have_text(
        "Ça n’a pas marché. Réessaie dans un instant."
    )
