"""Skin: Flask, Flask-SocketIO and the command line around `chat`.

Modules in data order:

- settings: everything that can be set, in one table
- translations: the words that readers see, by locale
- errors: what a refusal looks like on the wire
- payloads: what may come in, and the shape of what goes out
- services: the parts that every handler needs, made once
- second_opinion: asks for meaning beside the event loop, with a deadline
- startup: makes the instance folder, the secret, the database and the demo site; follows changes
- security: headers of every HTTP response
- assets: static files under a path that changes with their content
- widget: the loader for publishers' pages and the panel's document
- demo: the example news site at `/`
- api: questions over plain HTTP
- health: is it alive, can it answer
- transport, packets: the WebSocket and Socket.IO edges, made strict
- answering: the bot's turn after each stored question
- sockets: the /widget namespace
- commands: `flask --app server …`
- app: create_app puts them together
"""

from web.app import create_app

__all__ = ["create_app"]
