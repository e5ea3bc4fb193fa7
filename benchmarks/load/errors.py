"""What ends a measurement early, in words for the one who runs it."""

from __future__ import annotations


class LoadError(Exception):
    """A cell that gives no figure."""


class ServerDiedError(LoadError):
    """The server has ended while it was measured; the message has the end of its log."""


class RefusedError(LoadError):
    """The server did not take a connection, or refused a message."""
