"""The forms of entries: what an editor may write, and what a list may be asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, StringConstraints, ValidationInfo, field_validator

from chat.editing import Draft
from chat.publishing import QUESTION_CHARACTERS_MAX, TEXT_CHARACTERS_MAX, VARIANTS_MAX
from chat.urls import ADDRESS_LENGTH_MAX, entry_address
from store.editing_records import Placing, Problem, Wanted
from store.entry_search import After
from store.records import EntryOwner, EntryState
from web.forms import Posted

SECTION_LENGTH_MAX, TITLE_LENGTH_MAX = 200, 500


def no_nul(text: str) -> str:
    """Refuse what no database takes for text."""
    if "\0" in text:
        raise ValueError("write letters that can be seen")
    return text


def _lines(text: str) -> str:
    """Refuse more wordings than an entry may have, or one that is too long."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    if len(lines) > VARIANTS_MAX or any(len(each) > QUESTION_CHARACTERS_MAX for each in lines):
        raise ValueError("write at most one wording a line")
    return text


def _day(text: str) -> str:
    """Accept a day as browsers send it, or none."""
    return date.fromisoformat(text).isoformat() if text else ""


def _address(text: str) -> str:
    """Accept a link that leads somewhere, or none."""
    if text and not entry_address(text, "/"):
        raise ValueError("write an address of the web, or a path of the site")
    return text


def _moment(text: str) -> str:
    """Accept the moment that stands in a form of ours."""
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a moment has a zone")
    return text


def _text(length_max: int, length_min: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=length_min, max_length=length_max)


Day = Annotated[str, _text(10), AfterValidator(_day)]
Moment = Annotated[str, AfterValidator(_moment)]
Short = Annotated[str, _text(SECTION_LENGTH_MAX), AfterValidator(no_nul)]


class EntryForm(Posted):
    """An entry as its form sends it; variants stand one a line."""

    question: Annotated[str, _text(QUESTION_CHARACTERS_MAX, 1), AfterValidator(no_nul)]
    variants: Annotated[str, AfterValidator(_lines), AfterValidator(no_nul)] = ""
    answer: Annotated[str, _text(TEXT_CHARACTERS_MAX, 1), AfterValidator(no_nul)]
    source_title: Annotated[str, _text(TITLE_LENGTH_MAX), AfterValidator(no_nul)] = ""
    url: Annotated[str, _text(ADDRESS_LENGTH_MAX), AfterValidator(_address)] = ""
    section: Short = ""
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Za-z]{2,4})?$")] = "fr"
    state: EntryState
    valid_from: Day = ""
    valid_until: Day = ""
    is_pinned: Literal["", "on"] = ""
    redirect_to: Annotated[str, _text(QUESTION_CHARACTERS_MAX), AfterValidator(no_nul)] = ""
    force: Literal["", "on"] = ""

    @field_validator("valid_until")
    @classmethod
    def _is_not_before(cls, until: str, info: ValidationInfo) -> str:
        """Refuse a last day before the first."""
        if until and until < info.data.get("valid_from", ""):
            raise ValueError("the last day comes after the first")
        return until

    def draft(self, aim: str) -> Draft:
        """Give the entry that was written; `aim` is the id of the one that it is sent to."""
        lines = (" ".join(each.split()) for each in self.variants.splitlines())
        return Draft(
            question=self.question,
            answer=self.answer.replace("\r\n", "\n"),
            variants=tuple(each for each in lines if each),
            title=self.source_title,
            url=self.url,
            section=self.section,
            language=self.language,
            state=self.state,
            placing=Placing(self.valid_from, self.valid_until, bool(self.is_pinned), aim),
        )


class ChangedEntry(EntryForm):
    """An entry as its form sends it, and when it was last changed as its editor saw it."""

    seen: Moment


class StateForm(Posted):
    """The state that an entry is to have."""

    state: EntryState
    seen: Moment
    force: Literal["", "on"] = ""


class RestoreForm(Posted):
    """The number of the revision that an entry is to be again."""

    number: Annotated[int, AfterValidator(lambda number: min(max(number, 0), 2**31 - 1))]
    seen: Moment
    force: Literal["", "on"] = ""


class Listing(Posted):
    """What the list of entries is asked for."""

    words: Short = ""
    state: EntryState | Literal[""] = ""
    owner: EntryOwner | Literal[""] = ""
    section: Short = ""
    problem: Problem = ""
    after: Annotated[str, _text(320), AfterValidator(no_nul)] = ""

    def wanted(self) -> Wanted:
        """Give what is looked for."""
        return Wanted(self.words, self.state, self.owner, self.section, self.problem)

    def behind(self) -> After | None:
        """Give where the page before ended; None for the first page."""
        moment, _, entry_id = self.after.partition("~")
        try:
            at = datetime.fromisoformat(moment)
        except ValueError:
            return None
        return (at, entry_id) if at.tzinfo and at.year > 1 else None

    def following(self, after: After) -> Self:
        """Ask for the page behind an entry."""
        return self.model_copy(update={"after": f"{after[0].isoformat()}~{after[1]}"})

    def asked(self) -> dict[str, str]:
        """Give what stands in an address."""
        return {name: value for name, value in self.model_dump().items() if value}
