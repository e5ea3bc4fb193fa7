"""Examination: a site's own test set, put to what is served and to what would be served.

Each question expects one entry, or none. What would be answered worse is a regression, and is
refused unless somebody says that it is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal, Protocol

import faq
import store
from chat.errors import EmptyTextError, InvalidPayloadError, NotFoundError, RegressionError
from chat.messages import clean_text
from faq.model import AnswerKind
from faq.text import fold
from store import entries, expectations
from store.teaching_records import Expectation

QUESTIONS_MAX = 1_000
QUESTION_CHARACTERS_MAX = 300


class Grade(IntEnum):
    """How well a question is answered, the worst first."""

    WRONG = 0  # by another entry, or by one where none was expected
    MISSED = 1  # not, and what was expected is not the best match
    FOUND = 2  # not, but what was expected is the best match
    RIGHT = 3


Verdict = Literal["kept", "broken", "mended"]


class Answering(Protocol):
    """What questions are put to: an index, or one with editors' changes laid over it."""

    def search(self, question: str, limit: int = 5, page: str | None = None) -> list[faq.Match]:
        """Return the best matches."""

    def asked_as(self, text: str) -> list[faq.Entry]:
        """Return the entries that are asked by exactly this."""

    def answer(
        self,
        question: str,
        page: str | None = None,
        previous: tuple[str, str] | None = None,
        locale: str = "fr",
        bands: faq.Bands = ...,
    ) -> faq.Answer:
        """Return what a reader would be told."""


@dataclass(frozen=True, slots=True)
class OfIndex:
    """An index as what questions are put to."""

    index: faq.Index

    def search(self, question: str, limit: int = 5, page: str | None = None) -> list[faq.Match]:
        """Return the best matches."""
        return self.index.search(question, limit, page)

    def asked_as(self, text: str) -> list[faq.Entry]:
        """Return the entries that are asked by exactly this."""
        return [self.index.entries[number] for number in self.index.asked_as(text)]

    def answer(
        self,
        question: str,
        page: str | None = None,
        previous: tuple[str, str] | None = None,
        locale: str = "fr",
        bands: faq.Bands = faq.Bands(),  # noqa: B008 - frozen
    ) -> faq.Answer:
        """Return what a reader would be told."""
        return faq.answer(
            self.index, question, page=page, previous=previous, locale=locale, bands=bands
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question is answered: the entry that was found, if any, and how surely."""

    kind: AnswerKind
    grade: Grade
    confidence: float
    entry: faq.Entry | None


@dataclass(frozen=True, slots=True)
class Change:
    """One question, as it is answered and as it would be."""

    expectation: Expectation
    before: Outcome
    after: Outcome

    @property
    def verdict(self) -> Verdict:
        """Say whether it is answered as well as before, worse, or better."""
        if self.after.grade == self.before.grade:
            return "kept"
        return "broken" if self.after.grade < self.before.grade else "mended"


@dataclass(frozen=True, slots=True)
class Report:
    """All questions of a test set; shares are None without any."""

    changes: tuple[Change, ...]

    @property
    def broken(self) -> tuple[Change, ...]:
        """The questions that would be answered worse."""
        return tuple(each for each in self.changes if each.verdict == "broken")

    @property
    def mended(self) -> tuple[Change, ...]:
        """The questions that would be answered better."""
        return tuple(each for each in self.changes if each.verdict == "mended")

    @property
    def hit_share(self) -> float | None:
        """The share of questions whose best match is what was expected, of those expecting any."""
        asked = [each.after for each in self.changes if each.expectation.entry_id]
        return _share([outcome.grade >= Grade.FOUND for outcome in asked])

    @property
    def wrong_share(self) -> float | None:
        """The share of questions that are answered by something else."""
        return _share([each.after.grade is Grade.WRONG for each in self.changes])

    def __str__(self) -> str:
        """Tell what changes, in one line each."""
        told = [
            f"{each.verdict}: {each.expectation.question}" for each in (*self.broken, *self.mended)
        ]
        hit, wrong = (_percent(share) for share in (self.hit_share, self.wrong_share))
        return "\n".join([*told, f"{len(self.changes)} questions, hit@1 {hit}, wrong {wrong}"])


def examine(
    serving: Answering, questions: Iterable[Expectation], bands: faq.Bands, locale: str = "fr"
) -> Report:
    """Put a test set to what is served."""
    return compare(serving, serving, questions, bands, locale)


def compare(
    serving: Answering,
    candidate: Answering,
    questions: Iterable[Expectation],
    bands: faq.Bands,
    locale: str = "fr",
) -> Report:
    """Put a test set to what is served and to what would be."""
    changes = []
    for each in questions:
        before = outcome(serving, each, bands, locale)
        after = before if candidate is serving else outcome(candidate, each, bands, locale)
        changes.append(Change(each, before, after))
    return Report(tuple(changes))


def check_rebuild(
    serving: faq.Index,
    wanted: Sequence[faq.Entry],
    questions: Iterable[Expectation],
    bands: faq.Bands,
    locale: str = "fr",
    *,
    force: bool = False,
) -> Report:
    """Compare an index with one of the entries that are to replace its own.

    Raise RegressionError with the report, unless told to `force`.
    """
    candidate = OfIndex(faq.Index(wanted, meaning="off"))
    return refuse_regression(
        compare(OfIndex(serving), candidate, questions, bands, locale), force=force
    )


def refuse_regression(report: Report, *, force: bool = False) -> Report:
    """Raise RegressionError where a question would be answered worse, unless told to `force`."""
    if report.broken and not force:
        raise RegressionError(report)
    return report


def outcome(
    serving: Answering, expected: Expectation, bands: faq.Bands, locale: str = "fr"
) -> Outcome:
    """Put one question to what is served."""
    told = serving.answer(expected.question, locale=locale, bands=bands)
    named = serving.asked_as(expected.question)
    found = serving.search(expected.question, limit=1)
    best = next((each for each in named if _is_expected(each, expected)), None)
    best = best or next(iter(named), None) or next((match.entry for match in found), None)
    if told.kind == "smalltalk":
        best = None
    return Outcome(told.kind, _grade(told.kind, best, expected), told.confidence, best)


def expect(
    session: store.Session,
    site_key: str,
    question: str,
    entry_id: str,
    who: str,
    now: datetime,
    new_id: Callable[[], str],
) -> Expectation:
    """Add a question to a site's test set; "" for one that no entry is to answer.

    The same question again changes what is expected. Raise EmptyTextError, TextTooLongError,
    NotFoundError for an entry that is not there, InvalidPayloadError when the set is full.
    """
    asked = clean_text(question, QUESTION_CHARACTERS_MAX)
    if not fold(asked).strip(" ?!."):
        raise EmptyTextError("a question needs some words")
    kept = entries.get(session, site_key, entry_id) if entry_id else None
    if entry_id and kept is None:
        raise NotFoundError("there is no such entry")
    held = expectations.of_site(session, site_key)
    same = next((each for each in held if fold(each.question) == fold(asked)), None)
    if same is None and len(held) >= QUESTIONS_MAX:
        raise InvalidPayloadError(f"a test set has at most {QUESTIONS_MAX} questions")
    answer = "" if kept is None else kept.entry.answer
    number = new_id() if same is None else same.id
    made = Expectation(number, site_key, asked, entry_id, answer, who, now)
    expectations.save(session, made)
    return made


def _grade(kind: AnswerKind, best: faq.Entry | None, expected: Expectation) -> Grade:
    is_answered = kind == "answered"
    if not expected.entry_id:
        return Grade.WRONG if is_answered else Grade.RIGHT
    if best is not None and _is_expected(best, expected):
        return Grade.RIGHT if is_answered else Grade.FOUND
    return Grade.WRONG if is_answered else Grade.MISSED


def _is_expected(entry: faq.Entry, expected: Expectation) -> bool:
    """Tell whether an entry is the expected one, or says what that one said."""
    is_same = bool(expected.answer) and fold(entry.answer).split() == fold(expected.answer).split()
    return entry.id == expected.entry_id or is_same


def _share(told: Sequence[bool]) -> float | None:
    return sum(told) / len(told) if told else None


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.0%}"
