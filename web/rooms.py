"""Who hears what: the sockets of a conversation's visitor, of agents who look at it, of a site's.

Socket.IO's rooms do it. A visitor's room and that of the agents who look at his conversation have
its id, in two namespaces; all agents of a site are in a room with its key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from engineio.packet import MESSAGE, Packet
from socketio import packet as socketio_packet
from socketio.pubsub_manager import PubSubManager

from web.packets import StrictPacket
from web.websocket import TURN_SECONDS

WIDGET, INBOX = "/widget", "/inbox"

Body = dict[str, Any]


class Rooms:
    """The rooms of a Socket.IO server, and the tasks beside its events."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def emit(self, event: str, body: Body, conversation_id: str) -> None:
        """Send an event to all sockets of a visitor; agents who look on hear it too."""
        self._send(WIDGET, conversation_id, event, body)
        self.emit_to_watchers(event, body, conversation_id)

    def show_others(self, body: Body, conversation_id: str, sid: str) -> None:
        """Send a message to the sockets of a conversation but its sender's, if there are any."""
        if self._is_shared or self._count(WIDGET, conversation_id) > 1:
            self._server.emit("message", body, room=conversation_id, skip_sid=sid, namespace=WIDGET)
        self.emit_to_watchers("message", body, conversation_id)

    def emit_to_watchers(self, event: str, body: Body, conversation_id: str) -> None:
        """Send an event to the agents who look at a conversation, with its id."""
        if self._is_heard(INBOX, conversation_id):
            told = {"message": body} if event == "message" else body
            self._send(INBOX, conversation_id, event, {"conversation_id": conversation_id, **told})

    def emit_to_staff(self, event: str, body: Callable[[], Body | None], site_key: str) -> None:
        """Send an event to all agents of a site; its body is only made where somebody hears."""
        if self._is_heard(INBOX, site_key) and (told := body()) is not None:
            self._send(INBOX, site_key, event, told)

    def dismiss(self, conversation_id: str) -> None:
        """End all sockets of a visitor."""
        for sid, _ in list(self._server.manager.get_participants(WIDGET, conversation_id)):
            self._server.disconnect(sid, namespace=WIDGET)

    def after_ack(self, sid: str, work: Callable[[], None]) -> None:
        """Do something right behind the ack of the event that a socket has sent."""
        eio_sid = self._server.manager.eio_sid_from_sid(sid, WIDGET)
        session = self._server.eio.sockets.get(eio_sid)
        if session is None:
            work()  # he has hung up; his other tabs have not
        else:
            session.after_event(work)

    def start(self, task: Callable[..., None], *arguments: Any) -> None:
        """Run a task in a greenlet of its own."""
        self._server.start_background_task(task, *arguments)

    def sleep(self, seconds: float) -> None:
        """Let other greenlets work, those too whose lines nobody has looked at yet."""
        self._server.sleep(seconds or TURN_SECONDS)

    def _send(self, namespace: str, room: str, event: str, body: Body) -> None:
        """Send an event to a room; to sockets of ours without the detours of `emit`."""
        if self._is_shared:
            self._server.emit(event, body, room=room, namespace=namespace)
        elif sockets := self._server.manager.rooms.get(namespace, {}).get(room):
            told = StrictPacket(socketio_packet.EVENT, data=[event, body], namespace=namespace)
            written = Packet(MESSAGE, told.encode())
            for eio_sid in list(sockets.values()):
                self._server.eio.send_packet(eio_sid, written)

    @property
    def _is_shared(self) -> bool:
        """Tell whether there may be sockets in other processes."""
        return isinstance(self._server.manager, PubSubManager)

    def _is_heard(self, namespace: str, room: str) -> bool:
        return self._is_shared or self._count(namespace, room) > 0

    def _count(self, namespace: str, room: str) -> int:
        return len(self._server.manager.rooms.get(namespace, {}).get(room, ()))
