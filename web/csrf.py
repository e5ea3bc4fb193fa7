"""No change but from our own page: a token in every form, and what the browser says of its origin.

The token is derived from the browser's cookie, which no other site can read.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlsplit

from flask import Request

from chat.errors import ForeignRequestError

FIELD, HEADER = "form_token", "X-Salut-Form"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def form_token(key: bytes, cookie_token: str) -> str:
    """Give the token of the forms that one browser is shown."""
    return hmac.digest(key, b"salut form " + cookie_token.encode(), hashlib.sha256).hex()


def check(request: Request, key: bytes, cookie_token: str) -> None:
    """Raise ForeignRequestError for a change that was not asked for on a page of ours."""
    if request.method in SAFE_METHODS:
        return
    if not cookie_token or not _is_from_here(request):
        raise ForeignRequestError("the browser says that another site has sent this")
    told = request.headers.get(HEADER) or request.form.get(FIELD, "")
    wanted = form_token(key, cookie_token)
    if not hmac.compare_digest(told.encode("utf-8", "replace"), wanted.encode()):
        raise ForeignRequestError("the token of the form is not this browser's")


def _is_from_here(request: Request) -> bool:
    """Tell what the browser says of where a request comes from; an old one says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
