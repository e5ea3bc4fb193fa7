"""Whatever a reader on two tabs, two agents and the bot do, and in whatever order.

A machine plays them all and then reads the thread: `seq` has no gap, nobody is answered twice, an
agent speaks only while he has the conversation, and the bot only about what it was asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import store
from chat import bot as bots
from chat import tokens
from chat.errors import AlreadyTakenError, NotYoursError
from store import schema, sites

from .conftest import NOW, Desk
from .people import ALICE, BOB, NAMES, House, house_of

AGENTS = st.sampled_from([ALICE, BOB])
TO_PEOPLE, FROM_PEOPLE = {"waiting", "waiting_email", "taken"}, {"resumed", "handed_back"}


@contextmanager
def suppressed(*errors: type[Exception]) -> Iterator[None]:
    """Let somebody be refused."""
    try:
        yield
    except errors:
        return


class Conversation(RuleBasedStateMachine):
    """Everybody at once; the bot works out an answer in one step and stores it in another."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "salut.db"
        self.database = store.open_database(store.sqlite_address(path))
        self.worked_out: list[store.OpenQuestion] = []

    @initialize()
    def open(self) -> None:
        schema.upgrade(self.database)
        with self.database.write() as session:
            sites.add(session, store.Site(key="demo", name="Le Fanal"), NOW)
        numbers = iter(range(1, 10_000))
        desk = Desk(self.database, tokens.make_keys(["s" * 40]), lambda: f"{next(numbers):032x}")
        self.house: House = house_of(desk)

    @rule(number=st.integers(0, 5))
    def the_reader_asks_or_sends_again(self, number: int) -> None:
        posted = self.house.ask(client_id=f"tab-{number}")
        if posted.turn is not None:
            self.worked_out.append(posted.turn)

    @rule()
    def the_reader_asks_what_is_at_hand(self) -> None:
        self.house.ask(known=self.house.answer)

    @rule(email=st.sampled_from([None, "vera@example.org"]))
    def the_reader_wants_people(self, email: str | None) -> None:
        assert self.house.hand_over(email).conversation.is_with_people

    @rule()
    def the_reader_wants_the_bot(self) -> None:
        assert not self.house.resume().conversation.is_with_people

    @rule(agent=AGENTS, over=st.booleans(), sees=st.booleans())
    def an_agent_takes_it(self, agent: str, over: bool, sees: bool) -> None:
        claim = self.house.held.claim if sees else None
        with suppressed(AlreadyTakenError):
            passed = self.house.take(agent, claim, from_colleague=over)
            assert passed.conversation.agent_id == agent

    @rule(agent=AGENTS, number=st.integers(0, 5))
    def an_agent_replies(self, agent: str, number: int) -> None:
        with suppressed(NotYoursError):
            self.house.reply(agent, client_id=f"{NAMES[agent]}-{number}")

    @rule(agent=AGENTS)
    def an_agent_hands_it_back(self, agent: str) -> None:
        with suppressed(NotYoursError):
            self.house.hand_back(agent)

    @rule(agent=AGENTS)
    def an_agent_closes_it(self, agent: str) -> None:
        with suppressed(NotYoursError):
            self.house.close(agent)

    @rule()
    def the_bot_looks_for_a_question(self) -> None:
        asked = self.house.open_question
        if asked is not None:
            self.worked_out.append(asked)

    @rule(data=st.data())
    def the_bot_stores_an_answer(self, data: st.DataObject) -> None:
        if not self.worked_out:
            return
        asked = data.draw(st.sampled_from(self.worked_out))
        with suppressed(store.StaleClaimError):
            bots.store_answer(self.database, self.house.answer(asked), asked.claim)

    @invariant()
    def the_thread_is_in_order(self) -> None:
        thread = self.house.thread
        assert [each.seq for each in thread] == list(range(1, len(thread) + 1))
        assert self.house.held.last_seq == len(thread)
        answered = [each.question_id for each in thread if each.question_id]
        assert len(answered) == len(set(answered))

    @invariant()
    def everybody_speaks_only_when_it_is_his_turn(self) -> None:
        state, since, owner = "bot", 0, ""
        seqs = {each.id: each.seq for each in self.house.thread}
        for line in self.house.thread:
            match line.author:
                case "visitor" if state == "closed":
                    state, since, owner = "bot", line.seq - 1, ""
                case "bot":
                    assert state == "bot"
                    assert seqs[line.question_id or ""] > since
                case "agent":
                    assert (state, line.agent_name) == ("open", owner)
                case "system":
                    state, owner = after_notice(line)
                    since = line.seq
        held = self.house.held
        assert (held.state, held.agent_name or "") == (state, owner)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()


def after_notice(notice: store.Message) -> tuple[str, str]:
    """Tell who has a conversation behind a notice."""
    _, name, owner = notice.text.split(" ", 2)
    if name == "taken":
        return "open", owner
    if name in TO_PEOPLE:
        return "waiting", ""
    return ("bot", "") if name in FROM_PEOPLE else (name, "")


Conversation.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestConversation: Any = Conversation.TestCase
