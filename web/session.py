"""One Engine.IO session, strict: one greenlet, little that waits, an end whatever goes wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

import gevent
import gevent.queue
from engineio import packet, payload
from engineio import socket as engineio_socket
from engineio.exceptions import (
    ContentTooLongError,
    EngineIOError,
    QueueEmpty,
    SocketIsClosedError,
    UnknownPacketError,
)
from engineio.packet import Packet
from websockets.frames import CloseCode

from web.websocket import OUTGOING_BYTES_MAX, HandshakeError, Line, WebSocket

if TYPE_CHECKING:
    from web.transport import Engine

UPGRADE_SECONDS = 5.0
MESSAGE = str(packet.MESSAGE)

Answer = dict[str, Any]


class MalformedPayloadError(EngineIOError):  # type: ignore[misc]
    """Tell that what was sent by polling is no list of packets."""


class Session(engineio_socket.Socket):  # type: ignore[misc]
    """One Engine.IO session, by polling until it is upgraded."""

    server: Engine
    close_code = CloseCode.NORMAL_CLOSURE
    last_ping: float | None
    connected: bool

    def __init__(self, server: Engine, sid: str, address: str | None) -> None:
        super().__init__(server, sid)
        self.address = address
        self._websocket: WebSocket | None = None
        self._queued_bytes = 0
        self._is_polled = False
        self._afterwards: Callable[[], None] | None = None

    def after_event(self, work: Callable[[], None]) -> None:
        """Do something once the event in hand is acked, and send both in one piece.

        To be called last by what handles the event; the work must not wait for anything.
        """
        self._afterwards = work
        if self._websocket is not None:
            self._websocket.cork()

    def send(self, pkt: Packet) -> None:
        """Send a packet; a reader by polling who lets too much wait is cut."""
        if self.closed:
            return
        if self._websocket is not None:
            self._websocket.send(pkt.encode())
            return
        waits, self._queued_bytes = self._queued_bytes, self._queued_bytes + len(pkt.encode())
        if waits and self._queued_bytes > OUTGOING_BYTES_MAX and not self.closing:
            self.close(abort=True, reason=self.server.reason.TRANSPORT_ERROR)
        else:
            self.queue.put(pkt)

    def poll(self) -> list[Packet]:
        """Wait for what is to be sent by polling; nothing once the session is closed."""
        if self._is_polled:
            raise UnknownPacketError("polled twice at once")
        self._is_polled = True
        try:
            first = self.queue.get(timeout=self.server.ping_interval + self.server.ping_timeout)
        except gevent.queue.Empty:
            raise QueueEmpty from None
        finally:
            self._is_polled = False
        return [] if first is None else [first, *self._queued()]

    def hear(self, text: str) -> None:
        """Handle a packet as it was written; raise ValueError for what is none."""
        if text.startswith(MESSAGE) and not self.closed:
            self._tell(text[1:])
        else:
            self.receive(Packet(encoded_packet=text))

    def receive(self, pkt: Packet) -> None:
        """Handle a packet; what no client of ours sends is ignored."""
        if self.closed:
            raise SocketIsClosedError
        if pkt.binary:
            raise MalformedPayloadError("bytes")
        match pkt.packet_type:
            case packet.MESSAGE:
                self._tell(pkt.data)
            case packet.PONG:
                self.schedule_ping()
            case packet.UPGRADE:
                self.send(Packet(packet.NOOP))
            case packet.CLOSE:
                self.close(abort=True, reason=self.server.reason.CLIENT_DISCONNECT)

    def _tell(self, data: Any) -> None:
        """Have an event handled and acked, then do what was left for afterwards."""
        self.server._trigger_event("message", self.sid, data, run_async=False)
        work, self._afterwards = self._afterwards, None
        if work is not None:
            try:
                work()
            finally:
                if self._websocket is not None:
                    self._websocket.uncork()

    def handle_post_request(self, environ: Mapping[str, Any]) -> None:
        """Handle what was sent by polling."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if length > self.server.max_http_buffer_size:
            raise ContentTooLongError
        try:
            body = environ["wsgi.input"].read(length).decode()
            packets = payload.Payload(encoded_payload=body).packets
        except (ValueError, KeyError, OSError) as error:
            raise MalformedPayloadError from error
        for each in packets:
            self.receive(each)

    def close(
        self,
        wait: bool = False,  # noqa: ARG002
        abort: bool = False,
        reason: str | None = None,
    ) -> None:
        """End the session and its line; never wait for a reader who may not read any more."""
        if self.closed or self.closing:
            return
        super().close(wait=False, abort=abort, reason=reason)
        self.server.forget(self, is_to_be_fetched=not abort and not self.upgraded)
        if self._websocket is not None:
            self._websocket.close(self.close_code)

    def cut(self, reason: str) -> None:
        """End the session and cut its line at once."""
        self.close(abort=True, reason=reason)
        if self._websocket is not None:
            self._websocket.cut()

    def schedule_ping(self) -> None:
        """Ask for a sign of life after a while, once the last one was given."""
        if self.last_ping:
            self.last_ping = None
            self.server.await_ping(self)

    def ping(self) -> None:
        """Ask for a sign of life."""
        self.last_ping = time.time()
        self.send(Packet(packet.PING))

    def _upgrade_websocket(
        self, environ: Mapping[str, Any], _start_response: Callable[..., Any]
    ) -> Answer | Iterable[bytes]:
        """Serve one WebSocket to its end; what ends it ends its session."""
        line = _line_of(environ)
        if self.upgraded or self.upgrading or line is None:
            refused: Answer = self.server._bad_request("No upgrade")
            return refused
        websocket = WebSocket(line, self.server.max_http_buffer_size)
        try:
            websocket.shake_hands(environ)
        except HandshakeError as error:
            return _answer(error)
        try:
            self._converse(websocket)
        finally:
            if self._websocket is websocket:
                self.close(abort=True, reason=self.server.reason.TRANSPORT_CLOSE)
            websocket.close()
            websocket.hang_up()
        if "gunicorn.socket" in environ:
            raise StopIteration  # its worker takes this as the end of the connection
        return []

    def _converse(self, websocket: WebSocket) -> None:
        """Handle what comes by WebSocket, once it is clear that it goes by WebSocket."""
        texts = websocket.receive()
        if self.connected and not self._is_upgraded_by(websocket, texts):
            return
        self.connected = self.upgraded = True
        self._websocket = websocket
        for each in self._queued():
            websocket.send(each.encode())
        for text in texts:
            try:
                self.hear(text)
            except SocketIsClosedError:
                return
            except MalformedPayloadError:
                websocket.fail(CloseCode.UNSUPPORTED_DATA)
                return
            except ValueError:
                websocket.fail(CloseCode.PROTOCOL_ERROR)
                return

    def _is_upgraded_by(self, websocket: WebSocket, texts: Iterator[str]) -> bool:
        """Tell whether a session that polls goes on by WebSocket; it has little time to say so."""
        self.upgrading = True
        try:
            with gevent.Timeout(UPGRADE_SECONDS):
                if next(texts, None) != f"{packet.PING}probe":
                    return False
                websocket.send(f"{packet.PONG}probe")
                self.queue.put(Packet(packet.NOOP))  # ends the request that polls
                return next(texts, None) == str(packet.UPGRADE) and not self.closed
        except gevent.Timeout:
            return False
        finally:
            self.upgrading = False

    def _queued(self) -> Iterator[Packet]:
        """Yield what waits to be sent."""
        self._queued_bytes = 0
        while not self.queue.empty():
            each = self.queue.get_nowait()
            if each is None:
                self.queue.put(None)
                return
            yield each


def _answer(error: HandshakeError) -> Answer:
    """Put the refusal of a handshake into the form of Engine.IO."""
    response = error.response
    status = f"{response.status_code} {response.reason_phrase}"
    headers = list(response.headers.raw_items())
    return {"status": status, "headers": headers, "response": bytes(response.body)}


def _line_of(environ: Mapping[str, Any]) -> Line | None:
    """Find the connection below a request: pywsgi's or gunicorn's."""
    if "gunicorn.socket" in environ:
        return cast("Line", environ["gunicorn.socket"])
    body = environ["wsgi.input"]
    reader = body if hasattr(body, "raw") else getattr(body, "rfile", None)
    raw = getattr(reader, "raw", None)
    return getattr(raw, "_sock", None)
