"""What editors learn of questions without a good answer, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

ClusterState = Literal["open", "attached", "written", "ignored"]
Why = Literal["unknown", "suggested", "thumbs_down", "handover"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Questions that ask the same; `entry_id` is what an editor answered them with.

    `count`, `first_at` and `last_at` are of the questions that are still kept.
    """

    id: str
    site_key: str
    language: str
    state: ClusterState
    question: str
    wordings: tuple[str, ...]
    entry_id: str = ""
    undo: Mapping[str, Any] = field(default_factory=dict)
    decided_by: str = ""
    decided_at: datetime | None = None
    count: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NearEntry:
    """An entry that the bot thought of, and how sure it was, 0 to 1."""

    entry_id: str
    question: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Unanswered:
    """One question without a good answer; `remark` is what its reader said of the answer.

    `text` has no mail address, telephone or card number in it any more.
    """

    message_id: str
    site_key: str
    cluster_id: str
    conversation_id: str
    why: Why
    text: str
    page: str
    remark: str
    matches: tuple[NearEntry, ...]
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class InVain:
    """A question that may have been asked in vain, as it stands in its conversation.

    `suggestions` are what the bot suggested, `next_text` what its reader wrote then. `at` and
    `place` are when it came to this, not when it was asked, and the id of what says so.
    """

    message_id: str
    site_key: str
    conversation_id: str
    locale: str
    text: str
    page: str
    asked_at: datetime
    why: Why
    at: datetime
    place: str
    remark: str = ""
    suggestions: tuple[str, ...] = ()
    next_text: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """A question of a site's test set and the entry that is to answer it; "" for none.

    `answer` is what that entry said then: a rebuild may give the same words another id.
    """

    id: str
    site_key: str
    question: str
    entry_id: str
    answer: str
    made_by: str
    made_at: datetime
