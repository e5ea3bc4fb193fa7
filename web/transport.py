"""The WebSocket edge made strict, in place of the one that Engine.IO brings along.

Measured on that one: a message was buffered whole before its size was looked at, compressed
frames were unpacked without limit, a slow reader's frames came out cut (`send`, not `sendall`),
and a malformed packet left its session behind. docs/decisions/ has the figures.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import gevent.event
import gevent.selectors
import simple_websocket
from engineio.async_drivers import gevent as gevent_driver
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI


class WholeSends:
    """A socket that sends all or fails, one sender at a time."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._turn = threading.Lock()

    def send(self, data: bytes) -> None:
        """Send every byte, waiting for a slow reader."""
        with self._turn:
            self._sock.sendall(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


class StrictServer(simple_websocket.Server):
    """One WebSocket: uncompressed, of limited size, its frames whole."""

    def handshake(self) -> None:
        """Answer the upgrade request, before which nothing has been sent."""
        self.sock = WholeSends(self.sock)  # type: ignore[assignment]
        super().handshake()


class StrictWebSocket(SimpleWebSocketWSGI):  # type: ignore[misc]
    """What Engine.IO calls for each upgrade request."""

    def __init__(self, handler: Callable[[Any], Any], server: Any) -> None:
        super().__init__(
            handler,
            server,
            max_message_size=server.max_http_buffer_size,
            thread_class=gevent_driver.Thread,
            event_class=gevent.event.Event,
            selector_class=gevent.selectors.DefaultSelector,
        )
        self._session = getattr(handler, "__self__", None)

    def __call__(
        self, environ: dict[str, Any], _start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Serve one socket to its end; whatever ends it, its session ends too."""
        environ = {**environ}
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        try:
            self.ws = StrictServer(environ, **self.server_args)
            served: Iterable[bytes] = self.app(self)
            if self.ws.mode == "gunicorn":
                raise StopIteration  # its worker takes this as the end of the connection
            return served
        except ValueError:
            if self._session is not None:
                self._session.close(wait=False, abort=True)
            self.close()
            return []
        finally:
            _hang_up(environ)


def _hang_up(environ: dict[str, Any]) -> None:
    """End the connection itself: what follows a WebSocket is no further request."""
    body = environ["wsgi.input"]
    with suppress(AttributeError, OSError):
        (body if hasattr(body, "raw") else body.rfile).raw._sock.shutdown(socket.SHUT_RDWR)


def make_strict(engineio_server: Any) -> None:
    """Use our WebSocket in one Engine.IO server."""

    def disconnect(sid: str) -> None:
        """End a session without waiting for a reader who may never fetch what is queued."""
        session = engineio_server.sockets.pop(sid, None)
        if session is not None:
            session.close(wait=False)

    engineio_server.disconnect = disconnect
    engineio_server._async = {**engineio_server._async, "websocket": StrictWebSocket}
