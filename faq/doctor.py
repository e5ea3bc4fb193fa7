"""What is wrong with articles and entries, and how to mend it.

Each complaint names what it is about; several of one kind are told as one, with a few examples.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from faq.dates import not_after
from faq.index import Index
from faq.model import Article, Entry
from faq.near_duplicates import near_duplicates
from faq.text import fold

EXAMPLES_MAX = 5
REACHED_AMONG = 3
ALL_THE_SAME_MIN = 5


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: what, with how many, which for example, and what mends it."""

    what: str
    count: int
    mend: str
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        more = [f"  … and {self.count - len(self.examples)} more"]
        examples = [f"  - {each}" for each in self.examples]
        left_out = more if self.examples and self.count > len(self.examples) else []
        return "\n".join([f"{self.what}: {self.count}", *examples, *left_out, f"  → {self.mend}"])


def complaint(what: str, mend: str, found: Sequence[str]) -> Iterator[Complaint]:
    """Yield what was found as one complaint; nothing for nothing."""
    if found:
        shown = tuple(_line(each) for each in found[:EXAMPLES_MAX])
        yield Complaint(what, len(found), mend, shown)


def of_articles(articles: Iterable[Article], today: date) -> Iterator[Complaint]:
    """Yield what is wrong with the articles of a site; they are gone through once."""
    undated, future, days = list[str](), list[str](), Counter[str]()

    def seen() -> Iterator[Article]:
        for article in articles:
            if not article.published:
                undated.extend([_name(article)] * bool(article.blocks))
            elif not_after(article.published, today):
                days[article.published[:10]] += 1
            else:
                future.append(f"{_name(article)} ({article.published})")
            yield article

    copies = near_duplicates(seen())
    yield from _of_dates(undated, future, days)
    yield from complaint(
        "Articles that say the same as another one",
        "Only the newest of them answers. Redirect the others, or give them the same canonical.",
        [f"{one} says what {other} says" for one, other in copies.items()],
    )


def _of_dates(undated: list[str], future: list[str], days: Counter[str]) -> Iterator[Complaint]:
    yield from complaint(
        "Articles without a date",
        "Let the page declare datePublished (JSON-LD), or <time>, or its feed a date.",
        undated,
    )
    yield from complaint(
        "Articles dated in the future", "Correct datePublished, or the clock of the server.", future
    )
    for day, count in days.most_common(1):
        if count >= ALL_THE_SAME_MIN and count > days.total() / 2:
            yield Complaint(
                f"Articles that all have one date, {day}",
                count,
                "It may be the date of a move or of the export: let pages tell their own.",
            )


def of_entries(entries: Sequence[Entry], index: Index) -> Iterator[Complaint]:
    """Yield what is wrong with entries; `index` is built of them."""
    yield from complaint(
        "Questions without an answer",
        "Write the answer below the question, or take the question away.",
        [f"{each.question} ({each.url})" for each in entries if not each.answer.strip()],
    )
    yield from _of_contradictions(entries)
    asked = [each for each in entries if _is_question(each) and each.answer.strip()]
    yield from complaint(
        f"Entries that are not among the first {REACHED_AMONG} for their own question",
        "Say in the question what tells it from its neighbours, or add other wordings.",
        [each.question for each in asked if not _is_reached(each, index)],
    )


def _of_contradictions(entries: Sequence[Entry]) -> Iterator[Complaint]:
    """Yield the questions that are asked twice and answered otherwise."""
    answers: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        if _is_question(entry):
            answers[fold(entry.question)].setdefault(fold(entry.answer), entry)
    several = [list(found.values()) for found in answers.values() if len(found) > 1]
    yield from complaint(
        "Questions with more than one answer",
        "Keep the one that holds, and retire the others.",
        [f"{each[0].question} ({', '.join(entry.url for entry in each)})" for each in several],
    )


def _is_question(entry: Entry) -> bool:
    """Tell a question that a page answers from a passage whose article's title asks one."""
    is_passage = "\n\n" in entry.context
    return entry.asks and not is_passage


def _is_reached(entry: Entry, index: Index) -> bool:
    """Tell whether an entry, or one with the same answer, comes first for its own question."""
    found = index.search(entry.question, limit=REACHED_AMONG)
    return any(each.entry.id == entry.id or each.entry.answer == entry.answer for each in found)


def _name(article: Article) -> str:
    return article.url or article.title


def _line(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)[:200]
