"""The rows of passes over sources that were asked for in the console."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, Base, Moment


class SourceRunRow(Base):
    """The last pass of a site; `seen_at` is when it was last heard of, `report` what it came to."""

    __tablename__ = "source_run"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH))
    who: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    done: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(Integer)
    report: Mapped[dict[str, Any]] = mapped_column(JSON)
