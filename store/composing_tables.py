"""The rows of what composing notes for itself: changes not told yet, and samples of articles."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, Base


class UntoldRow(Base):
    """A site whose entries have changed since its workers were last told."""

    __tablename__ = "untold"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)


class PageSampleRow(Base):
    """A sample of what the article of a page says, for finding others that say the same.

    By itself and in the order of its key: a hundred thousand are read at once.
    """

    __tablename__ = "page_sample"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    page_id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    sample: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = ({"sqlite_with_rowid": False},)
