"""Where articles come from; `read` recognises what it is given, by what it holds.

- content.py       the bytes of a file or a web address, checked, and their text
- mending.py       XML in whatever encoding -> UTF-8
- place.py         an address, and what is said of its page
- records.py       the repeated elements of XML, broken ones as far as it goes
- fragment.py      HTML that is an article and nothing else -> blocks
- shortcodes.py    WordPress's [shortcodes] out of a text
- page.py          one HTML page -> Article
- plain.py         one text or Markdown file -> Article
- feed.py          RSS and Atom -> places
- json_feed.py     JSON Feed -> places
- sitemap.py       sitemaps, their indexes, Google News -> places
- addresses.py     a list of addresses -> places
- wordpress.py     a WordPress export -> Articles
- linked_data.py   schema.org JSON-LD -> Articles and places
- columns.py       rows of questions and answers -> curated Articles
- table.py         CSV and TSV -> rows
- documents.py     JSON and JSON Lines -> all of the above
- kinds.py         which of these a content is
- mirror.py        an address -> a file of a folder, never outside of it
- opening.py       a place -> its content, fetched or from the folder
- visit.py         a content -> its articles, lists followed
- folder.py        every page below a folder
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from faq.errors import AddressRefusedError, SourceError, SourceMissingError
from faq.extraction_workers import extract_pages
from faq.fetch import Fetch, Known
from faq.model import Article
from faq.progress import Tally
from faq.sources import folder
from faq.sources.content import Content, name_of
from faq.sources.mirror import WEB
from faq.sources.opening import Visit, first_time, never, opened
from faq.sources.place import Place
from faq.sources.records import Refuse
from faq.sources.visit import Found, read_page
from faq.sources.visit import pages as pages_of

__all__ = ["Found", "Place", "Refuse", "articles", "pages", "read", "read_file"]


def read(
    location: str,
    refuse: Refuse,
    fetch: Fetch | None = None,
    *,
    today: date,
    skip: Callable[[Place], bool] = never,
    known: Callable[[str], Known] = first_time,
) -> Iterator[Article]:
    """Yield the articles at a file, folder or web address; `refuse` is told what gives none.

    The pages are extracted here and now: `pages` and `articles` do it in processes of their own.
    """
    tally = Tally()
    found = pages(location, refuse, fetch, today=today, tally=tally, skip=skip, known=known)
    yield from articles(found, refuse, tally, workers=0)


def articles(
    found: Iterator[Found], refuse: Refuse, tally: Tally, workers: int
) -> Iterator[Article]:
    """Yield the articles of pages, which are extracted in so many processes; 0: here and now."""
    for each in extract_pages(found, workers):
        if isinstance(each, Article):
            yield each
            tally.done(each.url or each.title)
        else:
            refuse(each)
            tally.done(each.location)


def pages(
    location: str,
    refuse: Refuse,
    fetch: Fetch | None = None,
    *,
    today: date,
    tally: Tally,
    skip: Callable[[Place], bool] = never,
    known: Callable[[str], Known] = first_time,
) -> Iterator[Found]:
    """Yield what stands at a file, folder or web address: articles, and pages to be extracted.

    Without `fetch` the pages of a feed or sitemap are looked for below its own folder. `skip`
    tells a page that need not be read; `known` gives what was noted of an address before, and
    what is unchanged since then is not read. A date after `today` counts as none.
    """
    visit = Visit(refuse, fetch, today, tally, skip, known)
    try:
        yield from _pages(location, visit)
    except SourceError as error:
        refuse(error)
    if visit.absent:
        why = (
            f"{len(visit.absent)} of its pages are not in its folder (the first is"
            f" {visit.absent[0][:200]}); put them there, or give a contact address to fetch them"
        )
        refuse(SourceMissingError(location, why))


def _pages(location: str, visit: Visit) -> Iterator[Found]:
    if location.partition("://")[0].lower() in WEB:
        content = opened(Place(location), visit)
        if content is not None:
            visit.seen.add(location)
            yield from pages_of(content, visit)
        return
    path = Path(location)
    if "://" in location:
        raise AddressRefusedError(location, "not an http(s) address; give a file or a web address")
    if not _is_there(path):
        raise SourceMissingError(location, "there is no such file or folder; check the path")
    if path.is_dir():
        yield from folder.read(path, visit)
    else:
        visit.folder = path.parent
        yield from pages_of(Content(name_of(Path(path.name)), path), visit)


def _is_there(path: Path) -> bool:
    """Tell whether there is anything at a path; a name that cannot be one leads nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_file(path: Path, name: str) -> Article:
    """Read one page as an article whose address, where it declares none, is `name`.

    Raises SourceError.
    """
    refused: list[SourceError] = []
    visit = Visit(refused.append, None, date.max, Tally())
    found = articles(iter([read_page(Content(name, path), visit)]), refused.append, visit.tally, 0)
    for article in found:
        return article
    raise refused[0]
