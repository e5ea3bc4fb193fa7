"""Tell a web address something, by POST, as safely as pages are fetched: to checked machines only.

No redirect is followed, and of the answer only the status is read.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from urllib.parse import urlsplit

from faq.addresses import IsAllowed, Resolve, allowed_addresses, is_public, resolve
from faq.connection import Clock, Deadline, asked
from faq.errors import AddressRefusedError
from faq.hosts import Host, Target, target_of

SECONDS_MAX = 10.0
ANSWER_BYTES_MAX = 64_000
USER_AGENT = "Salut/1.0"


def target_anywhere(url: str) -> Target:
    """Take a web address of any host apart; raises AddressRefusedError for what is none."""
    try:
        host = Host.of(urlsplit(url.strip()).netloc)
    except ValueError as error:
        raise AddressRefusedError(url[:200], "no web address; write it like https://…") from error
    return target_of(url, [host])


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds_max: float = SECONDS_MAX,
    resolve: Resolve = resolve,
    is_allowed: IsAllowed = is_public,
    tls: ssl.SSLContext | None = None,
    clock: Clock = time.monotonic,
) -> int:
    """Post a body and return the status of the answer.

    Raises AddressRefusedError for a machine inside, FetchFailedError where nobody answers.
    """
    target = target_anywhere(url)
    deadline = Deadline.after(seconds_max, clock)
    addresses = allowed_addresses(target.url, target.host, target.port, resolve, is_allowed)
    sent = {"User-Agent": USER_AGENT, "Accept": "*/*", **headers}
    checked = tls or ssl.create_default_context()
    with asked(target, addresses, sent, deadline, ANSWER_BYTES_MAX, checked, body) as answer:
        return answer.status
