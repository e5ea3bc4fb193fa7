"""What stands behind a proxy and writes down what it was told; a WebSocket is echoed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SWITCHING = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"


@dataclass
class Upstream:
    """A server and the headers of each request, with the address that asked."""

    port: int = 0
    environs: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Upstream]:
    """Listen on a free port."""
    upstream = Upstream()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            named = {
                f"HTTP_{name.upper().replace('-', '_')}": value
                for name, value in self.headers.items()
            }
            upstream.environs.append({**named, "REMOTE_ADDR": self.client_address[0]})
            self.close_connection = True
            if self.headers.get("Upgrade", "").lower() == "websocket":
                self.wfile.write(SWITCHING)
                while told := self.rfile.read1(1024):
                    self.wfile.write(told.upper())
                return
            self.send_response(204)
            self.end_headers()

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        upstream.port = server.server_port
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield upstream
        server.shutdown()
        thread.join()
