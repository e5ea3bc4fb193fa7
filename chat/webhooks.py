"""Webhooks: a site's own system is told what happens, in the transaction in which it happens.

The body is JSON and is signed as pushed articles are (pushing.py): HMAC-SHA256 over the moment, a
full stop and the body. What tells who a reader is goes out of no webhook.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import faq
import store
from chat.errors import InvalidPayloadError, NotFoundError
from chat.pushing import signature_of
from faq.errors import AddressRefusedError
from faq.posting import target_anywhere
from store import deliveries, webhooks
from store.delivery_records import Delivery, Webhook
from store.teaching_records import Cluster, InVain

EVENTS = (
    "question.unanswered",
    "handover.requested",
    "conversation.closed",
    "entry.published",
)
WEBHOOKS_MAX = 20
EVENT, NUMBER = "X-Salut-Event", "X-Salut-Delivery"
MOMENT, SIGNATURE = "X-Salut-Timestamp", "X-Salut-Signature"

NewId = Callable[[], str]


def add(
    session: store.Session,
    site_key: str,
    url: str,
    events: Iterable[str],
    now: datetime,
    new_id: NewId,
    new_secret: Callable[[], str] = lambda: secrets.token_urlsafe(32),
) -> Webhook:
    """Store a webhook with a secret of its own; raise InvalidPayloadError with what to write."""
    if len(webhooks.of_site(session, site_key)) >= WEBHOOKS_MAX:
        raise InvalidPayloadError(f"a site has at most {WEBHOOKS_MAX} webhooks")
    wanted = _checked(url, events)
    made = Webhook(new_id(), site_key, url.strip(), new_secret(), wanted, True, now)
    return webhooks.add(session, made)


def change(
    session: store.Session, site_key: str, webhook_id: str, url: str, events: Iterable[str]
) -> Webhook:
    """Change where a webhook leads and what it tells; raise NotFoundError, InvalidPayloadError."""
    held = find(session, site_key, webhook_id)
    changed = replace(held, url=url.strip(), events=_checked(url, events))
    webhooks.change(session, changed)
    return changed


def find(session: store.Session, site_key: str, webhook_id: str) -> Webhook:
    """Find a webhook of a site; raise NotFoundError."""
    found = webhooks.get(session, site_key, webhook_id)
    if found is None:
        raise NotFoundError("there is no such webhook")
    return found


def tell(
    session: store.Session,
    site_key: str,
    event: str,
    about: Mapping[str, Any],
    now: datetime,
    new_id: NewId,
    conversation_id: str | None = None,
) -> int:
    """Queue an event for whoever wants to hear of it; give how many do.

    Call it in the transaction in which it happens: then it is told if and only if it did.
    """
    told = {"event": event, "site": site_key, "at": _moment(now), **about}
    body = json.dumps(told, ensure_ascii=False)
    queued = [
        Delivery(
            id=new_id(),
            site_key=site_key,
            webhook_id=webhook.id,
            conversation_id=conversation_id,
            event=event,
            body=body,
            state="waiting",
            attempts=0,
            due_at=now,
            outcome="",
            made_at=now,
            ended_at=None,
        )
        for webhook in webhooks.of_site(session, site_key)
        if webhook.is_active and event in webhook.events
    ]
    deliveries.add(session, queued)
    return len(queued)


def tell_unanswered(
    session: store.Session, cluster: Cluster, asked: InVain, now: datetime, new_id: NewId
) -> int:
    """Tell that a question was asked in vain; nothing of those that editors ignore."""
    if cluster.state == "ignored":
        return 0
    about = {
        "cluster": cluster.id,
        "question": cluster.question,
        "language": cluster.language,
        "why": asked.why,
        "page": asked.page,
    }
    return tell(
        session, cluster.site_key, "question.unanswered", about, now, new_id, asked.conversation_id
    )


def tell_handover(
    session: store.Session, conversation: store.Conversation, now: datetime, new_id: NewId
) -> int:
    """Tell that a reader waits for people."""
    return _tell_conversation(session, "handover.requested", conversation, now, new_id)


def tell_closed(
    session: store.Session, conversation: store.Conversation, now: datetime, new_id: NewId
) -> int:
    """Tell that people have closed a conversation."""
    return _tell_conversation(session, "conversation.closed", conversation, now, new_id)


def tell_published(
    session: store.Session, site_key: str, entry: faq.Entry, now: datetime, new_id: NewId
) -> int:
    """Tell that an editor has published an entry."""
    about = {"entry": entry.id, "question": entry.question, "url": entry.url}
    return tell(session, site_key, "entry.published", about, now, new_id)


def headers_of(webhook: Webhook, delivery: Delivery, now: datetime) -> dict[str, str]:
    """Give what is sent beside a body: what it is, when it was signed, by whom."""
    moment = str(int(now.timestamp()))
    signature = signature_of(webhook.secret, moment, delivery.body.encode())
    return {
        "Content-Type": "application/json",
        EVENT: delivery.event,
        NUMBER: delivery.id,
        MOMENT: moment,
        SIGNATURE: f"sha256={signature}",
    }


def _tell_conversation(
    session: store.Session,
    event: str,
    conversation: store.Conversation,
    now: datetime,
    new_id: NewId,
) -> int:
    about = {"conversation": conversation.id, "locale": conversation.locale}
    return tell(session, conversation.site_key, event, about, now, new_id, conversation.id)


def _checked(url: str, events: Iterable[str]) -> tuple[str, ...]:
    """Give the events in their order; raise InvalidPayloadError for what nobody can be told."""
    try:
        target_anywhere(url)
    except AddressRefusedError as error:
        raise InvalidPayloadError(f"{error.reason}") from error
    wanted = tuple(each for each in EVENTS if each in set(events))
    unknown = set(events) - set(EVENTS)
    if unknown or not wanted:
        raise InvalidPayloadError(f"choose among the events {', '.join(EVENTS)}")
    return wanted


def _moment(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
