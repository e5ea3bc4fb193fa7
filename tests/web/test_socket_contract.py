"""What docs/events.md promises of the /widget namespace, by a real client on a real server."""

from __future__ import annotations

import pytest

from .visitor import Visitor

pytestmark = pytest.mark.service

RESIGN = "Comment résilier mon abonnement ?"
RESIGN_QUOTE = "trois clics suffisent"
ARTICLE = "/technologie/alibaba-moonshot.html"
BAD_PAYLOADS = [
    "text",
    7,
    None,
    [],
    {},
    {"client_id": "c1"},
    {"text": "sans identité"},
    {"client_id": 7, "text": "a"},
    {"client_id": "c1", "text": 7},
    {"client_id": "c1", "text": ["a"]},
    {"client_id": "c 1", "text": "a"},
    {"client_id": "c" * 65, "text": "a"},
    {"client_id": "c1", "text": "a", "page": "/a"},
    {"client_id": "c1", "text": "\ud800"},
]


def test_a_reader_is_welcomed(url: str) -> None:
    with Visitor(url, site="demo", locale="fr") as vera:
        assert set(vera.welcome) == {
            "conversation_id",
            "token",
            "greeting",
            "starters",
            "messages",
            "locale",
            "notice",
            "state",
        }
        assert vera.welcome["state"] == {"state": "bot", "is_staffed": True, "has_email": False}
        assert vera.welcome["greeting"] == "Salut! Comment puis-je t'aider?"
        assert (vera.welcome["locale"], vera.messages) == ("fr", [])
        assert vera.welcome["starters"]


def test_a_question_is_acked_then_answered_by_a_quote(url: str) -> None:
    new = "Comment résilier mon abonnement, s’il te plaît ?"  # nobody has asked it before
    with Visitor(url) as vera:
        ack = vera.send(new, "c1")
        assert ack["ok"]
        asked = ack["message"]
        assert (asked["seq"], asked["client_id"], asked["author"]) == (1, "c1", "visitor")
        assert (asked["kind"], asked["text"], asked["sources"]) == ("text", new, [])
        assert vera.hear("typing") == {"author": "bot", "active": True}
        answer = next(vera.answers())
        assert (answer["seq"], answer["kind"]) == (2, "answered")
        assert RESIGN_QUOTE in answer["text"]
        source = answer["sources"][0]
        assert {"title", "url", "published", "quote", "section", "marks"} == set(source)
        assert source["url"] == "/abonnement.html"
        assert source["quote"] == answer["text"]
        assert 0 < answer["confidence"] <= 1
        assert vera.hear("typing") == {"author": "bot", "active": False}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("merci bcp", "smalltalk"), ("xkqzt wvpl brrr", "unknown"), ("👍", None)],
)
def test_other_kinds_of_answer_come_the_same_way(url: str, text: str, kind: str | None) -> None:
    with Visitor(url) as vera:
        answer = vera.ask(text)
        assert answer["kind"] in ([kind] if kind else ["smalltalk", "unknown"])
        assert answer["sources"] == []


def test_a_retry_is_harmless_and_answered_once(url: str) -> None:
    with Visitor(url) as vera:
        first = vera.send(RESIGN, "c1")
        assert vera.send("autre chose", "c1") == first
        next(vera.answers())
        assert vera.ask("merci")["seq"] > 0
        with Visitor(url, token=vera.welcome["token"]) as later:
            assert [each["author"] for each in later.messages].count("bot") == 2


def test_seq_orders_without_a_gap(url: str) -> None:
    with Visitor(url) as vera:
        for number in range(6):
            assert vera.send(f"bonjour {number}")["ok"]
        answers = vera.answers()
        for _ in range(6):
            next(answers)
        with Visitor(url, token=vera.welcome["token"]) as later:
            assert [each["seq"] for each in later.messages] == list(range(1, 13))


def test_a_token_resumes_and_last_seq_replays_what_was_missed(url: str) -> None:
    with Visitor(url) as vera:
        vera.ask("bonjour")
        token, thread = vera.welcome["token"], vera.welcome["conversation_id"]
    with Visitor(url, token=token, last_seq=1) as again:
        assert again.welcome["conversation_id"] == thread
        assert [each["seq"] for each in again.messages] == [2]
    with Visitor(url, token=token, last_seq=2) as again:
        assert again.messages == []


def test_two_tabs_hear_the_same_and_a_stranger_nothing(url: str) -> None:
    with Visitor(url) as vera, Visitor(url) as charlie:
        with Visitor(url, token=vera.welcome["token"]) as tab:
            vera.ask("bonjour")
            assert tab.hear("message")["author"] == "visitor"
            assert tab.hear("message")["author"] == "bot"
        charlie.ask("merci")
        assert charlie.welcome["conversation_id"] != vera.welcome["conversation_id"]
        assert not charlie.has_heard("message")


@pytest.mark.parametrize("token", ["forged", "v1.00000000.e30.xx", "v1"])
def test_a_forged_token_is_refused_with_words(url: str, token: str) -> None:
    refused = Visitor(url, token=token, locale="fr")
    assert refused.welcome == {}
    assert refused.refused["data"]["code"] == "invalid_token"
    assert "discussion" in refused.refused["message"]
    with Visitor(url) as fresh:
        assert fresh.welcome["token"]


def test_an_unknown_site_is_refused(url: str) -> None:
    assert Visitor(url, site="nowhere").refused["data"]["code"] == "unknown_site"


def test_english_readers_are_greeted_in_english(url: str) -> None:
    with Visitor(url, locale="en-GB") as vera:
        assert vera.welcome["locale"] == "en"
        assert "help" in vera.welcome["greeting"]
        assert vera.ask("thank you")["kind"] == "smalltalk"


def test_starters_are_about_the_page(url: str) -> None:
    with Visitor(url, page={"url": f"{url}{ARTICLE}", "title": "x"}) as vera, Visitor(url) as tab:
        assert any("Moonshot" in starter for starter in vera.welcome["starters"])
        assert tab.welcome["starters"] not in ([], vera.welcome["starters"])


@pytest.mark.parametrize("payload", BAD_PAYLOADS, ids=str)
def test_a_malformed_message_is_told_and_the_line_holds(url: str, payload: object) -> None:
    with Visitor(url, locale="fr") as vera:
        ack = vera.call("message", payload)
        assert ack["ok"] is False
        assert ack["error"]["code"] == "invalid_payload"
        assert "Recharge la page" in ack["error"]["message"]
        assert vera.ask("merci")["kind"] == "smalltalk"


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n\t", "empty"), ("a" * 2001, "too_long")]
)
def test_an_empty_or_endless_text_is_told_and_the_line_holds(
    url: str, text: str, code: str
) -> None:
    with Visitor(url) as vera:
        assert vera.send(text)["error"]["code"] == code
        assert vera.send("é" * 2000)["ok"]


def test_several_payloads_or_none_are_told(url: str) -> None:
    with Visitor(url) as vera:
        good = {"client_id": "c1", "text": "bonjour"}
        assert vera.call("message", good, good)["error"]["code"] == "invalid_payload"
        assert vera.call("message", ())["error"]["code"] == "invalid_payload"
        assert vera.ask("bonjour")["seq"] == 2


def test_a_reader_whose_websocket_is_blocked_polls(url: str) -> None:
    with Visitor(url, transport="polling") as vera:
        assert vera.ask(RESIGN)["kind"] == "answered"


def test_questions_are_suggested_while_one_is_typed(url: str) -> None:
    with Visitor(url) as vera:
        ack = vera.call("suggest", {"text": "comment resil"})
        assert ack["ok"]
        assert {"question": "Comment résilier mon abonnement\u202f?"} in ack["suggestions"]
        assert len(ack["suggestions"]) <= 5
        assert vera.call("suggest", {"text": "zzzz"}) == {"ok": True, "suggestions": []}
        assert vera.call("suggest", {"text": 7})["error"]["code"] == "invalid_payload"
        assert vera.call("suggest", {"text": "a" * 257})["error"]["code"] == "invalid_payload"
        chosen = vera.ask(ack["suggestions"][0]["question"])
        assert chosen["kind"] == "answered"
        assert vera.call("suggest", {"text": "abo"})["ok"]
