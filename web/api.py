"""Questions over plain HTTP, for those without a widget: answered, and nothing stored."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request

from chat import bot
from chat.conversations import find_site
from chat.errors import InvalidPayloadError
from chat.messages import clean_text
from chat.urls import page_address
from faq.explain import explain
from web.addresses import countable_address
from web.message_body import message_body
from web.packets import Json
from web.payloads import Ask
from web.services import Services

BODY_BYTES_MAX = 64_000


def blueprint(services: Services) -> Blueprint:
    """Serve `POST /api/ask`."""
    routes = Blueprint("api", __name__)
    trusted = services.settings.trusted_networks

    @routes.post("/api/ask")
    def ask() -> Response:
        services.limits.count_request(countable_address(request.environ, trusted))
        try:
            said = Json.loads(request.get_data().decode())
        except ValueError as error:
            raise InvalidPayloadError("the body is not JSON") from error
        asked = Ask.model_validate(said)
        return jsonify(answer(services, asked))

    return routes


def answer(services: Services, asked: Ask) -> dict[str, Any]:
    """Answer one question on its own; told to explain, say how it was matched."""
    with services.database.read() as session:
        site = find_site(session, asked.site or services.settings.site)
    services.limits.count_for_site(site.key)
    text = clean_text(asked.question, services.settings.message_length_max)
    page = None if asked.page_url is None else page_address(asked.page_url)
    locale = services.translations.negotiate(asked.locale, site.locale)
    found = bot.answer(services.bot, site.key, text, page, None, locale)
    message = bot.as_message(found, "", None, services.now(), services.new_id)
    body = message_body(message)
    if not asked.explain:
        return body
    return {**body, "explanation": asdict(explain(services.knowledge.index(site.key), text, page))}
