"""`POST /api/articles`: what is signed by its site is answered with, and nothing else is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import faq
import store
from chat.pushing import signature_of
from store import entries, sites
from tests.chat.web import page, text_of

KEY = "presse"
SITE = "https://presse.example"
ARTICLE = {
    "url": f"{SITE}/tramway.html",
    "title": "Le tramway ira jusqu’au port",
    "html": "<p>La ligne 3 du tramway sera prolongée jusqu’au port au printemps prochain, a annoncé"
    " la mairie.</p><p>Un billet de tramway coûtera 1,10 euro, et les enfants de moins de douze ans"
    " voyageront gratuitement.</p>",
    "published": "2026-11-20",
}


@pytest.fixture(scope="module")
def secret(app: Flask) -> str:
    services = app.extensions["salut"]
    with services.database.write() as session:
        sites.add(session, store.Site(KEY, "La Presse", base_url=f"{SITE}/"), services.now())
    result = app.test_cli_runner().invoke(args=["sites", "push-secret", KEY])
    assert result.exit_code == 0
    return result.output.strip()


@pytest.fixture
def newsroom(app: Flask, client: FlaskClient, secret: str) -> Iterator[Newsroom]:
    made = Newsroom(app, client, secret)
    yield made
    made.push(url=ARTICLE["url"], deleted=True)


class Newsroom:
    """La Presse, its secret, and what its readers would be answered with."""

    def __init__(self, app: Flask, client: FlaskClient, secret: str) -> None:
        self.app, self.client, self.secret = app, client, secret
        self.pushes = 0

    def signed(self, body: bytes, moment: str = "", secret: str = "") -> dict[str, str]:
        timestamp = moment or str(int(time.time()))
        return {
            "X-Salut-Site": KEY,
            "X-Salut-Timestamp": timestamp,
            "X-Salut-Signature": f"sha256={signature_of(secret or self.secret, timestamp, body)}",
        }

    def post(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        response = self.client.post("/api/articles", data=body, headers=headers)
        told = response.get_json()
        return response.status_code, told["error"]["code"] if "error" in told else told

    def push(self, **told: Any) -> tuple[int, Any]:
        """Push an article, each time with other bytes, for none may be signed twice."""
        self.pushes += 1
        body = orjson.dumps(told) + b" " * (time.time_ns() % 10_007)
        return self.post(body, self.signed(body))

    @property
    def told(self) -> list[faq.Entry]:
        with self.app.extensions["salut"].database.read() as session:
            return entries.published(session, KEY)

    @property
    def version(self) -> int:
        with self.app.extensions["salut"].database.read() as session:
            return sites.knowledge_versions(session)[KEY]


def test_an_article_is_answered_with_once_it_is_pushed(newsroom: Newsroom) -> None:
    status, told = newsroom.push(**ARTICLE)
    assert (status, told) == (200, {"state": "stored", "url": ARTICLE["url"], "entries": 1})
    newsroom.app.extensions["salut"].knowledge.refresh()
    asked = {"question": "combien coutera le billet de tramway", "site": KEY}
    answer = newsroom.client.post("/api/ask", json=asked).get_json()
    assert answer["sources"][0]["url"] == ARTICLE["url"]
    assert answer["sources"][0]["published"] == "2026-11-20"


def test_the_same_article_again_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.push(**ARTICLE)
    before = newsroom.version
    assert newsroom.push(**ARTICLE)[1]["state"] == "unchanged"
    assert newsroom.version == before


def test_a_changed_article_takes_the_place_of_its_former_text(newsroom: Newsroom) -> None:
    newsroom.push(**ARTICLE)
    newsroom.push(**ARTICLE | {"html": f"<p>{text_of('métro')}</p>"})
    (entry,) = newsroom.told
    assert "métro" in entry.answer


def test_a_deleted_article_answers_nobody_and_may_come_back(newsroom: Newsroom) -> None:
    newsroom.push(**ARTICLE)
    before = newsroom.told
    assert newsroom.push(url=ARTICLE["url"], deleted=True)[1]["state"] == "withdrawn"
    assert newsroom.told == []
    assert newsroom.push(url=ARTICLE["url"], deleted=True)[0] == 200
    assert newsroom.push(**ARTICLE)[1]["state"] == "stored"
    assert newsroom.told == before


def test_a_whole_page_is_read_without_its_furniture(newsroom: Newsroom) -> None:
    whole = page("Autre titre", text_of("bus")).decode().replace("<main>", "<nav>Menu</nav><main>")
    told = {"url": ARTICLE["url"], "title": "Les bus", "html": whole}
    assert newsroom.push(**told)[0] == 200
    (entry,) = newsroom.told
    assert (entry.title, "Menu" in entry.answer) == ("Les bus", False)


def test_plain_text_and_a_path_will_do(newsroom: Newsroom) -> None:
    told = {"url": "/tramway.html#haut", "title": "Le vélo", "text": text_of("vélo")}
    assert newsroom.push(**told)[1]["url"] == ARTICLE["url"]


def test_a_signature_is_good_once(newsroom: Newsroom) -> None:
    body = orjson.dumps(ARTICLE)
    headers = newsroom.signed(body)
    assert newsroom.post(body, headers)[0] == 200
    assert newsroom.post(body, headers) == (409, "replayed")


def test_a_push_that_failed_may_be_sent_again_as_it_is(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, body = newsroom.app.extensions["salut"].database, orjson.dumps(ARTICLE) + b"\n"
    headers = newsroom.signed(body)

    def busy(_: object) -> None:
        raise store.DatabaseBusyError("held")

    with monkeypatch.context() as held:
        held.setattr(database, "commit", busy)
        assert newsroom.post(body, headers) == (503, "busy")
    assert newsroom.post(body, headers)[0] == 200


@pytest.mark.parametrize("moment", ["0", "-1", "", "soon", "1e9", "٣", "9" * 40])
def test_a_moment_that_is_not_now_is_refused(newsroom: Newsroom, moment: str) -> None:
    body = orjson.dumps(ARTICLE)
    headers = newsroom.signed(body, "1") | {"X-Salut-Timestamp": moment.encode().decode("latin-1")}
    status, code = newsroom.post(body, headers)
    assert (status, code in ("stale_signature", "invalid_signature")) == (401, True)


@pytest.mark.parametrize("seconds", [-320, 320])
def test_a_clock_may_be_five_minutes_off_and_no_more(newsroom: Newsroom, seconds: int) -> None:
    body = orjson.dumps(ARTICLE)
    headers = newsroom.signed(body, str(int(time.time()) + seconds))
    assert newsroom.post(body, headers) == (401, "stale_signature")
    near = newsroom.signed(body, str(int(time.time()) + seconds * 9 // 10))
    assert newsroom.post(body, near)[0] == 200


def test_charlie_of_another_site_cannot_push_for_this_one(
    newsroom: Newsroom, runner: FlaskCliRunner
) -> None:
    charlie = runner.invoke(args=["sites", "push-secret", "demo"]).output.strip()
    body = orjson.dumps(ARTICLE)
    assert newsroom.post(body, newsroom.signed(body, secret=charlie)) == (401, "invalid_signature")
    foreign = ARTICLE | {"url": "https://autre.example/a"}
    assert newsroom.push(**foreign) == (403, "foreign_address")
    assert newsroom.told == []


def test_a_site_without_a_secret_takes_nothing(app: Flask, newsroom: Newsroom) -> None:
    services = app.extensions["salut"]
    with services.database.write() as session:
        sites.add(session, store.Site("muet", "Muet"), services.now())
    body = orjson.dumps(ARTICLE)
    moment = str(int(time.time()))
    signed = signature_of("", moment, body)
    headers = {"X-Salut-Site": "muet", "X-Salut-Timestamp": moment, "X-Salut-Signature": signed}
    assert newsroom.post(body, headers) == (401, "invalid_signature")
    assert newsroom.post(body, headers | {"X-Salut-Site": "nowhere"}) == (404, "unknown_site")


def test_a_new_secret_ends_the_old_one(newsroom: Newsroom, runner: FlaskCliRunner) -> None:
    old = newsroom.secret
    assert runner.invoke(args=["sites", "push-secret", KEY]).output.strip() == old
    new = runner.invoke(args=["sites", "push-secret", KEY, "--new"]).output.strip()
    body = orjson.dumps(ARTICLE) + b"  "
    assert newsroom.post(body, newsroom.signed(body)) == (401, "invalid_signature")
    assert newsroom.post(body, newsroom.signed(body, secret=new))[0] == 200
    with newsroom.app.extensions["salut"].database.write() as session:
        from store import pushes

        pushes.set_secret(session, KEY, old, newsroom.app.extensions["salut"].now())


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"url": "/a"}, 400, "invalid_payload"),
        ({"url": "/a", "title": "A"}, 400, "invalid_payload"),
        ({"url": "/a", "title": " ", "text": "a"}, 400, "invalid_payload"),
        ({"url": "/a", "title": "A", "text": "a", "html": "b"}, 400, "invalid_payload"),
        ({"url": "/a", "title": "A", "text": "a", "titel": "b"}, 400, "invalid_payload"),
        ({"url": 7, "title": "A", "text": "a"}, 400, "invalid_payload"),
        ({"url": "javascript:alert(1)", "title": "A", "text": "a"}, 403, "foreign_address"),
        ({"url": "//evil.example/a", "title": "A", "text": "a"}, 403, "foreign_address"),
        ({"url": "/a", "title": "A", "text": " \n "}, 422, "no_article"),
        ({"url": "/a", "title": "A", "html": "<img>"}, 422, "no_article"),
        ({"url": "/a", "title": "A", "html": "<!doctype html><p>"}, 422, "no_article"),
        ({"url": "/a", "title": "A", "html": f"<p {'a=1 ' * 9000}>b"}, 422, "no_article"),
        ({"url": "/a", "title": "A", "html": "<b>" * 200_000}, 422, "no_article"),
        ({"url": "/a", "title": "A", "text": "a" * 5_000_000}, 413, "too_long"),
    ],
)
def test_what_is_no_article_is_told(
    newsroom: Newsroom, told: dict[str, Any], status: int, code: str
) -> None:
    assert newsroom.push(**told) == (status, code)
    assert newsroom.told == []


def test_an_article_may_be_long_but_other_bodies_may_not(newsroom: Newsroom) -> None:
    long = "\n".join(text_of(str(number)) for number in range(400))
    assert newsroom.push(**ARTICLE | {"html": "", "text": long})[0] == 200
    response = newsroom.client.post("/api/ask", data=b"a" * 70_000)
    assert response.status_code == 413


def test_a_date_in_the_future_counts_as_none(newsroom: Newsroom) -> None:
    newsroom.push(**ARTICLE | {"published": "2999-01-01"})
    assert newsroom.told[0].published == ""


@given(body=st.binary(max_size=300), flipped=st.integers(0, 63))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_body_passes_with_another_signature_and_none_is_a_fault_of_ours(
    newsroom: Newsroom, body: bytes, flipped: int
) -> None:
    headers = newsroom.signed(body)
    right = headers["X-Salut-Signature"]
    at = len("sha256=") + flipped
    wrong = right[:at] + ("0" if right[at] != "0" else "1") + right[at + 1 :]
    forged = headers | {"X-Salut-Signature": wrong}
    assert newsroom.post(body, forged) == (401, "invalid_signature")
    assert newsroom.post(body, headers)[0] in (400, 403, 409, 422)
