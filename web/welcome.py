"""The welcome: all that the panel needs to draw itself, gathered for one accepted connection."""

from __future__ import annotations

import faq
import store
from chat import conversations, visitors
from chat.conversations import Thread
from chat.errors import NotFoundError
from chat.hours import staffing
from chat.urls import page_address
from store import conversations as stored_conversations
from store import feedback
from web.message_body import message_body
from web.payloads import Auth, MessageOut, StateOut, Welcome
from web.services import Services
from web.widget import greeting

STARTERS_MAX = 3


def welcome_of(services: Services, thread: Thread, locale: str, said: Auth) -> Welcome:
    """Gather a welcome; raise store.StoreError without a database, NotFoundError without him."""
    with services.database.read() as session:
        held = stored_conversations.get(session, thread.conversation.id)
        if held is None:
            raise NotFoundError("the conversation is gone")
        unseen = conversations.replay(session, held.id, said.last_seq)
        opinions = feedback.of_conversation(session, held.id) if unseen else {}
    return Welcome(
        conversation_id=thread.conversation.id,
        token=visitors.mint_token(
            services.keys, thread.visitor, services.settings.token_lifetime, services.now()
        ),
        greeting=_greeting(services, thread.site, said, locale),
        starters=_starters(services, thread.site.key, said, locale),
        messages=[MessageOut(**message_body(each, opinions.get(each.id))) for each in unseen],
        locale=locale,
        notice=services.translations.text(locale, "widget", "notice"),
        state=StateOut.of(held, staffing(thread.site, services.now())),
    )


def _greeting(services: Services, site: store.Site, said: Auth, locale: str) -> str:
    """Greet as the site does on the pages of a section, or everywhere.

    What is said of a section is in the language of the site, for those who read in it.
    """
    index = services.knowledge.index_if_built(site.key)
    page = None if said.page is None else page_address(said.page.url)
    if site.section_greetings and locale == site.locale and index is not None and page:
        sections = (index.entries[number].section for number in index.of_page(page))
        for section in sections:
            if section in site.section_greetings:
                return site.section_greetings[section]
    return greeting(site, locale, services.translations)


def _starters(services: Services, site_key: str, said: Auth, locale: str) -> list[str]:
    """Suggest questions on the page being read; none while the index is being built."""
    index = services.knowledge.index_if_built(site_key)
    if index is None:
        return []
    page = None if said.page is None else page_address(said.page.url)
    return faq.starters(index, page=page, limit=STARTERS_MAX, locale=locale)
