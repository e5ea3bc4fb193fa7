"""The whole application in this process, and a reader whose bytes are made up."""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path
from typing import Any

import gevent

from tests.web.line import MemoryLine
from web import create_app, settings

HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "QUERY_STRING": "EIO=4&transport=websocket",
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
}
PIECE_BYTES = 500


class Faults(logging.Handler):
    """Keeps what was logged as an error: whatever a reader sends, nothing shall be."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


class House:
    """An application that serves one made-up reader after another."""

    def __init__(self, folder: Path) -> None:
        chosen = {"SALUT_INSTANCE": str(folder), "SALUT_MEANING": "off"}
        self.app = create_app(settings.load(chosen))
        self.services: Any = self.app.extensions["salut"]
        self.services.knowledge.refresh()
        self.engine: Any = self.app.extensions["socketio"].server.eio
        self.faults = Faults()
        for name in ("", "engineio.server", "socketio.server"):
            logging.getLogger(name).addHandler(self.faults)

    def serve(self, stream: bytes) -> bytes:
        """Serve a reader to his end; give what he was sent."""
        pieces = [stream[at : at + PIECE_BYTES] for at in range(0, len(stream), PIECE_BYTES)]
        line = MemoryLine(pieces)
        with suppress(StopIteration):  # how gunicorn is told of the end
            self.engine.handle_request({**HANDSHAKE, "gunicorn.socket": line}, _no_answer)
        gevent.sleep(0)
        return bytes(line.sent)

    def check(self) -> None:
        """Fail when anything was left behind, or went wrong unseen."""
        assert self.faults.lines == []
        assert len(self.engine.sockets) == len(self.engine._gate) == 0
        assert alarm_counts(self.engine) == [0, 0, 0]

    def close(self) -> None:
        """End the database, and hear of no more faults."""
        self.services.database.close()
        for name in ("", "engineio.server", "socketio.server"):
            logging.getLogger(name).removeHandler(self.faults)


def alarm_counts(engine: Any) -> list[int]:
    """Count the alarms that are still set."""
    return [len(each) for each in (engine._strangers, engine._pings, engine._pongs)]


def _no_answer(status: str, _headers: object) -> None:
    raise AssertionError(status)
