"""Pages: what was read of a site, so that it is not read again before it has changed.

The article of a page is kept too, packed: entries can be made anew without asking its server.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any, cast

from sqlalchemy import CursorResult, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from faq.article_lines import found_in, written
from faq.model import Article
from store.prepared import Prepared
from store.records import Composition, Page
from store.tables import ID_LENGTH, CompositionRow, PageRow

_COLUMNS = tuple(getattr(PageRow, each.name) for each in fields(Page))
_READ_AT_A_TIME = 500
_WEB = ("http://", "https://")


def _select() -> Select[*tuple[Any, ...]]:
    """Select what a Page is made of, in the order of its fields."""
    return select(*_COLUMNS)


_GET = Prepared(
    _select().where(PageRow.site_key == bindparam("site"), PageRow.id == bindparam("page"))
)


def id_of(address: str, source_id: str) -> str:
    """Give the id of a page: a web address is the same page in whatever source it stands."""
    named = address if address.startswith(_WEB) else f"{source_id}\n{address}"
    return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()[:ID_LENGTH]


def get(session: Session, site_key: str, page_id: str) -> Page | None:
    """Find a page by its id."""
    row = _GET.row(session, site=site_key, page=page_id)
    return None if row is None else Page(*row)


def save(session: Session, site_key: str, page: Page, article: Article | None = None) -> None:
    """Store a page, new or changed; its article stays as it was unless there is a new one."""
    values = {each.name: getattr(page, each.name) for each in fields(Page) if each.name != "id"}
    if article is not None:
        values["article"] = zlib.compress(written(article))
    changed = update(PageRow).where(PageRow.site_key == site_key, PageRow.id == page.id)
    if not cast("CursorResult[Any]", session.execute(changed.values(**values))).rowcount:
        highest = select(func.max(PageRow.position)).where(PageRow.site_key == site_key)
        position = (session.scalar(highest) or 0) + 1
        made = {"article": None, **values, "site_key": site_key, "id": page.id}
        session.execute(insert(PageRow).values(**made, position=position))


def position(session: Session, site_key: str, page_id: str) -> int:
    """Give where a page stands among the others; 0 for one that is not there."""
    wanted = select(PageRow.position).where(PageRow.site_key == site_key, PageRow.id == page_id)
    return session.scalar(wanted) or 0


def of_source(session: Session, site_key: str, source_id: str, after: str = "") -> list[Page]:
    """List the next pages of a source by their ids."""
    rows = session.execute(
        _select()
        .where(PageRow.site_key == site_key, PageRow.source_id == source_id, PageRow.id > after)
        .order_by(PageRow.id)
        .limit(_READ_AT_A_TIME)
    )
    return [Page(*row) for row in rows]


def with_problems(session: Session, site_key: str, count_max: int) -> list[Page]:
    """List pages that could not be read when last tried, those that failed most first."""
    rows = session.execute(
        _select()
        .where(PageRow.site_key == site_key, PageRow.problem != "")
        .order_by(PageRow.problem, PageRow.failures.desc(), PageRow.position)
        .limit(count_max)
    )
    return [Page(*row) for row in rows]


def count(session: Session, site_key: str) -> int:
    """Count the pages of a site that there is an article of."""
    return session.scalar(_counted(site_key)) or 0


def count_new(session: Session, site_key: str) -> int:
    """Count the pages whose entries are not made of what they hold now."""
    return session.scalar(_counted(site_key).where(PageRow.is_composed.is_(False))) or 0


def count_live(session: Session, site_key: str, source_id: str) -> int:
    """Count the pages of a source that readers are answered from."""
    live = (
        PageRow.site_key == site_key,
        PageRow.source_id == source_id,
        PageRow.state == "live",
    )
    return session.scalar(select(func.count()).select_from(PageRow).where(*live)) or 0


def drop_refused(session: Session, site_key: str, source_id: str) -> None:
    """Remember the pages of a source no more that never gave an article."""
    session.execute(
        delete(PageRow).where(
            PageRow.site_key == site_key,
            PageRow.source_id == source_id,
            PageRow.state == "refused",
        )
    )


def _counted(site_key: str) -> Select[int]:
    counted = select(func.count()).select_from(PageRow)
    return counted.where(PageRow.site_key == site_key, PageRow.state == "live")


def some(
    session: Session, site_key: str, page_ids: Iterable[str]
) -> list[tuple[Page, int, Article]]:
    """List the live ones of some pages, with position and article."""
    rows = session.execute(
        select(*_COLUMNS, PageRow.position, PageRow.article).where(
            PageRow.site_key == site_key,
            PageRow.id.in_(list(page_ids)),
            PageRow.state == "live",
            PageRow.article.is_not(None),
        )
    )
    return list(_with_articles(rows))


def articles(
    session: Session, site_key: str, after: int = 0, *, new_alone: bool = False
) -> list[tuple[Page, int, Article]]:
    """List the next live pages after a position, with position and article; [] at the end."""
    wanted = (
        select(*_COLUMNS, PageRow.position, PageRow.article)
        .where(
            PageRow.site_key == site_key,
            PageRow.position > after,
            PageRow.state == "live",
            PageRow.article.is_not(None),
        )
        .order_by(PageRow.position)
        .limit(_READ_AT_A_TIME)
    )
    rows = session.execute(wanted.where(PageRow.is_composed.is_(False)) if new_alone else wanted)
    return list(_with_articles(rows))


def _with_articles(rows: Iterable[Any]) -> Iterator[tuple[Page, int, Article]]:
    for *told, position, packed in rows:
        found = found_in(zlib.decompress(packed))
        if isinstance(found, Article):
            yield Page(*told), position, found


def withdraw(session: Session, site_key: str, page_ids: Sequence[str]) -> None:
    """Put pages out of use; should they come back, they are read anew."""
    session.execute(
        update(PageRow)
        .where(PageRow.site_key == site_key, PageRow.id.in_(page_ids))
        .values(state="withdrawn", told="", is_listed=False)
    )


def set_composed(session: Session, site_key: str, composed: Iterable[tuple[str, str]]) -> None:
    """Say of pages, by id and digest, that their entries are made of what they hold now."""
    for page_id, digest in composed:
        session.execute(
            update(PageRow)
            .where(
                PageRow.site_key == site_key,
                PageRow.id == page_id,
                PageRow.digest == digest,
                PageRow.is_composed.is_(False),
            )
            .values(is_composed=True)
        )


def article(session: Session, site_key: str, page_id: str) -> Article | None:
    """Give the article that a page held when it was last read."""
    wanted = select(PageRow.article).where(PageRow.site_key == site_key, PageRow.id == page_id)
    packed = session.scalar(wanted)
    found = None if packed is None else found_in(zlib.decompress(packed))
    return found if isinstance(found, Article) else None


def composition(session: Session, site_key: str) -> Composition | None:
    """Tell what is known from all pages; None when that has to be found out anew."""
    row = session.get(CompositionRow, site_key)
    if row is None:
        return None
    return Composition(row.composed_at, frozenset(row.repeated), dict(row.silent))


def set_composition(session: Session, site_key: str, known: Composition) -> None:
    """Note what is known from all pages."""
    session.merge(
        CompositionRow(
            site_key=site_key,
            composed_at=known.composed_at,
            repeated=sorted(known.repeated),
            silent=dict(known.silent),
        )
    )
    session.flush()


def forget_composition(session: Session, site_key: str) -> None:
    """Have what is known from all pages found out anew."""
    session.execute(delete(CompositionRow).where(CompositionRow.site_key == site_key))
