"""People: what a visitor and the staff of his site are told when a conversation changes hands."""

from __future__ import annotations

import logging
from collections.abc import Callable

import store
from chat import inbox
from chat.conversations import find_site
from chat.handover import Passed, Say
from chat.hours import staffing
from web.housework import alerts_of
from web.inbox_payloads import SummaryOut
from web.message_body import message_body
from web.payloads import StateOut
from web.rooms import Body, Rooms
from web.services import Services

NOTICES = "notices"

log = logging.getLogger(__name__)


class People:
    """Tells both sides; what cannot be told now is told by the next `welcome` or `list`."""

    def __init__(self, services: Services, rooms: Rooms) -> None:
        self._services = services
        self._rooms = rooms
        self._alerts = alerts_of(services)

    @property
    def say(self) -> Say:
        """Give the words of notices."""
        return lambda locale, name: self._services.translations.text(locale, NOTICES, name)

    def waiting(self, session: store.Session, conversation: store.Conversation) -> None:
        """Have people told outside of the inbox that a reader waits, in his own transaction."""
        now, new_id = self._services.now(), self._services.new_id
        self._alerts.waiting(session, conversation, now, new_id)

    def closed(self, session: store.Session, conversation: store.Conversation) -> None:
        """Have webhooks told that a conversation is closed, in its own transaction."""
        now, new_id = self._services.now(), self._services.new_id
        self._alerts.closed(session, conversation, now, new_id)

    def state_of(self, conversation: store.Conversation) -> Body:
        """Tell who has a conversation, and whether anybody is there; raise store.StoreError."""
        with self._services.database.read() as session:
            site = find_site(session, conversation.site_key)
        return StateOut.of(conversation, staffing(site, self._services.now())).body()

    def passed(self, passed: Passed) -> Body:
        """Tell everybody that a conversation has changed hands; give its state."""
        conversation = passed.conversation
        state = self.state_of(conversation)
        if passed.notice is not None:
            notice = message_body(passed.notice)
            self._rooms.emit("message", notice, conversation.id)
        self._rooms.emit("state", state, conversation.id)
        self.told(conversation.id, conversation.site_key)
        return state

    def reopened(self, conversation_id: str) -> None:
        """Tell that a closed conversation goes on with the bot."""
        self._safely(
            lambda: self.passed(Passed(inbox.find(self._services.database, conversation_id)))
        )

    def told(self, conversation_id: str, site_key: str) -> None:
        """Show the staff of a site how a conversation stands now."""

        def body() -> Body | None:
            found = inbox.summary(self._services.database, conversation_id)
            return None if found is None else SummaryOut.of(found).body()

        self._safely(lambda: self._rooms.emit_to_staff("conversation", body, site_key))

    def forgotten(self, conversation: store.Conversation) -> None:
        """Tell a visitor's tabs, and the staff, that nothing is held of him any more; end them."""
        self._rooms.emit("forgotten", {}, conversation.id)
        gone = {"conversation_id": conversation.id}
        self._rooms.emit_to_staff("forgotten", lambda: gone, conversation.site_key)
        self._rooms.dismiss(conversation.id)

    def _safely(self, tell: Callable[[], object]) -> None:
        """Tell what is stored already: a database that fails now makes nobody's event fail."""
        try:
            tell()
        except store.StoreError:
            log.exception("what has changed could not be told")
