"""The forms of teaching and of the test set, and what their lists may be asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from chat.examination import QUESTION_CHARACTERS_MAX as EXPECTED_CHARACTERS_MAX
from chat.publishing import QUESTION_CHARACTERS_MAX, TEXT_CHARACTERS_MAX
from chat.urls import ADDRESS_LENGTH_MAX, entry_address
from store.teaching_records import ClusterState
from web.forms import Posted

ID_LENGTH_MAX = 200
WORDS_LENGTH_MAX = 200


def _no_nul(text: str) -> str:
    """Refuse what no database takes for text."""
    if "\0" in text:
        raise ValueError("write letters that can be seen")
    return text


def _address(text: str) -> str:
    """Accept a link that leads somewhere, or none."""
    if text and not entry_address(text, "/"):
        raise ValueError("write an address of the web, or a path of the site")
    return text


def _text(length_max: int, length_min: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=length_min, max_length=length_max)


EntryId = Annotated[str, _text(ID_LENGTH_MAX, 1), AfterValidator(_no_nul)]
Force = Literal["", "on"]


class Attachment(Posted):
    """The entry that a cluster is attached to."""

    entry_id: EntryId
    force: Force = ""


class Lesson(Posted):
    """The entry that is written from a cluster."""

    question: Annotated[str, _text(QUESTION_CHARACTERS_MAX, 1), AfterValidator(_no_nul)]
    answer: Annotated[str, _text(TEXT_CHARACTERS_MAX, 1), AfterValidator(_no_nul)]
    url: Annotated[str, _text(ADDRESS_LENGTH_MAX), AfterValidator(_address)] = ""
    force: Force = ""


class Withdrawal(Posted):
    """A decision that is taken back, whatever the test set says of it."""

    force: Force = ""


class Test(Posted):
    """A question of the test set, and by id or question the entry that is to answer it, if any."""

    question: Annotated[str, _text(EXPECTED_CHARACTERS_MAX, 1), AfterValidator(_no_nul)]
    entry: Annotated[str, _text(QUESTION_CHARACTERS_MAX), AfterValidator(_no_nul)] = ""


class Clusters(Posted):
    """Which clusters a list is asked for: of a state, asked in so many last days."""

    state: ClusterState = "open"
    days: Literal["", "7", "30", "90"] = ""
    page: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}$")] = "1"
