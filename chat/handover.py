"""Handover: who has a conversation, the bot or people, and how it passes from one to the other.

    bot ──hand_over──> waiting ──take──> open ──close──> closed ──the visitor writes──> bot
     ^                    │               │
     └──────resume, hand_back─────────────┘          `take` goes from everywhere to open

Each step is one transaction that raises the conversation's `claim`. The bot stores its answers
under the claim of its question, so that from the commit of a step on it is silent, whatever it
was working out. What was asked while people had the conversation is none of its business, ever.
A closed thread stays the visitor's: he sees all of it, and goes on in it with the bot.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

import store
from chat.emails import clean_email
from chat.errors import AlreadyTakenError, NotFoundError, NotYoursError
from chat.hours import staffing
from store import conversations, messages, sites

Result = TypeVar("Result")

Say = Callable[[str, str], str]
"""The words of a notice, by locale and name."""
Also = Callable[[store.Session, store.Conversation], None]
"""What is to be done in the same transaction, once a conversation has passed."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A conversation as it is now, and the notice that tells of it; None if it was so before."""

    conversation: store.Conversation
    notice: store.Message | None = None


Next = tuple[store.Conversation, str] | None
"""What becomes of a conversation, and the words that tell of it; None to leave it as it is."""

Step = Callable[[store.Session, store.Conversation], Next]


def hand_over(
    database: store.Database,
    conversation_id: str,
    email: str | None,
    say: Say,
    now: datetime,
    new_id: Callable[[], str],
    also: Also | None = None,
) -> Passed:
    """Let a visitor wait for people; said again, it only keeps the address.

    `also` is done when he begins to wait, and when he leaves his address. Raise InvalidEmailError,
    NotFoundError, store.DatabaseBusyError.
    """
    address = None if email is None else clean_email(email)

    def step(session: store.Session, held: store.Conversation) -> Next:
        if held.is_with_people:
            return None
        waits = replace(_with_nobody(held), state="waiting", email=address, waiting_at=now)
        return waits, say(held.locale, _name_of_waiting(session, waits, now))

    def work(session: store.Session) -> Passed:
        passed = _pass(session, conversation_id, step, now, new_id)
        if address is not None and passed.conversation.email != address:
            held = conversations.set_email(session, passed.conversation, address)
            passed = replace(passed, conversation=held)
        elif passed.notice is None:
            return passed
        if also is not None:
            also(session, passed.conversation)
        return passed

    return commit(database, work)


def take(
    database: store.Database,
    conversation_id: str,
    agent_id: str,
    agent_name: str,
    claim: int | None,
    say: Say,
    now: datetime,
    new_id: Callable[[], str],
    *,
    from_colleague: bool = False,
) -> Passed:
    """Give a conversation to an agent; only `from_colleague` takes it from another one.

    With the claim that he has seen, it must not have changed since. Raise AlreadyTakenError,
    NotFoundError, store.DatabaseBusyError.
    """

    def step(_: store.Session, held: store.Conversation) -> Next:
        if held.state == "open" and held.agent_id == agent_id:
            return None
        is_free = held.state != "open" or from_colleague
        if not is_free or claim not in (None, held.claim):
            raise AlreadyTakenError("somebody was first")
        opened = replace(
            held,
            state="open",
            agent_id=agent_id,
            agent_name=agent_name,
            waiting_at=held.waiting_at or now,
        )
        return opened, say(held.locale, "taken").replace("{agent}", agent_name)

    return commit(database, lambda session: _pass(session, conversation_id, step, now, new_id))


def hand_back(
    database: store.Database,
    conversation_id: str,
    agent_id: str,
    say: Say,
    now: datetime,
    new_id: Callable[[], str],
) -> Passed:
    """Give a conversation back to the bot: its agent's own, or one that nobody has taken.

    Raise NotYoursError, NotFoundError, store.DatabaseBusyError.
    """

    def step(_: store.Session, held: store.Conversation) -> Next:
        if not held.is_with_people:
            return None
        check_owner(held, agent_id)
        return replace(_with_nobody(held), state="bot"), say(held.locale, "handed_back")

    return commit(database, lambda session: _pass(session, conversation_id, step, now, new_id))


def close(
    database: store.Database,
    conversation_id: str,
    agent_id: str,
    say: Say,
    now: datetime,
    new_id: Callable[[], str],
    also: Also | None = None,
) -> Passed:
    """End a conversation with people: its agent's own, or one that nobody has taken.

    `also` is done when it ends. Raise NotYoursError, NotFoundError, store.DatabaseBusyError.
    """

    def step(_: store.Session, held: store.Conversation) -> Next:
        if held.state == "closed":
            return None
        check_owner(held, agent_id)
        return replace(_with_nobody(held), state="closed"), say(held.locale, "closed")

    def work(session: store.Session) -> Passed:
        passed = _pass(session, conversation_id, step, now, new_id)
        if passed.notice is not None and also is not None:
            also(session, passed.conversation)
        return passed

    return commit(database, work)


def resume(
    database: store.Database,
    conversation_id: str,
    say: Say,
    now: datetime,
    new_id: Callable[[], str],
) -> Passed:
    """Let a visitor go back to the bot; raise NotFoundError, store.DatabaseBusyError."""

    def step(_: store.Session, held: store.Conversation) -> Next:
        if not held.is_with_people:
            return None
        return replace(_with_nobody(held), state="bot"), say(held.locale, "resumed")

    return commit(database, lambda session: _pass(session, conversation_id, step, now, new_id))


def _pass(
    session: store.Session,
    conversation_id: str,
    step: Step,
    now: datetime,
    new_id: Callable[[], str],
) -> Passed:
    """Take a step and store the notice that tells of it, in one transaction."""
    held = conversations.hold(session, conversation_id)
    taken = step(session, held)
    if taken is None:
        return Passed(held)
    changed, words = taken
    notice = store.Message(
        id=new_id(),
        conversation_id=conversation_id,
        seq=0,
        author="system",
        kind="notice",
        text=words,
        created_at=now,
    )
    changed = conversations.change(session, changed)
    stored = messages.add(session, notice)
    return Passed(replace(changed, last_seq=stored.seq, updated_at=now), stored)


def _with_nobody(held: store.Conversation) -> store.Conversation:
    """Take a conversation from people: what was said until now is not the bot's to answer."""
    return replace(
        held,
        bot_after_seq=held.last_seq,
        agent_id=None,
        agent_name=None,
        email=None,
        waiting_at=None,
    )


def check_owner(held: store.Conversation, agent_id: str) -> None:
    """Raise NotYoursError unless a conversation waits, or is this agent's."""
    if held.state != "waiting" and held.agent_id != agent_id:
        raise NotYoursError("take the conversation first")


def _name_of_waiting(session: store.Session, waits: store.Conversation, now: datetime) -> str:
    """Name the notice for somebody who waits: is anybody there, and how will he be answered?"""
    site = sites.get(session, waits.site_key)
    is_staffed = site is None or staffing(site, now).is_staffed
    return ("waiting" if is_staffed else "away") + ("" if waits.email is None else "_email")


def commit(database: store.Database, work: Callable[[store.Session], Result]) -> Result:
    """Commit; raise NotFoundError when the conversation is gone."""
    try:
        return database.commit(work)
    except store.MissingError as error:
        raise NotFoundError("the conversation is gone") from error
