"""Hand one article over to Salut: `python push.py article.json`; nothing but Python is needed.

PUSH_URL, PUSH_SITE and PUSH_SECRET (of `flask --app server sites push-secret`) say where.
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
from collections.abc import Mapping
from pathlib import Path

TIMEOUT_SECONDS = 30


def push(
    url: str, site: str, secret: str, article: Mapping[str, object], moment: int
) -> dict[str, object]:
    """Send an article, signed at a moment in seconds since 1970; give what became of it.

    Raise urllib.error.HTTPError, whose body says what is wrong. Sign anew to send again.
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
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310
        told: dict[str, object] = json.load(response)
    return told


def main() -> None:
    """Send the article of a file."""
    article = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    url, site, secret = (os.environ[name] for name in ("PUSH_URL", "PUSH_SITE", "PUSH_SECRET"))
    try:
        told = push(url, site, secret, article, int(time.time()))
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code}: {error.read().decode()}")
    sys.stdout.write(f"{told['state']}: {told['url']}, {told['entries']} entries\n")


if __name__ == "__main__":
    main()
