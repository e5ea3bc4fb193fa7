"""Visitors: known again by their token, or met for the first time."""

from __future__ import annotations

from datetime import datetime, timedelta

import store
from chat import tokens
from chat.errors import InvalidTokenError
from store import visitors


def recognise(
    session: store.Session, keys: tokens.Keys, site: store.Site, token: str, now: datetime
) -> store.Visitor:
    """Find the visitor of a token; raise InvalidTokenError when it is not good for this site."""
    claims = tokens.read(keys, token, now)
    visitor = visitors.get(session, claims.visitor_id)
    if claims.site_key != site.key or visitor is None or visitor.site_key != site.key:
        raise InvalidTokenError("the visitor token is not for this site")
    if claims.epoch != visitor.epoch:
        raise InvalidTokenError("the visitor token was revoked")
    return visitor


def mint_token(
    keys: tokens.Keys, visitor: store.Visitor, lifetime: timedelta, now: datetime
) -> str:
    """Give a visitor the paper by which he is known again for `lifetime` from now."""
    claims = tokens.Claims(visitor.site_key, visitor.id, visitor.epoch, now, now + lifetime)
    return tokens.mint(keys, claims)
