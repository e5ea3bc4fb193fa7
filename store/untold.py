"""Changes of entries that workers have not heard of: noted with each change, told together.

Every worker makes its index anew when it hears. A change that is noted and not told, since the
process that made it has died, is told by the next one.
"""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from store import sites
from store.composing_tables import UntoldRow


def note(session: Session, site_key: str) -> None:
    """Note that the entries of a site have changed."""
    session.merge(UntoldRow(site_key=site_key))
    session.flush()


def is_noted(session: Session, site_key: str) -> bool:
    """Tell whether workers have something to hear."""
    return session.get(UntoldRow, site_key) is not None


def tell(session: Session, site_key: str) -> bool:
    """Tell every worker what was noted; give whether there was anything."""
    noted = session.execute(delete(UntoldRow).where(UntoldRow.site_key == site_key))
    is_new = bool(cast("CursorResult[Any]", noted).rowcount)
    if is_new:
        sites.raise_knowledge_version(session, site_key)
    return is_new
