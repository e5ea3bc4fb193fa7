"""One HTML page -> one Article: its own metadata names it, `article_body` finds its text.

What comes here comes from anybody. A page that would cost too much is refused before it is parsed;
those that only a clock can tell are read in `extraction_workers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from lxml.html import HtmlElement
from trafilatura.utils import load_html

from faq.article_body import body_blocks
from faq.decoding import decoded, is_binary
from faq.errors import ExtractionFailedError, NoindexError, PageWithoutTextError, SourceError
from faq.language import LANGUAGES
from faq.metadata import Declared, declared, iso_date
from faq.model import Article, Block
from faq.page_bounds import TEXT_CHARACTERS_MAX, costs_too_much
from faq.page_questions import questions_of
from faq.readable import text_of
from faq.spoken import spoken_language

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_DATELINE = re.compile(
    rf"^\s*(?:\w+[ ,]+)?(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE
)
_DATELINE_ALONE = re.compile(
    rf"^\s*(?:\w+[ ,]+)?\d{{1,2}}(?:er)? (?:{'|'.join(_MONTHS)}) \d{{4}}[.,]?\s*[-–—]\s*(?=\S)",
    re.IGNORECASE,
)


def article_from_html(page: bytes, location: str, languages: Iterable[str] = LANGUAGES) -> Article:
    """Extract the article of an HTML page.

    `location` is the page's address where the page names no canonical one; `languages` are those
    of the site, for pages that declare none. Raises PageWithoutTextError when the page holds no
    article, NoindexError when it asks to be left out, ExtractionFailedError when reading fails.
    """
    if is_binary(page):
        raise PageWithoutTextError(location, "a binary file, not a web page")
    if why := costs_too_much(page):
        raise PageWithoutTextError(location, why)
    try:
        return _article(_tree(page, location), location, languages)
    except SourceError:
        raise
    except MemoryError as error:
        why = "reading it takes more memory than a page may; simplify the page"
        raise ExtractionFailedError(location, why) from error
    except Exception as error:  # no parser foresees every page
        why = f"it cannot be extracted ({type(error).__name__}); mend the page"
        raise ExtractionFailedError(location, why) from error


def _tree(page: bytes, location: str) -> HtmlElement:
    tree = load_html(decoded(page))
    if tree is None:
        raise PageWithoutTextError(location, "no HTML could be read; is it a web page?")
    return tree


def _article(tree: HtmlElement, location: str, languages: Iterable[str]) -> Article:
    said = declared(tree)
    _check(said, location)
    faqs = questions_of(tree, said.data)
    blocks = body_blocks(tree, said.data, {said.title, text_of(tree.find(".//h1"))})
    if not blocks and not faqs:
        raise PageWithoutTextError(location, "no article text was found on the page")
    text = "\n".join([*(block.text for block in blocks), *(faq.answer for faq in faqs)])
    if len(text) > TEXT_CHARACTERS_MAX:
        why = f"more than {TEXT_CHARACTERS_MAX:,} characters of text; is it one article?"
        raise PageWithoutTextError(location, why)
    return Article(
        url=said.url or location,
        title=said.title or (blocks[0].text if blocks else location),
        blocks=tuple(map(_without_dateline, blocks)),
        published=said.published or _dateline(blocks),
        section=said.section,
        language=said.language or spoken_language(text, languages),
        faqs=faqs,
        author=said.author,
        modified=said.modified,
    )


def _check(said: Declared, location: str) -> None:
    if said.is_noindex and location.startswith(("http://", "https://")):
        why = "it asks not to be indexed (robots meta tag); take noindex away or leave it out"
        raise NoindexError(location, why)
    if said.front_page:
        why = "a front or section page: its teasers are not an article"
        raise PageWithoutTextError(location, why)


def _dateline(blocks: tuple[Block, ...]) -> str:
    """Return the date that the first paragraphs open with ("22 mai 2012. - …"), as ISO."""
    for block in blocks[:3]:
        if found := _DATELINE.match(block.text):
            day, month, year = found.groups()
            return iso_date(f"{year}-{_MONTHS.index(month.lower()) + 1}-{day}")
    return ""


def _without_dateline(block: Block) -> Block:
    """Leave out the dateline: when it was written is not what the article tells."""
    return replace(block, text=_DATELINE_ALONE.sub("", block.text, count=1))
