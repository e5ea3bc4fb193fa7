"""A place -> its content: fetched, or read from the folder that the feed or sitemap lies in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from faq.errors import AddressRefusedError
from faq.fetch import FIRST_TIME, Fetch, Known
from faq.progress import Tally
from faq.sources import mirror
from faq.sources.content import Content
from faq.sources.place import Place
from faq.sources.records import Refuse


def never(_place: Place) -> bool:
    """Skip nothing."""
    return False


def first_time(_url: str) -> Known:
    """Know nothing of an address."""
    return FIRST_TIME


@dataclass(slots=True)
class Visit:
    """What one reading of a source needs, and what it remembers.

    `skip` tells a page that need not be read again, `known` what was noted when an address was
    fetched. `folder` is where pages are looked for when nothing fetches them.
    """

    refuse: Refuse
    fetch: Fetch | None
    today: date
    tally: Tally
    skip: Callable[[Place], bool] = never
    known: Callable[[str], Known] = first_time
    folder: Path | None = None
    seen: set[str] = field(default_factory=set)
    absent: list[str] = field(default_factory=list)


def opened(place: Place, visit: Visit) -> Content | None:
    """Return what stands at a place; None where it is unchanged, or not there and noted as absent.

    Raises SourceError.
    """
    is_web = place.url.partition("://")[0].lower() in mirror.WEB
    if visit.fetch is not None and is_web:
        return _fetched(place.url, visit.fetch, visit.known(place.url))
    if visit.folder is None:
        why = "nothing fetches it; give a contact address, so that pages can be fetched"
        raise AddressRefusedError(place.url, why)
    file = mirror.file_of(place.url, visit.folder)
    if file is None:
        visit.absent.append(place.url)
        return None
    return Content(place.url, file, url=place.url)


def _fetched(url: str, fetch: Fetch, known: Known) -> Content | None:
    fetched = fetch(url, known)
    if fetched.is_unchanged:
        return None
    return Content(
        name=url,
        data=fetched.content,
        url=fetched.url,
        content_type=fetched.content_type,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
    )


def identity(content: Content) -> str:
    """Return what tells a content from others, by whatever name it was reached."""
    return str(content.path.resolve()) if content.path else content.url
