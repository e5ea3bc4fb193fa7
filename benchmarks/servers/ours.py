"""The same echo on our transport and our codec, its handler on the Socket.IO server itself."""

# ruff: noqa: E402
from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import os

from flask import Flask
from flask_socketio import SocketIO

from web.deadlines import TimelyHandler
from web.gate import Gate, room_for
from web.packets import Json, StrictPacket
from web.sockets import EVENT_BYTES_MAX
from web.startup import spare_collections
from web.transport import make_strict

SOCKETS_MAX = 12_000

app = Flask(__name__)
socketio = SocketIO(
    app,
    async_mode="gevent",
    async_handlers=False,
    cors_credentials=False,
    max_http_buffer_size=EVENT_BYTES_MAX,
    manage_session=False,
    serializer=StrictPacket,
    json=Json,
)
make_strict(
    socketio.server, ("/",), Gate(room_for(SOCKETS_MAX)), lambda _, status: status.phrase.encode()
)


def message(sid: str, body: object) -> None:
    """Send back what came."""
    socketio.server.emit("reply", body, to=sid)


socketio.server.on("message", message)

if __name__ == "__main__":
    spare_collections()
    listen_at = {"host": os.environ["HOST"], "port": int(os.environ["PORT"])}
    socketio.run(app, **listen_at, handler_class=TimelyHandler)
