"""What went wrong with an event or a connection, told to the one who sent it."""

from __future__ import annotations

from typing import Any

from socketio.exceptions import ConnectionRefusedError as RefusedError

from web import errors
from web.translations import Translations


def error_ack(error: Exception, locale: str | None, translations: Translations) -> dict[str, Any]:
    """Put whatever went wrong into an ack."""
    said = errors.as_chat_error(error)
    return {"ok": False, "error": errors.body(said, translations.negotiate(locale), translations)}


def refused(error: Exception, locale: str | None, translations: Translations) -> RefusedError:
    """Put whatever went wrong into the refusal of a connection."""
    said = errors.as_chat_error(error)
    body = errors.body(said, translations.negotiate(locale), translations)
    return RefusedError(body["message"], body)
