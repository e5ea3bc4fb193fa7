"""The audit: who did what and when, each line sealed by a digest over it and the line before.

Whoever changes, removes or slips in a line breaks the chain at that place. Whoever can write the
whole file can make a new chain: the digest of the newest line, kept elsewhere, shows that too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

import store
from store import audit
from store.account_records import Agent, AuditLine

FIRST = "0" * 64
READ_AT_A_TIME = 1_000
VERIFIED_MAX = 20_000


class Act(StrEnum):
    """What is written down."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    AGENT_INVITED = "agent_invited"
    AGENT_ADDED = "agent_added"
    LINK_MADE = "link_made"
    INVITATION_ACCEPTED = "invitation_accepted"
    ROLE_CHANGED = "role_changed"
    AGENT_DISABLED = "agent_disabled"
    AGENT_ENABLED = "agent_enabled"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_RESET = "second_factor_reset"
    RECOVERY_CODE_USED = "recovery_code_used"
    CONVERSATION_READ = "conversation_read"
    CONVERSATIONS_SEARCHED = "conversations_searched"
    CONVERSATION_EXPORTED = "conversation_exported"
    VISITOR_ERASED = "visitor_erased"
    SITE_CHANGED = "site_changed"
    ENTRY_CHANGED = "entry_changed"
    ENTRIES_IMPORTED = "entries_imported"
    SOURCES_CHANGED = "sources_changed"
    QUESTION_ATTACHED = "question_attached"
    QUESTION_ANSWERED = "question_answered"
    QUESTION_IGNORED = "question_ignored"
    QUESTION_REOPENED = "question_reopened"
    TEST_ADDED = "test_added"
    TEST_REMOVED = "test_removed"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many lines were checked, of how many; the newest digest; the number of the bad line."""

    checked: int
    count: int
    head: str
    broken_at: int | None = None


def note(
    session: store.Session,
    who: Agent,
    act: Act,
    now: datetime,
    *,
    site_key: str = "",
    about: str = "",
    details: Mapping[str, str] | None = None,
) -> AuditLine:
    """Write a line behind the last one, in the transaction of what it tells.

    `about` is the id of what was read or changed, never its text. Without a site it is the one on
    which `who` works, where that is a single one: so that its admin sees the line.
    """
    last = audit.last(session)
    line = AuditLine(
        number=1 if last is None else last.number + 1,
        at=now,
        agent_id=who.id,
        agent_name=who.name,
        act=act.value,
        site_key=site_key or only_site(who),
        about=about,
        details=dict(details or {}),
        previous=FIRST if last is None else last.digest,
        digest="",
    )
    return audit.add(session, replace(line, digest=digest(line)))


def only_site(agent: Agent) -> str:
    """Give the site of an agent who has a role on one alone; "" for any other."""
    return next(iter(agent.roles)) if len(agent.roles) == 1 else ""


def digest(line: AuditLine) -> str:
    """Seal a line: SHA-256 over all that it says."""
    said = asdict(line)
    del said["digest"]
    said["at"] = line.at.astimezone(UTC).isoformat(timespec="microseconds")
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def verify(session: store.Session, last_lines: int | None = None) -> Verdict:
    """Check the chain, all of it or its last lines, and say where it breaks first."""
    head = audit.last(session)
    if head is None:
        return Verdict(0, 0, FIRST)
    count = audit.count(session)
    number = 0 if last_lines is None else max(0, head.number - last_lines)
    previous, checked = None if number else FIRST, 0
    for line in _lines(session, number):
        number += 1
        is_next = line.number == number and previous in (None, line.previous)
        if not is_next or line.digest != digest(line):
            return Verdict(checked, count, head.digest, broken_at=line.number)
        previous, checked = line.digest, checked + 1
    return Verdict(checked, count, head.digest)


def _lines(session: store.Session, number: int) -> Iterator[AuditLine]:
    while some := audit.after(session, number, READ_AT_A_TIME):
        yield from some
        number = some[-1].number
