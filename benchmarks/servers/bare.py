"""An echo on Flask-SocketIO as it installs: gevent, simple-websocket, a request for each event."""

# ruff: noqa: E402
from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import os

from flask import Flask
from flask_socketio import SocketIO, emit

app = Flask(__name__)
socketio = SocketIO(app, async_mode="gevent", async_handlers=False)


@socketio.on("message")  # type: ignore[untyped-decorator]
def message(body: object) -> None:
    """Send back what came."""
    emit("reply", body)


if __name__ == "__main__":
    socketio.run(app, host=os.environ["HOST"], port=int(os.environ["PORT"]))
