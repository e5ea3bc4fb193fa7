"""Labelled questions with the entries that they are asked of.

The demo site's are in this folder. A data folder may hold more: `wikinews/` (pages),
`questions/*.json`, `seed-article.txt`, `piaf_dev.json` (French questions on Wikipedia paragraphs)
and `cnil_faq.json` (a published FAQ).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import faq
from faq.compose import entries_of
from faq.entries import Labelled, read_questions
from faq.model import Article, Block

HERE = Path(__file__).parent
NEWS_SITE = HERE.parent / "examples" / "news-site"


@dataclass(frozen=True)
class Asked:
    """One labelled question, the article that answers it, and what was open and said before."""

    labelled: Labelled
    article: str
    page: str | None = None
    previous: tuple[str, str] | None = None


@dataclass(frozen=True)
class Corpus:
    """Entries and the questions that are asked of them."""

    name: str
    entries: tuple[faq.Entry, ...]
    questions: tuple[Asked, ...]
    same_article: bool = field(default=False)

    def is_right(self, asked: Asked, entry: faq.Entry, text: str) -> bool:
        """Tell whether a text quoted from an entry answers."""
        return self.is_answered(asked, entry.title, text)

    def is_answered(self, asked: Asked, title: str, text: str) -> bool:
        """Tell whether a text quoted from the article of that title answers."""
        own = not self.same_article or title == asked.article
        return own and asked.labelled.in_scope and asked.labelled.is_answered_by(text)


def every(data: Path | None) -> Iterator[Corpus]:
    """Yield the demo site's corpus, then those of a data folder, where there is one."""
    yield news_site()
    if data is not None and (data / "wikinews").is_dir():
        yield wikinews(data)
    if data is not None and (data / "piaf_dev.json").is_file():
        yield piaf(data)
    if data is not None and (data / "cnil_faq.json").is_file():
        yield cnil(data)
    if data is not None and (data / "seed-article.txt").is_file():
        yield seed(data)


def news_site() -> Corpus:
    """Return the demo site and its questions."""
    entries = tuple(faq.build([str(NEWS_SITE)]))
    asked = tuple(read_asked(HERE / "questions" / "news-site.json", entries))
    return Corpus("news-site", entries, asked)


def wikinews(data: Path) -> Corpus:
    """Return real news articles with the data folder's questions and our own."""
    sources = [data / "wikinews", data / "seed-article.txt"]
    entries = tuple(faq.build([str(source) for source in sources if source.exists()]))
    files = [*sorted((data / "questions").glob("dev_*.json")), HERE / "questions" / "wikinews.json"]
    questions = [asked for file in files if file.is_file() for asked in read_asked(file, entries)]
    return Corpus("wikinews", entries, tuple(questions))


def piaf(data: Path) -> Corpus:
    """Return Wikipedia paragraphs and the questions that were written with them in view."""
    entries: list[faq.Entry] = []
    questions: list[Asked] = []
    for article in json.loads((data / "piaf_dev.json").read_text("utf-8"))["articles"]:
        title, paragraphs = article["title"], article["paragraphs"]
        blocks = tuple(Block("paragraph", paragraph["text"]) for paragraph in paragraphs)
        entries += entries_of(Article(url=title, title=title, blocks=blocks))
        questions += [
            Asked(Labelled(each["q"], "piaf", (each["answer"],)), title)
            for paragraph in paragraphs
            for each in paragraph["questions"]
        ]
    return Corpus("piaf", tuple(entries), tuple(questions), same_article=True)


def cnil(data: Path) -> Corpus:
    """Return a published FAQ, whose own questions its entries keep, and questions in other words.

    Entries may share an address; what answers is a passage that stands in the right ones alone.
    """
    published = json.loads((data / "cnil_faq.json").read_text("utf-8"))["entries"]
    entries = tuple(
        faq.Entry(
            id=str(number),
            question=each["question"],
            answer=each["answer"],
            url=each["url"],
            section=each["theme"],
        )
        for number, each in enumerate(published)
    )
    return Corpus("cnil", entries, tuple(read_asked(HERE / "questions" / "cnil.json", entries)))


def seed(data: Path) -> Corpus:
    """Return one article alone and its questions."""
    entries = tuple(faq.build([str(data / "seed-article.txt")]))
    return Corpus("seed", entries, tuple(read_asked(HERE / "questions" / "seed.json", entries)))


def read_asked(path: Path, entries: Sequence[faq.Entry]) -> Iterator[Asked]:
    """Yield the questions of a file with their articles, pages and turns before.

    The turn before a follow-up names its answer as a question does; it is looked up in `entries`.
    """
    loaded = json.loads(path.read_text("utf-8"))
    items = [*loaded["questions"], *loaded.get("out", [])]
    for labelled, item in zip(read_questions(path), items, strict=True):
        said = item if isinstance(item, dict) else {}
        before = said.get("previous")
        previous = (before["q"], _answer(before["any"], entries)) if before else None
        yield Asked(labelled, str(said.get("article", "")), said.get("page"), previous)


def _answer(expected: list[str], entries: Sequence[faq.Entry]) -> str:
    """Return the answer that holds an expected text."""
    wanted = Labelled("", "plain", tuple(expected))
    return next(entry.answer for entry in entries if wanted.is_answered_by(entry.answer))
