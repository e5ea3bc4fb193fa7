"""sitemap.xml, a sitemap index, or a Google News sitemap -> places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.etree import _Element

from faq.dates import build_stamps, date_of
from faq.sources.content import Content
from faq.sources.place import PLACES_MAX, Place, absolute, text_of_markup
from faq.sources.records import Refuse, children, name_of, records, text_in

# What the protocol allows one file, unpacked.
SITEMAP_BYTES_MAX = 52_428_800


def read(content: Content, refuse: Refuse) -> Iterator[Place]:
    """Yield the pages that a sitemap names, and the sitemaps that an index names."""

    def made(element: _Element) -> Place:
        return _place(element, content.url)

    found = records(content, ("url", "sitemap"), made, refuse, SITEMAP_BYTES_MAX)
    places = [place for place in islice(found, PLACES_MAX + 1) if place.url]
    made_then = build_stamps([place.modified for place in places if not place.is_list], "")
    for place in places:
        yield replace(place, modified="") if place.modified in made_then else place


def _place(element: _Element, base: str) -> Place:
    found = children(element)
    told = [children(news) for news in found.get("news:news", ())]
    news = told[0] if told else {}
    publications = [*news.get("publication", ()), *news.get("news:publication", ())]
    language = text_in(children(publications[0]), *_either("language")) if publications else ""
    return Place(
        url=absolute(text_in(found, "loc", "?:loc"), base),
        title=text_of_markup(text_in(news, *_either("title"))),
        published=date_of(text_in(news, *_either("publication_date"))),
        modified=text_in(found, "lastmod", "?:lastmod")[:40],
        language=language[:2].lower(),
        is_list=name_of(element).rpartition(":")[2] == "sitemap",
    )


def _either(name: str) -> tuple[str, str]:
    """Return a name with and without the prefix, which is bare where it was never declared."""
    return name, f"news:{name}"
