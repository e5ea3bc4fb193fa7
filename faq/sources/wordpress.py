"""A WordPress export (WXR) -> its published posts and pages, one at a time however large it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml.etree import _Element

from faq.dates import date_of, moment_of
from faq.errors import PageWithoutTextError, SourceError
from faq.model import Article
from faq.sources.content import Content
from faq.sources.fragment import blocks_of
from faq.sources.place import absolute, text_of_markup
from faq.sources.records import Refuse, children, inner_text, name_of, records, text_in
from faq.sources.shortcodes import without_shortcodes

EXPORT_BYTES_MAX = 4_000_000_000

_WANTED = frozenset({"item", "author", "language", "link", "image"})
_TYPES = frozenset({"post", "page"})
_NEVER = "0000-00-00"
_NO_SECTION = frozenset(
    {"uncategorized", "uncategorised", "non classé", "non-classé", "sans catégorie"}
)


@dataclass(slots=True)
class _Site:
    """What the export says of the whole site."""

    link: str = ""
    language: str = ""
    authors: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Post:
    """A published post as it is in the export."""

    article: Article
    html: str


def read(content: Content, refuse: Refuse) -> Iterator[Article]:
    """Yield the published posts and pages of an export; drafts and what has a password are not."""
    site = _Site()

    def made(element: _Element) -> _Post | None:
        if name_of(element) == "item":
            return _post(element, site)
        _tell(site, element)
        return None

    for post in records(content, _WANTED, made, refuse, EXPORT_BYTES_MAX):
        if post is not None:
            try:
                yield _article(post)
            except SourceError as error:
                refuse(error)


def _tell(site: _Site, element: _Element) -> None:
    name = name_of(element)
    if name == "wp:author":
        found = children(element)
        login = text_in(found, "author_login", "wp:author_login")
        shown = text_in(found, "author_display_name", "wp:author_display_name")
        site.authors[login] = text_of_markup(shown)
    elif name == "language":
        site.language = site.language or inner_text(element)[:2].lower()
    elif name == "link":
        site.link = site.link or inner_text(element)


def _post(element: _Element, site: _Site) -> _Post | None:
    """Return a post that is published and open to everyone; None for everything else."""
    found = children(element)
    is_open = text_in(found, "wp:status") == "publish" and not text_in(found, "wp:post_password")
    if not is_open or text_in(found, "wp:post_type") not in _TYPES:
        return None
    login = text_in(found, "dc:creator")
    article = Article(
        url=absolute(text_in(found, "link"), site.link),
        title=text_of_markup(text_in(found, "title")),
        blocks=(),
        published=date_of(_dated(found, "wp:post_date", "wp:post_date_gmt", "pubdate")),
        section=_section(found),
        language=site.language,
        author=site.authors.get(login) or login,
        modified=moment_of(_dated(found, "wp:post_modified", "wp:post_modified_gmt")),
    )
    return _Post(article, text_in(found, "content:encoded"))


def _article(post: _Post) -> Article:
    """Return the article of a post; raises PageWithoutTextError and ContentTooLargeError."""
    told = post.article
    name = told.url or told.title or "a post without a title"
    blocks, questions = blocks_of(without_shortcodes(post.html), told.title, name)
    if not blocks and not questions:
        raise PageWithoutTextError(name, "the post holds no text")
    return replace(told, title=told.title or blocks[0].text, blocks=blocks, faqs=questions)


def _dated(found: dict[str, list[_Element]], *names: str) -> str:
    """Return the first date that was set: WordPress writes zeros for one that was not."""
    dates = (text_in(found, name) for name in names)
    return next((each for each in dates if each and not each.startswith(_NEVER)), "")


def _section(found: dict[str, list[_Element]]) -> str:
    """Return the first category of a post that says something."""
    for category in found.get("category", ()):
        text = text_of_markup(inner_text(category))
        if category.get("domain") == "category" and text.lower() not in _NO_SECTION:
            return text
    return ""
