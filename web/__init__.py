"""Skin: Flask, Flask-SocketIO and the command line around `chat`.

Modules in data order:

- addresses: where a request comes from, as far as it can be believed
- allowed: what a setting may be
- setting: one row of the table of settings
- settings: everything that can be set, in one table
- translations: the words that readers see, by locale
- errors: what a refusal looks like on the wire
- payloads: what may come in, and the shape of what goes out
- drain: how a server ends
- services: the parts that every handler needs, made once
- disk: the thread that waits for the disk
- second_opinion: asks for meaning beside the event loop, with a deadline
- startup: makes the instance folder, the secret, the database and the demo site; follows changes
- security: headers of every HTTP response
- assets: static files under a path that changes with their content
- widget: the loader for publishers' pages and the panel's document
- demo: the example news site at `/`
- api: questions over plain HTTP
- articles: an article handed over by a site's own system
- health: is it alive, can it answer
- deadlines: HTTP requests have to arrive in time
- gate: who may open one more socket
- websocket: one reader's line, and how it ends
- alarms: something to be done for each of many, after the same time
- session: one Engine.IO session, strict
- transport, packets: the Engine.IO and Socket.IO edges, made strict
- answering: the bot's turn after each stored question
- welcome: what an accepted connection begins with
- sockets: the /widget namespace
- faq_commands, commands: `flask --app server …`
- app: create_app puts them together
"""

from web.app import create_app

__all__ = ["create_app"]
