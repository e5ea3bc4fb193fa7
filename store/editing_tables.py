"""The rows of what editors have changed: one for each state that an entry was in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import Base, Moment

WHAT_LENGTH = 16


class RevisionRow(Base):
    """An entry as it was from a moment on; `who` is a name, empty for a rebuild's own."""

    __tablename__ = "entry_revision"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    entry_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(String(WHAT_LENGTH))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
