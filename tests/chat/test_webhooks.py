"""A webhook is told what happens if and only if it did, signed, again and again until it hears."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import store
from chat import delivering, pushing, webhooks
from chat.bot import Bot
from chat.errors import InvalidPayloadError, NotFoundError, StaleSignatureError
from chat.publishing import Edit, publish
from faq.errors import AddressRefusedError, FaqError, FetchFailedError
from faq.posting import post
from store import deliveries, erasures, teaching
from store import webhooks as stored
from store.delivery_records import Delivery, Webhook

from .conftest import NOW, PRICE, Desk
from .editors import Newsdesk

URL = "https://hooks.example.org/salut?to=desk"
POOL = "Quels sont les horaires de la piscine municipale ?"


@dataclass
class Receiver:
    """What was posted, and how it is answered."""

    status: int = 204
    error: Exception | None = None
    came: list[tuple[str, bytes, Mapping[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.came.append((url, body, headers))
        if self.error is not None:
            raise self.error
        return self.status


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


@pytest.fixture
def hook(newsdesk: Newsdesk) -> Webhook:
    desk = newsdesk.desk
    return desk.database.commit(
        lambda session: webhooks.add(
            session, "demo", URL, webhooks.EVENTS, NOW, desk.new_id, lambda: "s" * 43
        )
    )


def deliver(newsdesk: Newsdesk, receiver: Receiver, now: datetime | None = None) -> int:
    return delivering.deliver(newsdesk.desk.database, receiver.post, None, now or newsdesk.now)


def log(newsdesk: Newsdesk) -> list[Delivery]:
    with newsdesk.desk.database.read() as session:
        return deliveries.log(session, "demo")


def tell(newsdesk: Newsdesk, event: str = "entry.published") -> None:
    desk = newsdesk.desk
    desk.database.commit(
        lambda session: webhooks.tell(session, "demo", event, {"entry": "é"}, NOW, desk.new_id)
    )


@pytest.mark.usefixtures("hook")
def test_a_question_asked_in_vain_is_told_without_who_asked(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(f"{POOL} vera@example.org")
    newsdesk.gather()
    receiver = Receiver()
    assert deliver(newsdesk, receiver) == 1
    ((url, body, headers),) = receiver.came
    told = json.loads(body)
    assert (url, headers["X-Salut-Event"]) == (URL, "question.unanswered")
    assert (told["event"], told["site"], told["why"]) == ("question.unanswered", "demo", "unknown")
    assert told["question"] == f"{POOL} [e-mail]"
    assert conversation.visitor_id not in body.decode()


@pytest.mark.usefixtures("hook")
def test_it_is_signed_as_pushed_articles_are(newsdesk: Newsdesk) -> None:
    tell(newsdesk)
    receiver = Receiver()
    deliver(newsdesk, receiver)
    ((_, body, headers),) = receiver.came
    moment, signature = headers["X-Salut-Timestamp"], headers["X-Salut-Signature"]
    pushing.check_moment(moment, NOW)
    assert pushing.check_signature("s" * 43, moment, body, signature)
    with pytest.raises(StaleSignatureError):
        pushing.check_moment(moment, NOW + timedelta(minutes=6))


@pytest.mark.usefixtures("hook")
def test_publishing_an_entry_is_told_once(newsdesk: Newsdesk) -> None:
    publish(newsdesk.publisher, "demo", [Edit(PRICE, "draft")])
    publish(newsdesk.publisher, "demo", [Edit(PRICE)])
    publish(newsdesk.publisher, "demo", [Edit(PRICE)])
    assert [(each.event, json.loads(each.body)["entry"]) for each in log(newsdesk)] == [
        ("entry.published", "price")
    ]


@pytest.mark.usefixtures("hook")
def test_people_are_told_of_handovers_and_of_their_end(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    new_id = newsdesk.desk.new_id
    with newsdesk.desk.database.write() as session:
        assert webhooks.tell_handover(session, conversation, NOW, new_id) == 1
        assert webhooks.tell_closed(session, conversation, NOW, new_id) == 1
    assert {each.event: json.loads(each.body)["conversation"] for each in log(newsdesk)} == {
        "handover.requested": conversation.id,
        "conversation.closed": conversation.id,
    }


def test_only_who_wants_to_hear_is_told(newsdesk: Newsdesk, hook: Webhook) -> None:
    database = newsdesk.desk.database
    database.commit(
        lambda session: webhooks.change(session, "demo", hook.id, URL, ["handover.requested"])
    )
    tell(newsdesk)
    assert log(newsdesk) == []
    tell(newsdesk, "handover.requested")
    database.commit(lambda session: stored.set_active(session, hook, False))
    tell(newsdesk, "handover.requested")
    assert len(log(newsdesk)) == 1


@pytest.mark.parametrize(
    "failure",
    [Receiver(status=500), Receiver(status=302), Receiver(error=FetchFailedError("a", "b"))],
)
@pytest.mark.usefixtures("hook")
def test_what_fails_is_tried_again_later_and_later_and_then_given_up(
    newsdesk: Newsdesk, failure: Receiver
) -> None:
    tell(newsdesk)
    now, waits = NOW, []
    while (due := log(newsdesk)[0].due_at) is not None:
        waits.append(due - now)
        now = due
        assert deliver(newsdesk, failure, now) == 0
        assert deliver(newsdesk, failure, now) == 0
    assert waits == [timedelta(0), *delivering.WAITS]
    assert len(failure.came) == len(delivering.WAITS) + 1
    (given_up,) = log(newsdesk)
    assert (given_up.state, given_up.ended_at) == ("failed", now)
    assert given_up.outcome
    assert len({headers["X-Salut-Delivery"] for _, _, headers in failure.came}) == 1


@pytest.mark.usefixtures("hook")
def test_what_a_dead_process_was_sending_is_sent_again(newsdesk: Newsdesk) -> None:
    tell(newsdesk)
    with newsdesk.desk.database.write() as session:
        taken = deliveries.take_due(session, NOW, NOW + delivering.LEASE, 10)
    assert len(taken) == 1
    receiver = Receiver()
    assert deliver(newsdesk, receiver, NOW + timedelta(minutes=1)) == 0
    assert deliver(newsdesk, receiver, NOW + delivering.LEASE) == 1
    assert log(newsdesk)[0].attempts == 2


@pytest.mark.usefixtures("hook")
def test_a_delivery_is_replayed_under_a_new_id(newsdesk: Newsdesk) -> None:
    tell(newsdesk)
    receiver = Receiver()
    deliver(newsdesk, receiver)
    first = log(newsdesk)[0]
    new_id = newsdesk.desk.new_id
    with newsdesk.desk.database.write() as session:
        with pytest.raises(NotFoundError):
            delivering.replay(session, "journal", first.id, NOW, new_id)
        again = delivering.replay(session, "demo", first.id, NOW, new_id)
    assert deliver(newsdesk, receiver) == 1
    assert again.id != first.id
    assert [body for _, body, _ in receiver.came] == [first.body.encode()] * 2


def test_a_removed_webhook_is_told_nothing_more(newsdesk: Newsdesk, hook: Webhook) -> None:
    tell(newsdesk)
    newsdesk.desk.database.commit(lambda session: stored.remove(session, hook))
    receiver = Receiver()
    assert (deliver(newsdesk, receiver), receiver.came, log(newsdesk)) == (0, [], [])


@pytest.mark.usefixtures("hook")
def test_an_erased_visitor_is_told_of_no_more(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    newsdesk.gather()
    assert len(log(newsdesk)) == 1

    def work(session: store.Session) -> None:
        teaching.forget(session, [conversation.visitor_id])
        erasures.erase(session, [conversation.visitor_id], NOW)

    newsdesk.desk.database.commit(work)
    assert log(newsdesk) == []


def test_what_ended_long_ago_is_dropped_from_the_log(newsdesk: Newsdesk, hook: Webhook) -> None:
    tell(newsdesk)
    deliver(newsdesk, Receiver(), NOW)
    database = newsdesk.desk.database
    assert delivering.forget_old(database, NOW + delivering.KEPT) == 0
    assert delivering.forget_old(database, NOW + delivering.KEPT + timedelta(seconds=1)) == 1
    assert hook.id


@pytest.mark.parametrize(
    ("url", "events"),
    [
        ("", ["entry.published"]),
        ("ftp://hooks.example.org", ["entry.published"]),
        ("https://user:pw@hooks.example.org", ["entry.published"]),
        (URL, []),
        (URL, ["entry.published", "entry.eaten"]),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(
    newsdesk: Newsdesk, url: str, events: list[str]
) -> None:
    desk = newsdesk.desk
    with pytest.raises(InvalidPayloadError), desk.database.write() as session:
        webhooks.add(session, "demo", url, events, NOW, desk.new_id)


def test_a_site_has_only_so_many(newsdesk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "WEBHOOKS_MAX", 0)
    with pytest.raises(InvalidPayloadError), newsdesk.desk.database.write() as session:
        webhooks.add(session, "demo", URL, webhooks.EVENTS, NOW, newsdesk.desk.new_id)


def test_another_site_does_not_see_it(newsdesk: Newsdesk, hook: Webhook) -> None:
    with newsdesk.desk.database.read() as session, pytest.raises(NotFoundError):
        webhooks.find(session, "journal", hook.id)


@pytest.fixture
def server() -> Iterator[tuple[int, list[tuple[str, str, bytes]]]]:
    """A web server of this machine: its port, and what was posted to it."""
    came: list[tuple[str, str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            came.append((self.path, self.headers["X-Salut-Event"], self.rfile.read(length)))
            self.send_response(202)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    opened = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield opened.server_port, came
    opened.shutdown()
    thread.join()
    opened.server_close()


def test_it_is_posted_over_the_network(server: tuple[int, list[tuple[str, str, bytes]]]) -> None:
    port, came = server
    url, headers = f"http://127.0.0.1:{port}/hook?a=b", {"X-Salut-Event": "entry.published"}
    assert post(url, "é".encode(), headers, is_allowed=lambda _: True) == 202
    assert came == [("/hook?a=b", "entry.published", "é".encode())]


def test_machines_inside_are_not_posted_to(
    server: tuple[int, list[tuple[str, str, bytes]]],
) -> None:
    port, came = server
    inside: list[Callable[[str, int], list[str]]] = [
        lambda *_: ["127.0.0.1"],
        lambda *_: ["169.254.169.254"],
        lambda *_: ["93.184.216.34", "10.0.0.1"],
    ]
    for resolve in inside:
        with pytest.raises(AddressRefusedError):
            post(f"http://hooks.example.org:{port}/", b"", {}, resolve=resolve)
    with pytest.raises(FaqError):
        post("file:///etc/passwd", b"", {})
    assert came == []
