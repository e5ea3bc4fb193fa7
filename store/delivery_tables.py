"""Who wants to hear of what happens on a site, and what is on its way to him, as rows."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, Base, Moment


class WebhookRow(Base):
    """An address that is told of events of a site, signed by a secret."""

    __tablename__ = "webhook"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), index=True)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(Text)
    events: Mapped[list[str]] = mapped_column(JSON)
    is_active: Mapped[bool] = mapped_column(Boolean)
    made_at: Mapped[datetime] = mapped_column(Moment)


class DeliveryRow(Base):
    """One message to a webhook, or by mail where `webhook_id` is None, tried until it arrives.

    `due_at` is when it is tried next, None when it is not. The body of a mail that has gone is
    not kept.
    """

    __tablename__ = "delivery"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"))
    webhook_id: Mapped[str | None] = mapped_column(ForeignKey("webhook.id", ondelete="CASCADE"))
    conversation_id: Mapped[str | None] = mapped_column(String(ID_LENGTH), index=True)
    event: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(Integer)
    due_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    outcome: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (Index(None, "site_key", "made_at"), Index(None, "webhook_id"))
