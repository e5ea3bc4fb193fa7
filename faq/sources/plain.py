"""One text or Markdown file as an article.

A text file has no marks: short lines without a full stop are its headings, and the longest of
those before the first sentence is its title, as in pages that were copied from a browser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from faq.clean import is_chrome, tidy
from faq.errors import PageWithoutTextError
from faq.extract import is_sentence
from faq.model import Article, Block
from faq.sources.content import decode, read_bytes

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
SUFFIXES = MARKDOWN_SUFFIXES | {".txt", ".text"}

_FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n(?:---|\.\.\.)\s*(?:\n|\Z)", re.DOTALL)
_TITLE_WORDS_MAX = 30


def read(path: Path, name: str) -> Article:
    """Read a text or Markdown file; raises SourceUnreadableError or PageWithoutTextError."""
    text = decode(read_bytes(path, name))
    declared, body = _front_matter(text)
    if path.suffix.lower() in MARKDOWN_SUFFIXES:
        section, title, blocks = "", "", list(_markdown_blocks(body))
    else:
        section, title, blocks = _text_blocks(body)
    title = str(declared.get("title") or title)
    if not title and blocks and blocks[0].kind == "heading":
        title, blocks = blocks[0].text, blocks[1:]
    if not any(block.kind == "paragraph" for block in blocks):
        raise PageWithoutTextError(name, "the file holds no text")
    return Article(
        url=str(declared.get("url") or declared.get("canonical") or name),
        title=title or path.stem.replace("-", " "),
        blocks=tuple(blocks),
        published=str(declared.get("date") or "")[:10],
        section=str(declared.get("section") or section),
        language=str(declared.get("language") or declared.get("lang") or "fr")[:2],
    )


def _front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """Split YAML front matter from the text; broken front matter counts as text."""
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    try:
        declared = yaml.safe_load(found.group(1))
    except yaml.YAMLError:
        return {}, text
    return (declared, text[found.end() :]) if isinstance(declared, dict) else ({}, text)


def _markdown_blocks(text: str) -> Iterator[Block]:
    """Yield the headings and paragraphs of a Markdown text; a list is one paragraph."""
    items: list[str] = []
    kind_of = {"heading_open": "heading", "paragraph_open": "paragraph"}
    kind, depth = "paragraph", 0
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        kind = kind_of.get(token.type, kind)
        depth += {"bullet_list_open": 1, "ordered_list_open": 1, "table_open": 1}.get(token.type, 0)
        if token.type in ("bullet_list_close", "ordered_list_close", "table_close"):
            depth -= 1
            if not depth and items:
                yield Block("paragraph", " • ".join(items))
                items = []
        if token.type != "inline":
            continue
        line = tidy(
            "".join(
                c.content
                if c.type in ("text", "code_inline")
                else " "
                if c.type.endswith("break")
                else ""
                for c in token.children or []
            )
        )
        if is_chrome(line):
            continue
        if depth:
            items.append(line)
        else:
            yield Block("heading" if kind == "heading" else "paragraph", line)


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
