"""The welcome: all that the panel needs to draw itself, gathered for one accepted connection."""

from __future__ import annotations

import faq
from chat import conversations, visitors
from chat.conversations import Thread
from chat.urls import page_address
from web.payloads import Auth, MessageOut, Welcome
from web.services import Services
from web.widget import greeting

STARTERS_MAX = 3


def welcome_of(services: Services, thread: Thread, locale: str, said: Auth) -> Welcome:
    """Gather a welcome; raise store.StoreError without a database."""
    with services.database.read() as session:
        unseen = conversations.replay(session, thread.conversation.id, said.last_seq)
    return Welcome(
        conversation_id=thread.conversation.id,
        token=visitors.mint_token(
            services.keys, thread.visitor, services.settings.token_lifetime, services.now()
        ),
        greeting=greeting(thread.site, locale, services.translations),
        starters=_starters(services, thread.site.key, said, locale),
        messages=[MessageOut.of(each) for each in unseen],
        locale=locale,
        notice=services.translations.text(locale, "widget", "notice"),
    )


def _starters(services: Services, site_key: str, said: Auth, locale: str) -> list[str]:
    """Suggest questions on the page being read; none while the index is being built."""
    index = services.knowledge.index_if_built(site_key)
    if index is None:
        return []
    page = None if said.page is None else page_address(said.page.url)
    return faq.starters(index, page=page, limit=STARTERS_MAX, locale=locale)
