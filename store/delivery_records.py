"""Who is told of what happens on a site, and what is on its way, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

DeliveryState = Literal["waiting", "delivered", "failed"]


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that is told of some events of a site, signed by a secret."""

    id: str
    site_key: str
    url: str
    secret: str
    events: tuple[str, ...]
    is_active: bool
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message to a webhook, or a mail where that is None; `body` is JSON.

    `outcome` tells how the last try went; `due_at` is when the next one is.
    """

    id: str
    site_key: str
    webhook_id: str | None
    conversation_id: str | None
    event: str
    body: str
    state: DeliveryState
    attempts: int
    due_at: datetime | None
    outcome: str
    made_at: datetime
    ended_at: datetime | None
