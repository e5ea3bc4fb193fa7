"""Questions over plain HTTP, for those without a widget: answered, and nothing stored."""

from __future__ import annotations

from dataclasses import asdict

import orjson
from flask import Blueprint, Response, jsonify, request

from chat import bot
from chat.conversations import find_site
from chat.errors import InvalidPayloadError
from chat.messages import clean_text
from chat.urls import page_address
from faq.explain import explain
from web.payloads import Ask, MessageOut
from web.services import Services

BODY_BYTES_MAX = 64_000


def blueprint(services: Services) -> Blueprint:
    """Serve `POST /api/ask`."""
    routes = Blueprint("api", __name__)

    @routes.post("/api/ask")
    def ask() -> Response:
        try:
            said = orjson.loads(request.get_data())
        except orjson.JSONDecodeError as error:
            raise InvalidPayloadError("the body is not JSON") from error
        asked = Ask.model_validate(said)
        told = {"explanation": explanation(services, asked)} if asked.explain else {}
        return jsonify(answer(services, asked).body() | told)

    return routes


def explanation(services: Services, asked: Ask) -> dict[str, object]:
    """Tell how a question is matched: its words, what they met, what each feature gave."""
    index = services.knowledge.index(asked.site or services.settings.site)
    page = None if asked.page_url is None else page_address(asked.page_url)
    return asdict(explain(index, asked.question, page))


def answer(services: Services, asked: Ask) -> MessageOut:
    """Answer one question on its own."""
    with services.database.read() as session:
        site = find_site(session, asked.site or services.settings.site)
    text = clean_text(asked.question, services.settings.message_length_max)
    page = None if asked.page_url is None else page_address(asked.page_url)
    locale = services.translations.negotiate(asked.locale, site.locale)
    found = bot.answer(services.bot, site.key, text, page, None, locale)
    return MessageOut.of(bot.as_message(found, "", None, services.now(), services.new_id))
