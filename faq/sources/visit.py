"""From a content to its articles: lists are followed to the pages that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from faq.dates import not_after
from faq.errors import (
    PageWithoutTextError,
    SourceError,
    SourceUnreadableError,
)
from faq.extraction_workers import Page
from faq.model import Article
from faq.sources import addresses, documents, feed, page, plain, sitemap, table, wordpress
from faq.sources.content import Content
from faq.sources.fragment import blocks_of
from faq.sources.kinds import Kind, kind_of
from faq.sources.opening import Visit, identity, opened
from faq.sources.place import PLACES_MAX, Place, told_of
from faq.sources.records import Refuse
from faq.sources.shortcodes import without_shortcodes
from faq.spoken import spoken_language

DEPTH_MAX = 4

# The lists that led here: the name of each, and what tells it from others.
Trail = tuple[tuple[str, str], ...]
Found = Article | Page
Read = Callable[[Content, Refuse], Iterator[Article | Place]]

_READERS: dict[Kind, Read] = {
    "sitemap": sitemap.read,
    "feed": feed.read,
    "wordpress": wordpress.read,
    "document": documents.read,
    "lines": documents.read_lines,
    "table": table.read,
    "addresses": addresses.read,
}
_PAGES: dict[Kind, Callable[[Content], Article | Page]] = {"page": page.read, "text": plain.read}
# These name pages, which can be counted before the first is visited.
_LISTS: frozenset[Kind] = frozenset({"sitemap", "feed", "addresses"})


def read_page(content: Content, visit: Visit) -> Found:
    """Read a content that is one page; raises SourceError for anything else."""
    kind = kind_of(content)
    if kind not in _PAGES:
        raise SourceUnreadableError(content.name, f"no page, but a {kind}; give it by itself")
    return _page(content, kind, visit)


def pages(content: Content, visit: Visit, trail: Trail = ()) -> Iterator[Found]:
    """Yield what a content holds and leads to: articles, and HTML pages to be extracted.

    Raises SourceError where the content itself is unusable.
    """
    kind = kind_of(content)
    if kind in _PAGES:
        visit.tally.expect(1)
        yield _page(content, kind, visit)
        return
    told: list[SourceError] = []

    def refuse(error: SourceError) -> None:
        told.append(error)
        visit.refuse(error)

    found = _READERS[kind](content, refuse)
    trail = (*trail, (content.name, identity(content)))
    count = 0
    for each in _counted(found, kind, visit, content):
        count += 1
        yield from _found(each, visit, trail)
    if not count and not told:
        raise PageWithoutTextError(content.name, "it holds no page; is it the right file?")


def _counted(
    found: Iterator[Article | Place], kind: Kind, visit: Visit, content: Content
) -> Iterator[Article | Place]:
    """Yield what was found; a list's places are counted first, and no more than PLACES_MAX."""
    if kind not in _LISTS:
        visit.tally.expect(None)
        yield from found
        return
    places = list(islice(found, PLACES_MAX))
    visit.tally.expect(len(places))
    yield from places
    if next(found, None) is not None:
        why = f"more than {PLACES_MAX:,} pages; give it in parts"
        visit.refuse(SourceUnreadableError(content.name, why))


def _found(found: Article | Place, visit: Visit, trail: Trail) -> Iterator[Found]:
    """Yield the article, or those of the place; what cannot be read is refused."""
    if isinstance(found, Article):
        yield finished(found, visit.today)
        return
    try:
        yield from _visited(found, visit, trail)
    except SourceError as error:
        visit.refuse(error)
        visit.tally.done(found.url)


def _visited(place: Place, visit: Visit, trail: Trail) -> Iterator[Found]:
    """Yield the articles of a place, each place once; raises SourceError."""
    url = place.url.partition("#")[0]
    _check_trail(url, url, trail)
    if url in visit.seen or visit.skip(place):
        visit.tally.done(url)
        return
    visit.seen.add(url)
    place = replace(place, url=url, published=not_after(place.published, visit.today))
    content = opened(place, visit)
    if content is None:
        yield from _brought(place, visit)
    elif kind_of(content) in _LISTS:
        _check_trail(identity(content), url, trail)
        yield from pages(content, visit, trail)
        visit.tally.done(url)
    else:
        yield _told(read_page(content, visit), place)


def _check_trail(reached: str, url: str, trail: Trail) -> None:
    """Refuse a list that leads to itself, and lists in lists without end."""
    names = [name for name, _ in trail]
    for begin, step in enumerate(trail):
        if reached in step:
            way = " > ".join([*names[begin:], url])[:300]
            raise SourceUnreadableError(url, f"it lists itself ({way}); take it out of the list")
    if len(trail) > DEPTH_MAX:
        why = f"lists in more than {DEPTH_MAX} lists; give it by itself"
        raise SourceUnreadableError(url, why)


def _brought(place: Place, visit: Visit) -> Iterator[Article]:
    """Yield the article that the feed itself brought of a page that is not there."""
    if not place.content or place.url not in visit.absent[-1:]:
        visit.tally.done(place.url)
        return
    visit.absent.pop()
    written = without_shortcodes(place.content)
    blocks, faqs = blocks_of(written, place.title, place.url)
    if not blocks and not faqs:
        raise PageWithoutTextError(place.url, "the feed holds no text of it")
    title = place.title or (blocks[0].text if blocks else faqs[0].question)
    found = Article(place.url, title, blocks, language=place.language, faqs=faqs)
    yield finished(told_of(found, place), visit.today)


def _page(content: Content, kind: Kind, visit: Visit) -> Found:
    """Return a page, and have what is known of it added once it is an article."""

    def finish(article: Article) -> Article:
        sent = replace(article, etag=content.etag, last_modified=content.last_modified)
        return finished(sent, visit.today)

    found = _PAGES[kind](content)
    return found._replace(finish=finish) if isinstance(found, Page) else finish(found)


def _told(found: Found, place: Place) -> Found:
    """Return a page, and have what its place says of it added."""
    if isinstance(found, Article):
        return told_of(found, place)
    finish = found.finish
    return found._replace(finish=lambda article: told_of(finish(article), place))


def finished(article: Article, today: date) -> Article:
    """Return an article with a language, and without dates that lie in the future: mistakes."""
    return replace(
        article,
        published=not_after(article.published, today),
        modified=not_after(article.modified, today),
        language=article.language or spoken_language(_text(article)),
    )


def _text(article: Article) -> str:
    asked = (f"{faq.question} {faq.answer}" for faq in article.faqs)
    return "\n".join([article.title, *(block.text for block in article.blocks), *asked])
