"""What a refusal looks like outside: a stable code, and words from the language files.

The text of an exception never leaves the process.

- WebError
  - SettingsError: a setting has an impossible value
  - StartupError: the server cannot start here; the text says what to do
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, request
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

import store
from chat.errors import (
    BusyError,
    ChatError,
    InvalidPayloadError,
    NotFoundError,
    StorageUnavailableError,
    TextTooLongError,
)
from web.translations import Translations

log = logging.getLogger(__name__)

HTTP_STATUS = {
    "invalid_payload": HTTPStatus.BAD_REQUEST,
    "empty": HTTPStatus.BAD_REQUEST,
    "too_long": HTTPStatus.BAD_REQUEST,
    "invalid_token": HTTPStatus.UNAUTHORIZED,
    "invalid_signature": HTTPStatus.UNAUTHORIZED,
    "stale_signature": HTTPStatus.UNAUTHORIZED,
    "foreign_address": HTTPStatus.FORBIDDEN,
    "invalid_email": HTTPStatus.BAD_REQUEST,
    "already_taken": HTTPStatus.CONFLICT,
    "not_yours": HTTPStatus.CONFLICT,
    "stale_edit": HTTPStatus.CONFLICT,
    "regression": HTTPStatus.CONFLICT,
    "bad_redirect": HTTPStatus.BAD_REQUEST,
    "unreadable_table": HTTPStatus.BAD_REQUEST,
    "weak_password": HTTPStatus.BAD_REQUEST,
    "not_signed_in": HTTPStatus.UNAUTHORIZED,
    "wrong_password": HTTPStatus.UNAUTHORIZED,
    "wrong_code": HTTPStatus.UNAUTHORIZED,
    "not_allowed": HTTPStatus.FORBIDDEN,
    "foreign_request": HTTPStatus.FORBIDDEN,
    "insecure_connection": HTTPStatus.FORBIDDEN,
    "dead_link": HTTPStatus.GONE,
    "not_connected": HTTPStatus.CONFLICT,
    "replayed": HTTPStatus.CONFLICT,
    "no_article": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_site": HTTPStatus.NOT_FOUND,
    "not_found": HTTPStatus.NOT_FOUND,
    "busy": HTTPStatus.SERVICE_UNAVAILABLE,
    "storage_unavailable": HTTPStatus.SERVICE_UNAVAILABLE,
    "rate_limited": HTTPStatus.TOO_MANY_REQUESTS,
    "internal": HTTPStatus.INTERNAL_SERVER_ERROR,
}


class WebError(Exception):
    """Stand for everything that keeps the server from running."""


class SettingsError(WebError):
    """Tell that a setting has an impossible value."""


class StartupError(WebError):
    """Tell that the server cannot start here."""


def as_chat_error(error: Exception) -> ChatError:
    """Find what the other side may know of an error; what nobody foresaw is logged."""
    if isinstance(error, ChatError):
        return error
    if isinstance(error, HTTPException):
        return _from_http(error)
    if isinstance(error, ValidationError):
        return InvalidPayloadError()
    if isinstance(error, store.DatabaseBusyError):
        return BusyError()
    if isinstance(error, store.DatabaseUnusableError):
        log.error("the database fails: %s", error)
        return StorageUnavailableError()
    log.error("unforeseen", exc_info=error)
    return ChatError()


def body(error: ChatError, locale: str, translations: Translations) -> dict[str, Any]:
    """Put an error into the wire's form."""
    seconds = error.retry_after_seconds
    message = translations.text(locale, "errors", error.code)
    if seconds is None:
        return {"code": error.code, "message": message}
    message = message.replace("{seconds}", str(seconds))
    return {"code": error.code, "message": message, "retry_after": seconds}


def register(app: Flask, translations: Translations) -> None:
    """Answer every failed HTTP request by the same small JSON."""

    @app.errorhandler(Exception)
    def refuse(error: Exception) -> tuple[Response, int] | HTTPException:
        if isinstance(error, HTTPException) and (error.code or 0) < HTTPStatus.BAD_REQUEST:
            return error
        said = as_chat_error(error)
        accepted = (name for name, quality in request.accept_languages if quality > 0)
        locale = translations.negotiate(*accepted)
        status = HTTP_STATUS[said.code]
        if isinstance(error, HTTPException) and error.code is not None:
            status = HTTPStatus(error.code)
        response = jsonify(error=body(said, locale, translations))
        if said.retry_after_seconds is not None:
            response.headers["Retry-After"] = str(said.retry_after_seconds)
        if isinstance(error, MethodNotAllowed):
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
        return response, status


def _from_http(error: HTTPException) -> ChatError:
    """Find our word for what the framework refused."""
    match error.code:
        case HTTPStatus.NOT_FOUND | HTTPStatus.METHOD_NOT_ALLOWED:
            return NotFoundError()
        case HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return TextTooLongError()
        case code if code is not None and code < HTTPStatus.INTERNAL_SERVER_ERROR:
            return InvalidPayloadError()
        case _:
            return ChatError()
