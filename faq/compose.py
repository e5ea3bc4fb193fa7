"""One Article -> its Entries: the questions it really asks, and its passages.

A passage is a paragraph, short ones joined line by line, or a window of three sentences of a long
one, so that an answer is short enough to read in a chat and long enough to stand alone. No
question is ever generated: a passage is labelled with the article's own heading and title, which
assert nothing new.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faq.model import LABEL_SEPARATOR, Article, Block, Entry
from faq.readable import BULLET
from faq.text import sentences

PASSAGE_WORDS_MAX = 150
PASSAGE_WORDS_MIN = 70
WINDOW_SENTENCES = 3
LABEL_WORDS_MAX = 8
# Of a paragraph as long as a book each of its passages would hold it all.
NEIGHBOUR_CHARACTERS_MAX = 4_000


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable piece of an article, the heading it stands under, and the text around it."""

    text: str
    heading: str
    neighbours: str


def entries_of(article: Article) -> Iterator[Entry]:
    """Yield the entries of an article: its real questions first, then its passages."""
    for faq in article.faqs:
        yield replace(
            _entry(article, faq.question, faq.answer, article.section), variants=faq.variants
        )
    asked = [_folded(faq.answer) for faq in article.faqs]
    for passage in passages(article.blocks):
        if not any(_folded(passage.text) in answer for answer in asked):
            about = " · ".join(part for part in (passage.heading, article.section) if part)
            context = f"{about}\n\n{passage.neighbours}"
            yield _entry(article, label(article.title, passage.heading), passage.text, context)


def _folded(text: str) -> str:
    """Return the text with its blanks and line ends alike."""
    return " ".join(text.split())


def label(title: str, heading: str) -> str:
    """Return what a suggestion shows for a passage: its heading and its article's title."""
    return f"{heading}{LABEL_SEPARATOR}{title}" if heading else title


def _entry(article: Article, question: str, answer: str, context: str) -> Entry:
    key = "\n".join((article.url, question, answer))
    return Entry(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        question=question,
        answer=answer,
        title=article.title,
        url=article.url,
        published=article.published,
        section=article.section,
        language=article.language,
        context=context,
    )


def passages(blocks: tuple[Block, ...]) -> Iterator[Passage]:
    """Yield the passages of an article in reading order."""
    paragraphs = list(_merged(blocks))
    for position, (heading, text) in enumerate(paragraphs):
        before = paragraphs[position - 1][1] if position else ""
        after = paragraphs[position + 1][1] if position + 1 < len(paragraphs) else ""
        pieces = list(_windows(text))
        parts = (before, text if len(pieces) > 1 else "", after)
        around = "\n".join(part[:NEIGHBOUR_CHARACTERS_MAX] for part in parts if part)
        yield from (Passage(piece, heading, around) for piece in pieces)


def _merged(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str]]:
    """Yield (heading, paragraph), a paragraph too short to stand alone joined to the next."""
    heading, waiting = "", ""
    for block in blocks:
        if block.kind == "heading" or _is_label(block.text):
            if waiting:
                yield heading, waiting
            heading, waiting = block.text, ""
            continue
        text = f"{waiting}\n{block.text}".strip()
        if len(text.split()) < PASSAGE_WORDS_MIN or text.endswith(":"):
            waiting = text
            continue
        yield heading, text
        waiting = ""
    if waiting:
        yield heading, waiting


def _is_label(text: str) -> bool:
    """Tell a line that names what follows, such as a kicker, from a short sentence or a list."""
    return len(text.split()) < LABEL_WORDS_MAX and text[-1:].isalnum() and BULLET not in text


def _windows(text: str) -> Iterator[str]:
    """Yield the paragraph itself, or windows of whole sentences when it is long."""
    if len(text.split()) <= PASSAGE_WORDS_MAX:
        yield text
        return
    ends = list(_sentence_ends(text))
    windows = max(1, round(len(ends) / WINDOW_SENTENCES))
    size, extra = divmod(len(ends), windows)
    start = count = 0
    for number in range(windows):
        count += size + (number < extra)
        yield text[start : ends[count - 1]].strip()
        start = ends[count - 1]


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield where each sentence ends, so that a window keeps the line ends between its blocks."""
    end = 0
    for sentence in sentences(text):
        end = text.index(sentence, end) + len(sentence)
        yield end
