"""One text or Markdown file as an article.

A text file has no marks: short lines without a full stop are its headings, and the longest of
those before the first sentence is its title, as in pages that were copied from a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from faq.clean import is_chrome, tidy
from faq.dates import iso_date, moment_of
from faq.errors import PageWithoutTextError
from faq.model import Article, Block, Faq, Kind
from faq.readable import Row, is_sentence, list_text, table_text
from faq.sources.content import Content, decode, text_bytes
from faq.text import fold

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
SUFFIXES = MARKDOWN_SUFFIXES | {".txt", ".text"}

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_DECLARATION = re.compile(r"^(\w+):[ \t]+([^\s\[{|>&*!%@`#].*?)\s*$", re.MULTILINE)
_NOTHING = frozenset({"", "~", "null"})
_TITLE_WORDS_MAX = 30


def read(content: Content) -> Article:
    """Read a text or Markdown file; raises SourceUnreadableError or PageWithoutTextError."""
    declared, body = _front_matter(decode(text_bytes(content)))
    if content.suffix in MARKDOWN_SUFFIXES or "markdown" in content.content_type:
        section, title, (blocks, questions) = "", "", _markdown(body)
    else:
        (section, title, blocks), questions = _text_blocks(body), ()
    title = declared.get("title") or title
    if blocks and blocks[0].kind == "heading" and fold(title) in ("", fold(blocks[0].text)):
        title, blocks = blocks[0].text, blocks[1:]
    if not any(block.kind == "paragraph" for block in blocks):
        raise PageWithoutTextError(content.name, "the file holds no text")
    return Article(
        url=declared.get("url") or declared.get("canonical") or content.url or content.name,
        title=title or Path(content.name).stem.replace("-", " "),
        blocks=tuple(blocks),
        published=iso_date(declared.get("date", "")),
        section=declared.get("section") or section,
        language=(declared.get("language") or declared.get("lang") or "")[:2].lower(),
        faqs=questions,
        author=declared.get("author", ""),
        modified=moment_of(declared.get("updated") or declared.get("lastmod") or ""),
    )


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Split front matter from the text; what declares nothing counts as text."""
    found = _FRONT_MATTER.match(text)
    declared = _declarations(found.group(1)) if found else None
    return (declared, text[found.end() :]) if found and declared is not None else ({}, text)


def _declarations(matter: str) -> dict[str, str] | None:
    """Return the texts that front matter declares, as they are written; None for no front matter.

    Where it is not quite YAML ("title: Le port : il rouvre") each line is read for itself.
    """
    try:
        declared = yaml.BaseLoader(matter).get_single_data()
    except (yaml.YAMLError, RecursionError):
        return {
            key: tidy(value.strip("\"'")) for key, value in _DECLARATION.findall(matter)
        } or None
    if not isinstance(declared, dict):
        return None
    texts = {key: tidy(value) for key, value in declared.items() if isinstance(value, str)}
    return {key: value for key, value in texts.items() if value not in _NOTHING}


def _markdown(text: str) -> tuple[list[Block], tuple[Faq, ...]]:
    """Return the blocks of a Markdown text, and the questions that its headings ask."""
    blocks = [block for block in _markdown_blocks(text) if not is_chrome(block.text)]
    questions: list[Faq] = []
    for place, block in enumerate(blocks):
        if block.kind == "heading" and block.text.endswith("?"):
            below = takewhile(lambda each: each.kind == "paragraph", blocks[place + 1 :])
            answer = "\n".join(each.text for each in below)
            questions += [Faq(block.text, answer)] if answer else []
    return blocks, tuple(questions)


def _markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the headings and paragraphs of a Markdown text; a list or a table is one paragraph."""
    from markdown_it import MarkdownIt  # few sites need it, and it takes 30 ms

    tokens = iter(MarkdownIt("commonmark").enable("table").parse(text))
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            yield Block("paragraph", list_text(_items(tokens)))
        elif token.type == "table_open":
            yield Block("paragraph", table_text(_rows(tokens)))
        elif token.type in ("heading_open", "paragraph_open"):
            kind: Kind = "heading" if token.type == "heading_open" else "paragraph"
            yield Block(kind, _inline(next(tokens)))


def _items(tokens: Iterator[Token]) -> Iterator[str]:
    """Yield the items of a list, those of lists within it among them, to its end."""
    depth = 1
    for token in tokens:
        depth += {"list_open": 1, "list_close": -1}.get(token.type.partition("_")[2], 0)
        if token.type == "inline":
            yield _inline(token)
        if not depth:
            return


def _rows(tokens: Iterator[Token]) -> Iterator[Row]:
    """Yield the rows of a table to its end; Markdown always names the columns."""
    names_columns, cells = True, list[str]()
    for token in tokens:
        if token.type == "inline":
            cells.append(_inline(token))
        elif token.type == "tr_close":
            yield names_columns, cells
            names_columns, cells = False, []
        elif token.type == "table_close":
            return


def _inline(token: Token) -> str:
    """Return the text of a line, without its marks."""
    return tidy("".join(map(_inline_text, token.children or [])))


def _inline_text(child: Token) -> str:
    if child.type in ("text", "code_inline"):
        return child.content
    return " " if child.type.endswith("break") else ""


def _text_blocks(text: str) -> tuple[str, str, list[Block]]:
    """Return (section, title, blocks) of a plain text."""
    paragraphs = _paragraphs(text)
    lead: list[str] = []
    while paragraphs and not _is_prose(paragraphs[0]) and len(lead) < 3:
        line = paragraphs.pop(0)
        if is_chrome(line):
            break
        lead.append(line)
    title = max(lead, key=len, default="")
    section = next((line for line in lead[: lead.index(title)]), "") if title else ""
    kept = [line for line in paragraphs if not is_chrome(line)]
    return (
        section,
        title,
        [Block("paragraph" if is_sentence(line) else "heading", line) for line in kept],
    )


def _paragraphs(text: str) -> list[str]:
    """Cut a text at its blank lines, or at every line when it has none."""
    parts = (
        re.split(r"\n\s*\n", text.strip())
        if re.search(r"\n\s*\n", text.strip())
        else text.splitlines()
    )
    return [line for line in (tidy(part) for part in parts) if line]


def _is_prose(line: str) -> bool:
    return line.rstrip(' »”"').endswith((".", "…", "!")) or len(line.split()) > _TITLE_WORDS_MAX
