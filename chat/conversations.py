"""Conversations: the reader finds his thread again, after a page change as after three weeks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import store
from chat import tokens, visitors
from chat.errors import UnknownSiteError
from store import conversations, messages, sites
from store import visitors as stored_visitors


@dataclass(frozen=True, slots=True)
class Thread:
    """Who talks where: what a socket is bound to once it is accepted."""

    site: store.Site
    visitor: store.Visitor
    conversation: store.Conversation


def find_site(session: store.Session, site_key: str) -> store.Site:
    """Find a site by its key; raise UnknownSiteError."""
    site = sites.get(session, site_key)
    if site is None:
        raise UnknownSiteError(
            f"there is no site {site_key!r}: see `flask --app server sites list`"
        )
    return site


def open_or_resume(
    database: store.Database,
    keys: tokens.Keys,
    site_key: str,
    token: str | None,
    locale: str,
    now: datetime,
    new_id: Callable[[], str],
) -> Thread:
    """Give the visitor's thread on a site, made now if there is none; reading writes nothing.

    Raise UnknownSiteError, InvalidTokenError, store.DatabaseBusyError.
    """
    visitor = None
    with database.read() as session:
        site = find_site(session, site_key)
        if token is not None:
            visitor = visitors.recognise(session, keys, site, token, now)
            conversation = conversations.of_visitor(session, visitor.id)
            if conversation is not None and conversation.locale == locale:
                return Thread(site, visitor, conversation)

    def work(session: store.Session) -> Thread:
        known = visitor or stored_visitors.add(session, site.key, now, new_id)
        conversation = conversations.of_visitor(session, known.id)
        if conversation is None:
            conversation = conversations.add(session, known, locale, now, new_id)
        if conversation.locale != locale:
            conversation = conversations.set_locale(session, conversation, locale)
        return Thread(site, known, conversation)

    return database.commit(work)


def reopen(session: store.Session, conversation_id: str) -> store.Conversation:
    """Give a closed conversation to the bot, for its visitor goes on in it."""
    held = conversations.hold(session, conversation_id)
    return conversations.change(session, replace(held, state="bot", bot_after_seq=held.last_seq))


def replay(
    session: store.Session, conversation_id: str, last_seq: int | None
) -> list[store.Message]:
    """List what the reader has not seen: after `last_seq`, or all when he has seen nothing.

    A `last_seq` beyond the newest message belongs to another thread: then all is unseen too.
    """
    conversation = conversations.get(session, conversation_id)
    if last_seq is None or conversation is None or last_seq > conversation.last_seq:
        last_seq = 0
    return messages.after(session, conversation_id, last_seq)
