"""A proxy between a browser and the server that lets every request pass but WebSockets."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

HEAD_BYTES_MAX = 65536
FORBIDDEN = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class PickyProxy:
    """One listening port; an upgrade is forbidden, or never answered at all."""

    def __init__(self, server_port: int, swallows: bool) -> None:
        self._server_port = server_port
        self._swallows = swallows
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._swallowed: list[socket.socket] = []
        self.upgrades = 0

    @property
    def url(self) -> str:
        """Give the address without a slash at its end."""
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def serve(self) -> None:
        """Accept until closed."""
        with suppress(OSError):
            while True:
                Thread(target=self._handle, args=self._listener.accept()[:1], daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for line in self._swallowed:
            line.close()

    def _handle(self, line: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head and len(head) < HEAD_BYTES_MAX:
            data = line.recv(4096)
            if not data:
                line.close()
                return
            head += data
        if b"upgrade: websocket" in head.lower():
            self._refuse(line)
            return
        with line, socket.create_connection(("127.0.0.1", self._server_port)) as onward:
            onward.sendall(head)
            back = Thread(target=_pass_on, args=(onward, line), daemon=True)
            back.start()
            _pass_on(line, onward)
            back.join()

    def _refuse(self, line: socket.socket) -> None:
        self.upgrades += 1
        if self._swallows:
            self._swallowed.append(line)
            return
        with line:
            line.sendall(FORBIDDEN)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Copy bytes until the source ends."""
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextmanager
def picky_proxy(server_port: int, *, swallows: bool) -> Iterator[PickyProxy]:
    """Run a proxy before a server."""
    proxy = PickyProxy(server_port, swallows)
    Thread(target=proxy.serve, daemon=True).start()
    yield proxy
    proxy.close()
