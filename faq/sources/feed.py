"""RSS 0.9x, 1.0 and 2.0 and Atom -> places, with what the feed says of each page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element, tostring

from faq.dates import build_stamps, date_of
from faq.errors import SourceUnreadableError
from faq.sources.content import Content
from faq.sources.fragment import paragraphs_of
from faq.sources.place import Place, absolute, text_of_markup
from faq.sources.records import Refuse, children, inner_text, name_of, records, text_in

FEED_BYTES_MAX = 20_000_000

_ITEMS = frozenset({"item", "entry"})
# Images and search boxes are wanted so that their links are not taken for the feed's.
_OF_THE_WHOLE = frozenset(
    {"link", "language", "lastBuildDate", "pubDate", "updated", "date", "image", "textinput"}
)
_PUBLISHED = ("pubdate", "published", "dc:date", "issued", "dcterms:issued", "dcterms:created")
_MODIFIED = ("updated", "dcterms:modified", "modified")
_BUILT = frozenset({"lastbuilddate", "pubdate", "updated", "dc:date"})


@dataclass(slots=True)
class _Whole:
    """What the feed says of itself: its address, its language, when it was built."""

    base: str
    link: str = ""
    language: str = ""
    built: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Item:
    """A place, and the date of it as it was written."""

    place: Place
    stamp: str


def read(content: Content, refuse: Refuse) -> Iterator[Place]:
    """Yield the places of a feed; what names no address is counted and refused."""
    whole = _Whole(content.url)

    def made(element: _Element) -> _Item | None:
        if name_of(element) in _ITEMS:
            return _item(element, whole)
        _tell(whole, element)
        return None

    found = records(content, _ITEMS | _OF_THE_WHOLE, made, refuse, FEED_BYTES_MAX)
    items = [item for item in found if item is not None]
    built = whole.built[0] if whole.built else ""
    made_then = build_stamps([item.stamp for item in items], built)
    nameless = 0
    for item in items:
        nameless += not item.place.url
        published = "" if item.stamp in made_then else item.place.published
        language = item.place.language or whole.language
        if item.place.url:
            yield replace(item.place, published=published, language=language[:2].lower())
    if nameless:
        refuse(
            SourceUnreadableError(content.name, f"{nameless} items name no page; add their links")
        )


def _tell(whole: _Whole, element: _Element) -> None:
    """Note what an element outside of the items says."""
    name, text = name_of(element), inner_text(element)
    if name in _BUILT and text:
        whole.built.append(text)
    elif name == "language":
        whole.language = whole.language or text
    elif name == "link" and not whole.link:
        whole.link = absolute(
            _alternate(element) or ("" if element.get("rel") else text), whole.base
        )


def _item(element: _Element, whole: _Whole) -> _Item:
    found = children(element)
    stamp = text_in(found, *_PUBLISHED)
    base = element.base or whole.link or whole.base
    place = Place(
        url=absolute(_address(element, found), base),
        title=text_of_markup(text_in(found, "title")),
        published=date_of(stamp),
        modified=text_in(found, *_MODIFIED)[:40],
        author=_author(found),
        section=_section(found),
        language=text_in(found, "dc:language") or _xml_language(element),
        content=_full_text(found),
    )
    return _Item(place, stamp)


def _address(element: _Element, found: dict[str, list[_Element]]) -> str:
    """Return the address of an item's page, as it is written."""
    if original := text_in(found, "feedburner:origlink"):
        return original
    for link in found.get("link", ()):
        if address := _alternate(link) or ("" if link.get("href") else inner_text(link)):
            return address
    for identity in (*found.get("guid", ()), *found.get("id", ())):
        text = inner_text(identity)
        if identity.get("isPermaLink") != "false" and text.startswith(("http://", "https://")):
            return text
    about = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
    return about if about.startswith(("http://", "https://")) else ""


def _alternate(link: _Element) -> str:
    """Return where an Atom link leads when that is the page itself."""
    is_page = (link.get("rel") or "alternate") == "alternate"
    is_html = (link.get("type") or "text/html") in ("text/html", "application/xhtml+xml")
    return (link.get("href") or "") if is_page and is_html else ""


def _author(found: dict[str, list[_Element]]) -> str:
    """Return who wrote it: a name, or the name beside a mail address."""
    if creator := text_of_markup(text_in(found, "dc:creator")):
        return creator
    for author in found.get("author", ()):
        named = text_in(children(author), "name")
        text = text_of_markup(named or inner_text(author))
        if "@" in text:
            text = text.partition("(")[2].rpartition(")")[0].strip()
        if text:
            return text
    return ""


def _section(found: dict[str, list[_Element]]) -> str:
    """Return the first category of an item."""
    for category in (*found.get("category", ()), *found.get("dc:subject", ())):
        text = category.get("label") or inner_text(category) or category.get("term") or ""
        if told := text_of_markup(text):
            return told
    return ""


def _full_text(found: dict[str, list[_Element]]) -> str:
    """Return the whole article as HTML where the feed brings it: a summary is none."""
    if encoded := text_in(found, "content:encoded"):
        return encoded
    for content in found.get("content", ()):
        kind = content.get("type") or "text"
        if "html" in kind and not len(content):
            return inner_text(content)
        if kind == "xhtml":
            return _markup(content)
        if kind in ("text", "text/plain"):
            return paragraphs_of(inner_text(content))
    return ""


def _markup(element: _Element) -> str:
    """Write the elements of XHTML out again."""
    return "".join(tostring(child, encoding="unicode", method="html") for child in element)


def _xml_language(element: _Element) -> str:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
