"""Who is forgotten has left nothing, not a byte: not in the tables, the file or its log."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

import faq
import store
from chat import bot as bots
from chat import conversations, feedback, forgetting, handover, messages, replying
from chat.errors import InvalidTokenError, NotFoundError
from chat.kept_answers import Asked, KeptAnswers
from store import conversations as stored_conversations
from store import erasures, sites
from store import messages as stored_messages

from .conftest import DAY, NOW, Desk
from .people import ALICE, House, say

TABLES = ("visitor", "conversation", "message", "feedback", "note")
CALM: list[float] = []


def said(name: str, number: int) -> str:
    return f"Secret-{name}-{number:04} " + "mot " * (number % 40)


def live(desk: Desk, name: str, lines: int = 12) -> conversations.Thread:
    """Let somebody write, be answered, rate, hand over, be noted, and leave an address."""
    thread = desk.open()
    house = House(desk, thread.conversation.id)
    for number in range(lines):
        asked = house.ask(said(name, number), client_id=f"c{number}").turn
        assert asked is not None
        answer = bots.store_answer(desk.database, house.answer(asked), asked.claim)
        feedback.give(desk.database, house.conversation_id, answer.id, False, f"Reason-{name}", NOW)
    house.hand_over(f"Secret-{name}@example.org")
    house.take(ALICE)
    house.reply(text=f"Secret-{name}-answered")
    replying.note(
        *(desk.database, house.conversation_id, ALICE, "Alice", f"Note-{name}", 2000, NOW),
        desk.new_id,
    )
    return thread


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Give a desk whose ids are not contained in each other."""
    chance = random.Random(3)
    return replace(desk, new_id=lambda: f"{chance.getrandbits(128):032x}")


def files(tmp_path: Path) -> bytes:
    """Give every byte of the database and what lies beside it."""
    return b"".join(path.read_bytes() for path in sorted(tmp_path.glob("salut.db*")))


def forget(desk: Desk, thread: conversations.Thread) -> None:
    forgetting.forget(desk.database, thread.visitor.id, NOW, CALM.append)


def counts(desk: Desk) -> list[int]:
    with desk.database.read() as session:
        return [
            session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in TABLES
        ]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Look at the database as it is now for as long as this lasts, as a slow reader does."""
    reader = store.open_database(store.sqlite_address(path))
    with closing(reader), reader.read() as session:
        session.execute(text("SELECT count(*) FROM message")).scalar_one()
        yield


def test_not_a_byte_is_left_of_who_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    vera, charlie = live(desk, "Vera"), live(desk, "Charlie")
    assert b"Secret-Vera" in files(tmp_path)
    forget(desk, vera)
    left = files(tmp_path)
    for trace in (b"Vera", vera.visitor.id.encode(), vera.conversation.id.encode()):
        assert trace not in left
    assert left.count(b"Secret-Charlie-0003") > 0
    with desk.database.read() as session:
        assert stored_conversations.get(session, charlie.conversation.id) is not None


def test_nor_when_hundreds_of_conversations_lie_between_each_other(
    desk: Desk, tmp_path: Path
) -> None:
    """Pages that are split, joined and given back keep copies, unless they are overwritten."""
    chance = random.Random(7)
    names = [f"N{number:03}" for number in range(120)]
    threads = {name: desk.open() for name in names}
    told = [name for name in names for _ in range(chance.randint(1, 9))]
    chance.shuffle(told)
    with desk.database.write() as session:
        for number, name in enumerate(told):
            store_message(session, desk, threads[name], f"c{number}", said(name, number))
    gone: list[str] = []
    chance.shuffle(names)
    for name in names[:100]:
        forget(desk, threads[name])
        gone.append(name)
        if len(gone) % 20 == 0:
            left = files(tmp_path)
            assert [each for each in gone if f"Secret-{each}-".encode() in left] == []
    left = files(tmp_path)
    assert all(f"Secret-{each}-".encode() in left for each in names[100:])


def store_message(
    session: store.Session, desk: Desk, thread: conversations.Thread, client_id: str, words: str
) -> None:
    stored_messages.add(
        session,
        store.Message(
            id=desk.new_id(),
            conversation_id=thread.conversation.id,
            seq=0,
            author="visitor",
            kind="text",
            text=words,
            client_id=client_id,
            created_at=NOW,
        ),
    )


def test_every_table_is_empty_of_him(desk: Desk) -> None:
    vera = live(desk, "Vera")
    before = counts(desk)
    assert all(before)
    forget(desk, vera)
    assert counts(desk) == [0] * len(TABLES)


def test_what_is_remembered_of_him_is_no_more_than_that_he_was_erased(desk: Desk) -> None:
    vera = live(desk, "Vera")
    forget(desk, vera)
    with desk.database.read() as session:
        rows = session.execute(text("SELECT * FROM erasure")).all()
    assert [digest for digest, _ in rows] == [erasures.digest(vera.visitor.id)]
    assert "Vera" not in str(rows)
    assert vera.visitor.id not in str(rows)


def test_his_token_is_good_for_nothing_more(desk: Desk) -> None:
    vera = live(desk, "Vera")
    token = desk.token(vera)
    forget(desk, vera)
    with pytest.raises(InvalidTokenError):
        desk.open(token=token)


def test_who_is_erased_twice_is_erased(desk: Desk) -> None:
    vera = live(desk, "Vera")
    forget(desk, vera)
    forget(desk, vera)
    with pytest.raises(NotFoundError):
        House(desk, vera.conversation.id).ask()
    with pytest.raises(NotFoundError):
        handover.hand_over(desk.database, vera.conversation.id, None, say, NOW, desk.new_id)


def test_an_answer_that_comes_late_brings_nothing_back(desk: Desk) -> None:
    thread = desk.open()
    house = House(desk, thread.conversation.id)
    asked = house.ask("Secret ?").turn
    assert asked is not None
    forget(desk, thread)
    with pytest.raises(store.MissingError):
        bots.store_answer(desk.database, house.answer(asked), asked.claim)
    assert counts(desk) == [0] * len(TABLES)


def test_while_somebody_reads_the_log_is_emptied_a_little_later(desk: Desk, tmp_path: Path) -> None:
    vera = live(desk, "Vera")
    slept: list[float] = []
    with reading(tmp_path / "salut.db"):
        forgetting.forget(desk.database, vera.visitor.id, NOW, slept.append)
    assert len(slept) == forgetting.TRIES - 1
    live(desk, "Charlie")
    assert desk.database.leave_no_trace()
    assert b"Secret-Vera" not in files(tmp_path)


def test_what_is_kept_of_answers_in_memory_holds_no_question() -> None:
    kept = KeptAnswers(faq.Index([], meaning="off"))
    words = "Je suis Vera, combien ?"
    asked = Asked(words, None, ("Avant, Vera ?", "Oui"), "fr")
    kept.answer(asked, lambda: faq.Answer(kind="unknown", text="Je ne sais pas."))
    assert len(kept) == 1
    assert "Vera" not in repr(kept._kept)
    assert kept.known(asked) is not None


def test_who_has_said_nothing_for_as_long_as_his_site_keeps_it_is_erased(desk: Desk) -> None:
    live(desk, "Vera")
    with desk.database.write() as session:
        sites.set_retention(session, "demo", 30)
    assert forgetting.purge(desk.database, NOW + 30 * DAY, CALM.append) == 0
    late = NOW + 30 * DAY + timedelta(seconds=2)
    assert forgetting.purge(desk.database, late, CALM.append) == 1
    assert counts(desk) == [0] * len(TABLES)
    assert forgetting.purge(desk.database, late, CALM.append) == 0


def test_who_came_back_is_kept_and_who_never_wrote_is_not(desk: Desk) -> None:
    house = House(desk, live(desk, "Vera").conversation.id)
    house.now = NOW + 60 * DAY
    assert house.ask("Encore moi", client_id="later").is_new
    desk.open()
    other = desk.open(site="journal")
    assert forgetting.purge(desk.database, NOW + 100 * DAY, CALM.append) == 2
    assert house.held.last_seq > 0
    with pytest.raises(NotFoundError):
        House(desk, other.conversation.id).ask()


def test_many_who_are_due_go_a_few_at_a_time(desk: Desk, tmp_path: Path) -> None:
    for number in range(2 * forgetting.AT_A_TIME + 3):
        House(desk, desk.open().conversation.id).ask(f"Secret-{number}")
    slept: list[float] = []
    purged = forgetting.purge(desk.database, NOW + 91 * DAY, slept.append)
    assert purged == 2 * forgetting.AT_A_TIME + 3
    assert slept == [0, 0, 0]
    assert b"Secret-" not in files(tmp_path)


def test_whom_an_old_copy_brings_back_is_erased_again(desk: Desk, tmp_path: Path) -> None:
    vera, charlie = live(desk, "Vera"), live(desk, "Charlie")
    forget(desk, vera)
    with desk.database.write() as session:  # as a copy from before would hold it
        session.execute(
            text(
                "INSERT INTO visitor (id, site_key, epoch, created_at) VALUES (:id, :site, 1, :at)"
            ),
            {"id": vera.visitor.id, "site": "demo", "at": "2026-11-24 09:30:00"},
        )
    assert forgetting.again(desk.database, NOW, CALM.append) == 1
    assert forgetting.again(desk.database, NOW, CALM.append) == 0
    assert vera.visitor.id.encode() not in files(tmp_path)
    assert messages.post(
        *(desk.database, charlie.conversation.id, "c99", "Encore", None, 2000, NOW, desk.new_id)
    ).is_new


def test_a_large_file_is_written_anew_at_night_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewritten: list[int | None] = []

    def noted(bytes_max: int | None = None) -> bool:
        rewritten.append(bytes_max)
        return True

    monkeypatch.setattr(desk.database, "leave_no_trace", noted)
    night = NOW.replace(hour=forgetting.QUIET_HOUR) + DAY
    forgetting.rewrite_at_night(desk.database, night, CALM.append)
    assert rewritten == []
    forget(desk, live(desk, "Vera"))
    assert rewritten == [forgetting.REWRITTEN_BYTES_MAX]
    for hour in range(24):
        forgetting.rewrite_at_night(desk.database, night.replace(hour=hour), CALM.append)
    assert rewritten[1:] == [None]
    forgetting.rewrite_at_night(desk.database, night + DAY, CALM.append)
    assert rewritten[1:] == [None]


def test_a_file_over_the_limit_is_only_emptied_of_its_log(desk: Desk, tmp_path: Path) -> None:
    forget(desk, live(desk, "Vera"))
    size = (tmp_path / "salut.db").stat().st_size
    live(desk, "Charlie", lines=40)
    with desk.database.write() as session:
        session.execute(text("DELETE FROM feedback"))
    assert desk.database.leave_no_trace(bytes_max=size)
    assert b"Reason-Charlie" not in files(tmp_path)
    grown = (tmp_path / "salut.db").stat().st_size
    assert desk.database.leave_no_trace()
    assert (tmp_path / "salut.db").stat().st_size < grown
