"""Hand one article over to Salut: `python push.py article.json`; nothing but Python is needed.

PUSH_URL, PUSH_SITE and PUSH_SECRET (of `flask --app server sites push-secret`) say where. While
Salut is busy or away it is tried again, PUSH_TRIES times in all. It ends with 0 when the article
is there, with 1 when it is refused, and with 75 when it is worth another try later.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException
from pathlib import Path

TIMEOUT_SECONDS = 30
TRIES = 5
# Doubled each time, where Salut does not say how long to wait.
PAUSE_SECONDS = 2
WAIT_SECONDS_MAX = 120
BUSY = (429, 502, 503, 504)
TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h, as mail programs know it


class RefusedError(Exception):
    """Raised when Salut says no; its text says why."""


class AwayError(Exception):
    """Raised when Salut is busy or cannot be reached; `wait_seconds` where it said for how long."""

    def __init__(self, reason: str, wait_seconds: int | None = None) -> None:
        super().__init__(reason)
        self.wait_seconds = wait_seconds


def push(
    url: str, site: str, secret: str, article: Mapping[str, object], moment: int
) -> dict[str, object]:
    """Send an article once, signed at a moment in seconds since 1970; give what became of it.

    Raise RefusedError and AwayError.
    """
    body = json.dumps(article).encode()
    signed = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    headers = {
        "Content-Type": "application/json",
        "X-Salut-Site": site,
        "X-Salut-Timestamp": str(moment),
        "X-Salut-Signature": f"sha256={signed}",
    }
    request = urllib.request.Request(f"{url}/api/articles", body, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
            told: dict[str, object] = json.load(response)
    except urllib.error.HTTPError as error:
        reason = f"{error.code}: {error.read().decode(errors='replace')}"
        if error.code not in BUSY:
            raise RefusedError(reason) from error
        said = error.headers.get("Retry-After", "")
        raise AwayError(reason, int(said[:10]) if said.isdecimal() else None) from error
    except (OSError, HTTPException, ValueError) as error:
        raise AwayError(f"no answer ({error})") from error
    return told


def push_patiently(
    send: Callable[[], dict[str, object]],
    tries: int = TRIES,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, object]:
    """Send until it is answered, no more than `tries` times; raise RefusedError and AwayError."""
    for attempt in range(1, tries):
        try:
            return send()
        except AwayError as error:
            asked = error.wait_seconds
            seconds = PAUSE_SECONDS * 2 ** (attempt - 1) if asked is None else asked
            if seconds > WAIT_SECONDS_MAX:
                raise
            sys.stderr.write(f"{error}; again in {seconds} s\n")
            sleep(seconds)
    return send()


def main() -> None:
    """Send the article of a file."""
    article = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    url, site, secret = (os.environ[name] for name in ("PUSH_URL", "PUSH_SITE", "PUSH_SECRET"))
    # Signed anew each time: a signature is good for five minutes, and once.
    try:
        told = push_patiently(
            lambda: push(url, site, secret, article, int(time.time())),
            int(os.environ.get("PUSH_TRIES", TRIES)),
        )
    except RefusedError as error:
        sys.exit(str(error))
    except AwayError as error:
        sys.stderr.write(f"{error}; try again later\n")
        sys.exit(TRY_LATER)
    sys.stdout.write(f"{told['state']}: {told['url']}, {told['entries']} entries\n")


if __name__ == "__main__":
    main()
