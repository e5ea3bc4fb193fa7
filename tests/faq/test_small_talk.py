"""Small talk is recognised whole, and never where something is asked."""

from __future__ import annotations

import pytest

import faq

from .pages import entry

GREETINGS = ["bonjour", "Bonjour !", "SALUT", "coucou", "bonsoir", "slt", "bjr", "Bonjour à tous"]
THANKS = ["merci", "Merci beaucoup !", "ok merci", "mrc", "merci pour ton aide"]
GOODBYES = ["au revoir", "Bonne soirée", "à bientôt", "bye", "Merci, au revoir"]
ROBOT = ["tu es un robot ?", "T'es un robot", "es-tu humain ?", "qui es-tu ?", "tu es une IA ?"]


@pytest.mark.parametrize("text", GREETINGS + THANKS + GOODBYES + ROBOT)
def test_small_talk_is_answered_without_an_article(index: faq.Index, text: str) -> None:
    given = faq.answer(index, text)
    assert (given.kind, given.sources, given.suggestions) == ("smalltalk", (), ())
    assert given.text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("bonjuor", "bonjour"),
        ("bonjourr", "bonjour"),
        ("bonsior", "bonsoir"),
        ("mercii", "merci"),
        ("merci beaucou", "merci beaucoup"),
        ("au revior", "au revoir"),
        ("tu es un robto ?", "tu es un robot ?"),
        ("tu est un robot", "tu es un robot ?"),
    ],
)
def test_a_slip_of_the_finger_is_allowed(index: faq.Index, text: str, meant: str) -> None:
    assert faq.answer(index, text) == faq.answer(index, meant)
    assert faq.answer(index, text).kind == "smalltalk"


def test_each_kind_has_its_own_reply(index: faq.Index) -> None:
    replies = {faq.answer(index, kind[0]).text for kind in (GREETINGS, THANKS, GOODBYES, ROBOT)}
    assert len(replies) == 4


def test_it_says_plainly_that_it_is_a_robot(index: faq.Index) -> None:
    assert "je suis un robot" in faq.answer(index, "tu es un robot ?").text
    assert "I’m a robot" in faq.answer(index, "are you a robot?").text


@pytest.mark.parametrize("text", ["thanks a lot", "Goodbye!", "hello there", "are you human?"])
def test_english_small_talk_is_answered_in_english(index: faq.Index, text: str) -> None:
    given = faq.answer(index, text)
    assert given.kind == "smalltalk"
    assert given.text.startswith(("You’re welcome", "See you", "Hi!", "Yes, I’m"))


def test_the_locale_decides_the_language_of_a_word_that_both_know(index: faq.Index) -> None:
    assert faq.answer(index, "hello", locale="en").text.startswith("Hi!")
    assert faq.answer(index, "hello", locale="fr").text.startswith("Salut")


@pytest.mark.parametrize(
    "text",
    [
        "bonjour, combien coûte l'abonnement ?",
        "salut c'est quand le festival des lanternes",
        "merci de m'indiquer les horaires de l'accueil",
        "coucou, le prix du journal ?",
        "bonsoir je voudrais résilier",
        "merci mais combien coûte le camping ?",
        "un robot sous-marin a-t-il plongé ?",
    ],
)
def test_a_greeting_with_a_question_is_a_question(index: faq.Index, text: str) -> None:
    assert faq.answer(index, text).kind != "smalltalk"


def test_a_greeting_does_not_hide_the_answer(index: faq.Index) -> None:
    given = faq.answer(index, "bonjour, combien coûte l'abonnement ?")
    assert given.kind == "answered"
    assert "8,90" in given.text


@pytest.mark.parametrize("text", ["Kiwi", "robot", "festival", "salle", "bons", "mer"])
def test_a_word_of_the_site_is_not_small_talk(index: faq.Index, text: str) -> None:
    assert faq.answer(index, text).kind != "smalltalk"


def test_what_the_site_itself_asks_is_not_small_talk() -> None:
    own = entry("Comment ça marche ?", "Glissez la carte, puis tapez votre code.", url="carte.html")
    given = faq.answer(faq.Index([own], meaning="off"), "comment ça marche ?")
    assert (given.kind, given.text) == ("answered", own.answer)


def test_small_talk_needs_no_entries() -> None:
    assert faq.answer(faq.Index([], meaning="off"), "bonjour").kind == "smalltalk"
