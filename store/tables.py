"""What all tables stand on, and the rows of sites: their entries, sources and pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    false,
    true,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 32
SITE_KEY_LENGTH = 64
SIGNATURE_LENGTH = 64
DAY_LENGTH = 10


def _as_sqlite_text(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat(" ", "microseconds")[:26]


class Moment(TypeDecorator[datetime]):
    """A moment in time: kept in UTC without a zone, read back as an aware datetime."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Turn an aware datetime into UTC without a zone."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write it as SQLAlchemy does in SQLite, in a third of its time; elsewhere leave it so."""
        return _as_sqlite_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """Say that what was stored is UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The tables' common ground: constraint names that migrations can refer to."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SiteRow(Base):
    """A publisher's web site."""

    __tablename__ = "site"

    key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(16))
    base_url: Mapped[str] = mapped_column(Text)
    origins: Mapped[list[str]] = mapped_column(JSON)
    contact_url: Mapped[str] = mapped_column(Text)
    greetings: Mapped[dict[str, str]] = mapped_column(JSON)
    knowledge_version: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment)
    theme: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    hours: Mapped[dict[str, list[str]]] = mapped_column(JSON, server_default="{}")
    time_zone: Mapped[str] = mapped_column(String(64), server_default="Europe/Paris")
    retention_days: Mapped[int] = mapped_column(Integer, server_default="90")
    section_greetings: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")


class EntryRow(Base):
    """One FAQ pair of a site; `owner` says whether a rebuild may replace it.

    `page` is the page that it was made of; empty for an editor's own, and where none is known.
    `version` is the first knowledge version that has what an editor wrote; 0 for a rebuild's.
    `is_in_force` tells whether its dates allow it to answer, which changes next on `turns_on`;
    `searched` holds its folded words.
    """

    __tablename__ = "entry"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    position: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16))
    owner: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(Text)
    variants: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    published: Mapped[str] = mapped_column(String(32))
    section: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(16))
    context: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    page: Mapped[str] = mapped_column(String(ID_LENGTH), server_default="")
    version: Mapped[int] = mapped_column(Integer, server_default="0")
    valid_from: Mapped[str] = mapped_column(String(DAY_LENGTH), server_default="")
    valid_until: Mapped[str] = mapped_column(String(DAY_LENGTH), server_default="")
    turns_on: Mapped[str] = mapped_column(String(DAY_LENGTH), server_default="")
    redirect_to: Mapped[str] = mapped_column(String(255), server_default="")
    is_pinned: Mapped[bool] = mapped_column(Boolean, server_default=false())
    is_in_force: Mapped[bool] = mapped_column(Boolean, server_default=true())
    searched: Mapped[str] = mapped_column(Text, server_default="", deferred=True)

    __table_args__ = (
        Index(None, "site_key", "state", "position"),
        Index(None, "site_key", "page"),
        Index(None, "site_key", "version"),
        Index(None, "site_key", "updated_at", "id"),
        Index(None, "site_key", "turns_on"),
        Index(None, "site_key", "redirect_to"),
        Index(None, "site_key", "is_pinned"),
    )


class SourceRow(Base):
    """Where pages of a site come from; `began_at` is of a pass that has not ended."""

    __tablename__ = "source"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    location: Mapped[str] = mapped_column(Text)
    began_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    failure: Mapped[str] = mapped_column(Text)


class PageRow(Base):
    """One page of a site as it was last read; `article` is packed, and last, for it is long."""

    __tablename__ = "page"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    source_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    address: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(16))
    etag: Mapped[str] = mapped_column(Text)
    last_modified: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(ID_LENGTH))
    problem: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(Text)
    failures: Mapped[int] = mapped_column(Integer)
    fetched_at: Mapped[datetime | None] = mapped_column(Moment)
    checked_at: Mapped[datetime] = mapped_column(Moment)
    is_listed: Mapped[bool] = mapped_column(Boolean)
    is_composed: Mapped[bool] = mapped_column(Boolean)
    article: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (
        Index(None, "site_key", "position"),
        Index(None, "site_key", "source_id", "checked_at"),
        Index(None, "site_key", "is_composed"),
    )


class CompositionRow(Base):
    """When entries were last made of all pages of a site, and what is known from all of them.

    `repeated` are digests of lines that many pages hold, `silent` the articles for which another
    one speaks.
    """

    __tablename__ = "composition"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    composed_at: Mapped[datetime] = mapped_column(Moment)
    repeated: Mapped[list[int]] = mapped_column(JSON)
    silent: Mapped[dict[str, str]] = mapped_column(JSON)


class PushSecretRow(Base):
    """What a site's own system signs its articles with."""

    __tablename__ = "push_secret"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)


class PushRow(Base):
    """A signature that was used; a second use of it is refused."""

    __tablename__ = "push"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    signature: Mapped[str] = mapped_column(String(SIGNATURE_LENGTH), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(Moment, index=True)
