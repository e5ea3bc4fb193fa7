"""Servers to measure, each started by itself with PORT; and the site that Salut serves meanwhile.

- bare.py    an echo on Flask-SocketIO as it installs
- ours.py    the same echo on our transport, our codec, without a request context
- echo.mjs   the same echo on Node's socket.io
- site.py    an instance folder with made-up passages, and questions on them
"""
