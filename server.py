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

import gevent

from web import create_app, settings, startup
from web.errors import WebError

try:
    chosen = settings.load(os.environ)
    logging.basicConfig(
        level=chosen.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    app = create_app(chosen)
except WebError as error:
    sys.exit(f"Salut: {error}")

gevent.spawn(startup.follow_knowledge, app.extensions["salut"])
gevent.spawn(startup.fill_meanings, app.extensions["salut"])


def announce() -> None:
    """Print the address; runs as soon as the server listens and waits for its first reader."""
    server = app.extensions["socketio"].wsgi_server
    host = f"[{chosen.host}]" if ":" in chosen.host else chosen.host
    sys.stdout.write(f"Salut écoute sur http://{host}:{server.server_port}\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until told to stop."""
    socketio = app.extensions["socketio"]
    gevent.spawn(announce)
    gevent.signal_handler(signal.SIGTERM, lambda: socketio.wsgi_server.stop())
    try:
        socketio.run(app, host=chosen.host, port=chosen.port)
    except KeyboardInterrupt:
        pass
    except OSError as error:
        sys.exit(
            f"Salut: cannot listen on {chosen.host}:{chosen.port} ({error.strerror}): "
            "set HOST or PORT"
        )


if __name__ == "__main__":
    main()
