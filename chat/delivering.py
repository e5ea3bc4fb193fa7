"""Delivering what waits: to webhooks and by mail, tried again for two days, then given up.

What is due is taken in one short transaction, sent without any, and its end is stored in another.
A process that dies in between leaves it to be sent again: who receives it may get it twice, and
knows it by its id.
"""

from __future__ import annotations

import json
import logging
import smtplib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import store
from chat.errors import NotFoundError
from chat.webhooks import headers_of
from faq.errors import FaqError
from store import deliveries, webhooks
from store.delivery_records import Delivery

TAKEN_AT_A_TIME = 20
LEASE = timedelta(minutes=5)
KEPT = timedelta(days=30)
OUTCOME_CHARACTERS_MAX = 200
WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600, 43_200, 86_400)
)

Post = Callable[[str, bytes, Mapping[str, str]], int]
Send = Callable[[Mapping[str, str]], None]

log = logging.getLogger(__name__)


class UndeliverableError(Exception):
    """Tell that something did not arrive, and why."""


def deliver(database: store.Database, post: Post, send: Send | None, now: datetime) -> int:
    """Try what is due once; give how many arrived.

    `post` posts to an address and gives the status; `send` sends a mail, None where there is no
    mail server. Raise store.StoreError.
    """
    taken = database.commit(
        lambda session: deliveries.take_due(session, now, now + LEASE, TAKEN_AT_A_TIME)
    )
    arrived = 0
    for each in taken:
        ended = _tried(database, each, post, send, now)
        is_there = ended.state == "delivered"
        keeps_body = ended.webhook_id is not None or not is_there
        database.commit(
            lambda session, ended=ended, keeps=keeps_body: deliveries.end(  # type: ignore[misc]
                session, ended, keeps_body=keeps
            )
        )
        arrived += is_there
    return arrived


def replay(
    session: store.Session,
    site_key: str,
    delivery_id: str,
    now: datetime,
    new_id: Callable[[], str],
) -> Delivery:
    """Send a delivery to a webhook once more, under a new id; raise NotFoundError."""
    held = deliveries.get(session, site_key, delivery_id)
    if held is None or held.webhook_id is None:
        raise NotFoundError("there is no such delivery")
    again = replace(
        held,
        id=new_id(),
        state="waiting",
        attempts=0,
        due_at=now,
        outcome="",
        made_at=now,
        ended_at=None,
    )
    deliveries.add(session, [again])
    return again


def forget_old(database: store.Database, now: datetime) -> int:
    """Remove what ended long ago from the log; give how many."""
    return database.commit(lambda session: deliveries.drop_old(session, now - KEPT))


def _tried(
    database: store.Database, each: Delivery, post: Post, send: Send | None, now: datetime
) -> Delivery:
    """Try one delivery and tell how it went."""
    try:
        outcome = _sent(database, each, post, send, now)
    except (UndeliverableError, FaqError, OSError, smtplib.SMTPException, ValueError) as error:
        return _after_failure(each, str(error)[:OUTCOME_CHARACTERS_MAX], now)
    return replace(each, state="delivered", due_at=None, outcome=outcome, ended_at=now)


def _sent(
    database: store.Database, each: Delivery, post: Post, send: Send | None, now: datetime
) -> str:
    if each.webhook_id is None:
        if send is None:
            raise UndeliverableError("no mail server: set SALUT_SMTP_URL")
        send(json.loads(each.body))
        return "sent"
    with database.read() as session:
        webhook = webhooks.get(session, each.site_key, each.webhook_id)
    if webhook is None or not webhook.is_active:
        raise UndeliverableError("the webhook is switched off")
    status = post(webhook.url, each.body.encode(), headers_of(webhook, each, now))
    if not 200 <= status < 300:
        raise UndeliverableError(f"it answers {status}")
    return f"it answers {status}"


def _after_failure(each: Delivery, why: str, now: datetime) -> Delivery:
    """Wait longer after each try; after the last one, give up."""
    if each.attempts > len(WAITS):
        log.warning("site %s: %s was not delivered: %s", each.site_key, each.event, why)
        return replace(each, state="failed", due_at=None, outcome=why, ended_at=now)
    return replace(each, due_at=now + WAITS[each.attempts - 1], outcome=why)
