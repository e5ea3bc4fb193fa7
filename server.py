"""Start Salut: settings -> create_app -> run.

`python server.py` serves by itself; `gunicorn -k gevent -w 1 server:app` serves under a
supervisor. gevent patches first, so that every wait in every module lets other readers work.
"""

# ruff: noqa: E402
from gevent import monkey

monkey.patch_all()

import logging
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

import gevent

from web import create_app, housework, settings, startup
from web.deadlines import TimelyHandler
from web.errors import WebError

BACKLOG = 4_096  # all readers of a server come back at once when it has restarted
STOPPING = (signal.SIGTERM, signal.SIGINT)

try:
    chosen = settings.load(os.environ)
    logging.basicConfig(
        level=chosen.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    app = create_app(chosen)
except WebError as error:
    sys.exit(f"Salut: {error}")

services = app.extensions["salut"]
startup.spare_collections()
gevent.spawn(startup.follow_knowledge, services)
gevent.spawn(startup.fill_meanings, services)
gevent.spawn(startup.purge_hourly, services)
housework.start(services)


def announce() -> None:
    """Print the address; runs as soon as the server listens and waits for its first reader."""
    server = app.extensions["socketio"].wsgi_server
    for number in STOPPING:
        gevent.signal_handler(number, stop)
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    sys.stdout.write(f"Salut écoute sur http://{host}:{server.server_port}\n")
    sys.stdout.flush()


def stop() -> None:
    """Finish what is begun and end; whoever asks twice does not want to wait."""
    server = app.extensions["socketio"].wsgi_server
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)

    def stop_accepting() -> None:
        server.stop_accepting()
        server.socket.close()

    try:
        services.drain.run(chosen.drain_seconds, stop_accepting)
    finally:
        server.stop()


def drain_under(supervised: Callable[[int, FrameType | None], object]) -> None:
    """Drain beside what a supervisor's worker does itself when it is asked to stop."""

    def stop_worker(number: int, frame: FrameType | None) -> None:
        supervised(number, frame)
        gevent.spawn(services.drain.run, chosen.drain_seconds)

    signal.signal(signal.SIGTERM, stop_worker)


def main() -> None:
    """Serve until told to stop."""
    socketio = app.extensions["socketio"]
    gevent.spawn(announce)
    try:
        socketio.run(
            app,
            host=chosen.host,
            port=chosen.port,
            backlog=BACKLOG,
            handler_class=TimelyHandler,
        )
    except KeyboardInterrupt:
        pass
    except OSError as error:
        sys.exit(
            f"Salut: cannot listen on {chosen.host}:{chosen.port} ({error.strerror}): "
            "set HOST or PORT"
        )
    services.database.close()


if __name__ == "__main__":
    main()
elif callable(supervised := signal.getsignal(signal.SIGTERM)):
    drain_under(supervised)
