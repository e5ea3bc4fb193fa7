"""The edge between a reader and people: handover, opinions, copies of what was said."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from chat.feedback import REASON_LENGTH_MAX
from web.payloads import Incoming

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Handover(Incoming):
    """A reader wants people; what is no address is told where it is read."""

    email: Annotated[str, Field(max_length=1000)] | None = None


class Rating(Incoming):
    """Whether an answer has helped."""

    message_id: Id
    helpful: bool
    reason: Annotated[str, Field(max_length=REASON_LENGTH_MAX)] = ""


class Signal(Incoming):
    """Somebody writes, or has stopped; never what."""

    active: bool


class TranscriptWanted(Incoming):
    """In which form a conversation is to be kept."""

    format: Literal["txt", "html", "json"]
