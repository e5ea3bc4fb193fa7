"""Alerts: people hear of a reader who waits for them, in the transaction in which he begins to.

By webhook, and by mail where there is an address: the whole conversation where nobody is there and
he has left his own address, else a word that he waits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import store
from chat import webhooks
from chat.errors import InvalidEmailError
from chat.hours import staffing
from chat.letters import Letters, queue, recipient
from store import messages, sites

OFFLINE, HANDOVER = "offline", "handover"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alerts:
    """What alerts are written with; `mail_to` is for sites whose contact is no mail address."""

    letters: Letters
    mail_to: str = ""

    def waiting(
        self,
        session: store.Session,
        conversation: store.Conversation,
        now: datetime,
        new_id: Callable[[], str],
    ) -> None:
        """Tell that a reader waits for people since now, or that he has left his address now."""
        webhooks.tell_handover(session, conversation, now, new_id)
        site = sites.get(session, conversation.site_key)
        if site is None:
            return
        try:
            to = recipient(site, self.mail_to)
        except InvalidEmailError:
            log.info("site %s: nobody is told by mail that a reader waits", site.key)
            return
        said = messages.after(session, conversation.id)
        is_letter = conversation.email is not None and not staffing(site, now).is_staffed
        if is_letter and conversation.email is not None:
            mail = self.letters.offline(site, conversation.email, said, to)
        else:
            mail = self.letters.handover(site, conversation.waiting_at or now, said, to)
        event = OFFLINE if is_letter else HANDOVER
        queue(session, site, event, mail, now, new_id, conversation.id)

    def closed(
        self,
        session: store.Session,
        conversation: store.Conversation,
        now: datetime,
        new_id: Callable[[], str],
    ) -> None:
        """Tell that people have closed a conversation."""
        webhooks.tell_closed(session, conversation, now, new_id)
