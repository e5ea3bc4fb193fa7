"""Second factors: codes of an authenticator (RFC 6238), each good once, and recovery codes.

A code is accepted one step early or late, for clocks differ; a step that was used, and every one
before it, is over.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from pyotp import TOTP

STEP_SECONDS = 30
STEPS_OFF_MAX = 1
SECRET_BYTES = 20
RECOVERY_CODES = 10
RECOVERY_BYTES = 10
ISSUER = "Salut"


def secret_for(key: bytes, told: str) -> str:
    """Derive the secret that is offered to one session, so that showing it stores nothing."""
    derived = hmac.digest(key, b"salut totp " + told.encode(), hashlib.sha256)
    return base64.b32encode(derived[:SECRET_BYTES]).decode()


def address(secret: str, email: str) -> str:
    """Give the `otpauth:` address that an authenticator reads from a picture."""
    return TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, last_step: int, now: datetime) -> int | None:
    """Find the step, later than the last one used, of which this is the code; None if none."""
    told = code.encode("utf-8", "replace")
    codes, present = TOTP(secret), int(now.timestamp()) // STEP_SECONDS
    found = None
    for step in range(present - STEPS_OFF_MAX, present + STEPS_OFF_MAX + 1):
        is_it = hmac.compare_digest(codes.generate_otp(step).encode(), told)
        if is_it and step > last_step:
            found = step
    return found


def code_at(secret: str, now: datetime) -> str:
    """Give the code of a moment, as an authenticator shows it."""
    return TOTP(secret).generate_otp(int(now.timestamp()) // STEP_SECONDS)


def new_recovery_codes() -> list[str]:
    """Make recovery codes of 80 random bits each, in groups that can be copied by hand."""
    return [_grouped(secrets.token_bytes(RECOVERY_BYTES)) for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> str:
    """Give what is stored of a recovery code, however it was typed."""
    bare = "".join(char for char in code.casefold() if char.isalnum())
    return hashlib.sha256(b"salut recovery " + bare.encode()).hexdigest()


def _grouped(raw: bytes) -> str:
    letters = base64.b32encode(raw).decode().lower()
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))
