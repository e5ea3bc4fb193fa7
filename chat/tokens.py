"""The visitor token: a signed paper by which a reader is known again, without cookie or account.

`v1.<kid>.<payload>.<mac>`: the payload says site, visitor, epoch and dates; the mac is
HMAC-SHA256 over all before it. `kid` names the key, so that a new key can come in while papers
signed by the old one are still good.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chat.errors import InvalidTokenError

VERSION = "v1"
TOKEN_LENGTH_MAX = 1000
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Keys:
    """The signing keys by their short names; `current` signs, all verify."""

    current: str
    by_kid: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says; dates to the second."""

    site_key: str
    visitor_id: str
    epoch: int
    issued_at: datetime
    expires_at: datetime


def make_keys(secrets: Sequence[str]) -> Keys:
    """Make the keys from secrets: the first signs, the others are still accepted."""
    derived = [hashlib.sha256(b"salut visitor token " + each.encode()).digest() for each in secrets]
    by_kid = {hashlib.sha256(key).hexdigest()[:8]: key for key in derived}
    return Keys(current=next(iter(by_kid)), by_kid=by_kid)


def mint(keys: Keys, claims: Claims) -> str:
    """Sign what is claimed."""
    payload = json.dumps(
        {
            "site": claims.site_key,
            "visitor": claims.visitor_id,
            "epoch": claims.epoch,
            "iat": int(claims.issued_at.timestamp()),
            "exp": int(claims.expires_at.timestamp()),
        },
        separators=(",", ":"),
        sort_keys=True,
    )
    signed = f"{VERSION}.{keys.current}.{_base64(payload.encode())}"
    return f"{signed}.{_mac(keys.by_kid[keys.current], signed)}"


def read(keys: Keys, token: str, now: datetime) -> Claims:
    """Give what a token claims; raise InvalidTokenError unless we signed it and it is in time."""
    claims = _claims(_verified_payload(keys, token), now)
    if claims.expires_at <= now or claims.issued_at > now + CLOCK_SKEW:
        raise InvalidTokenError("the visitor token is out of date")
    return claims


def _verified_payload(keys: Keys, token: str) -> bytes:
    """Check form and signature; the text of the mac is compared, so no other spelling passes."""
    parts = token.split(".") if len(token) <= TOKEN_LENGTH_MAX and token.isascii() else []
    if len(parts) != 4 or parts[0] != VERSION or parts[1] not in keys.by_kid:
        raise InvalidTokenError("this is no visitor token of ours")
    signed, _, mac = token.rpartition(".")
    if not hmac.compare_digest(_mac(keys.by_kid[parts[1]], signed), mac):
        raise InvalidTokenError("the visitor token is not signed by us")
    return base64.urlsafe_b64decode(parts[2] + "=" * (-len(parts[2]) % 4))


def _claims(payload: bytes, now: datetime) -> Claims:
    """Read a payload that we have signed ourselves."""
    said = json.loads(payload)
    return Claims(
        site_key=said["site"],
        visitor_id=said["visitor"],
        epoch=said["epoch"],
        issued_at=datetime.fromtimestamp(said["iat"], now.tzinfo),
        expires_at=datetime.fromtimestamp(said["exp"], now.tzinfo),
    )


def _mac(key: bytes, signed: str) -> str:
    return _base64(hmac.new(key, signed.encode(), hashlib.sha256).digest())


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
