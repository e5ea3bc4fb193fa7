"""The console's one cookie: a random token, before anybody has signed in too.

What is signed in lies in the database, under the token's digest; signing in and out change the
token. Without HTTPS there is no console, but on the machine itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response
from werkzeug.http import parse_cookie

from web.addresses import Networks, is_encrypted

NAME, SECURE_NAME = "salut", "__Host-salut"
TOKEN_LENGTH_MAX = 100


def is_safe(environ: Mapping[str, Any], trusted: Networks) -> bool:
    """Tell whether nobody between can read along."""
    return is_encrypted(environ, trusted) or _is_local(str(environ.get("HTTP_HOST", "")))


def token_of(environ: Mapping[str, Any], trusted: Networks) -> str:
    """Give the token that a browser holds; "" for none, and for one that we never made."""
    try:
        held = parse_cookie(str(environ.get("HTTP_COOKIE", "")))
    except UnicodeError:  # bytes that are no text, from no browser
        return ""
    told = held.get(_name(environ, trusted), "")
    return told if len(told) <= TOKEN_LENGTH_MAX and told.isascii() else ""


def give(response: Response, token: str, environ: Mapping[str, Any], trusted: Networks) -> None:
    """Have the browser hold a token until it is closed; no script and no other site sees it."""
    response.set_cookie(
        _name(environ, trusted),
        token,
        secure=is_encrypted(environ, trusted),
        httponly=True,
        samesite="Strict",
        path="/",
    )


def _name(environ: Mapping[str, Any], trusted: Networks) -> str:
    return SECURE_NAME if is_encrypted(environ, trusted) else NAME


def _is_local(host: str) -> bool:
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    is_number = name.startswith("127.") and name.replace(".", "").isdecimal()
    return name in ("localhost", "[::1]") or name.endswith(".localhost") or is_number
