"""The nouns of the product, as frozen values: what is read, what is asked, what is answered.

Everything else in `faq` turns one of these into the next:
Article -> Entry -> Match -> Answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LABEL_SEPARATOR = " — "

Kind = Literal["heading", "paragraph"]
AnswerKind = Literal["answered", "suggested", "smalltalk", "unknown"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article in reading order: a heading or a paragraph."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Faq:
    """One question that a page itself asks and answers (FAQPage, a heading)."""

    question: str
    answer: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One page read from a source; `published` is an ISO date ("2024-02-27") or empty.

    `modified` is an ISO date, with its time where that is known. `etag` and `last_modified` are
    what the server sent with the page.
    """

    url: str
    title: str
    blocks: tuple[Block, ...]
    published: str = ""
    section: str = ""
    language: str = "fr"
    faqs: tuple[Faq, ...] = ()
    author: str = ""
    modified: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One FAQ pair: the passage that answers, the words it is asked by, and where it stands.

    `question` is what a suggestion shows: a question the page really asks, or a label made of
    the article's own heading and title. `context` is what surrounds the passage in its article.
    """

    id: str
    question: str
    answer: str
    variants: tuple[str, ...] = ()
    title: str = ""
    url: str = ""
    published: str = ""
    section: str = ""
    language: str = "fr"
    context: str = ""

    @property
    def asks(self) -> bool:
        """Tell a question that the page really asks from the label of a passage."""
        if self.question == self.title:
            return self.question.endswith("?")
        return not self.question.endswith(f"{LABEL_SEPARATOR}{self.title}")


@dataclass(frozen=True, slots=True)
class Match:
    """One entry found for a question; `confidence` is the probability, 0 to 1, that it answers.

    `number` is the entry's place in the index that found it.
    """

    entry: Entry
    score: float
    confidence: float
    number: int = -1


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer is quoted from; `quote` stands word for word in the article.

    `marks` are (start, end) offsets of the decisive words in `quote`.
    """

    title: str
    url: str
    published: str
    quote: str
    section: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reader is told: a quoted passage, a did-you-mean, small talk, or an honest no."""

    kind: AnswerKind
    text: str
    confidence: float = 0.0
    sources: tuple[Source, ...] = field(default=())
    suggestions: tuple[str, ...] = field(default=())
