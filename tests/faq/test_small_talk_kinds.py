"""Each kind of small talk is told from the others, however it is spelt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.language import LANGUAGES
from faq.language.model import SmallTalk
from faq.smalltalk import small_talk

FRENCH, ENGLISH = LANGUAGES["fr"], LANGUAGES["en"]
PHRASES = sorted({p for lang in LANGUAGES.values() for t in lang.small_talk for p in t.phrases})


def kind_of(text: str, code: str = "fr") -> str | None:
    talk = small_talk(text, LANGUAGES[code])
    return talk.name if talk else None


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("greeting", "Salut !|bonjouuur|coucou toi|Allo ?|T la ?|salut robot|hola"),
        ("how_are_you", "ça va ?|slt sa va|Salut, ça va ?|bonjuor sa va|cmt vas tu|et toi ?"),
        ("thanks", "merciii|merci bcp !!!|ok merci|mersi bokou|super, merci pour ta réponse"),
        ("goodbye", "A+|bonne soirée|merci, à bientôt !|aurevoir|bon week-end|ok merci bye"),
        ("robot", "T KI ?|tu es ki|tes un robot ou koi|Comment tu t'appelle ?|cmt tu tapel"),
        ("languages", "tu parles anglais ?|Parlez-vous français ?"),
        ("help", "aide|aide moi stp|tu sers a koi|que sais-tu faire ?|j'ai pas compris"),
        ("insult", "t'es nul|t nul|gros con|va te faire foutre !|robot de merde|salut connard"),
        ("laughter", "mdr|MDRRRR|lol|hahahaha|ahahah"),
        ("praise", "bravo !|tu es génial|c'est parfait|bien joué|trop cool"),
        ("agreement", "ok|d'accord|Ah OK|oki|bof|je vois"),
        ("yes", "oui|ouais|OUI !|oui oui"),
        ("no", "non|nan|non non|non, rien"),
        ("human", "je veux parler à quelqu'un|jveux parler a un humain svp|passe-moi la rédaction"),
    ],
)
def test_a_kind_is_recognised_in_french(kind: str, texts: str) -> None:
    assert {text: kind_of(text) for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), kind
    )


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("greeting", "hello there|hiii|good morning|anybody there?"),
        ("how_are_you", "how r u|hi, how are you?|what's up"),
        ("thanks", "thx mate|ok thank you so much!|ty"),
        ("goodbye", "bye|see you later|have a nice day"),
        ("robot", "r u a robot|Are you human?|what's your name?"),
        ("help", "help me please|can you help me|what can you do?"),
        ("insult", "you suck|you're useless|stupid bot"),
        ("praise", "awesome!|well done|that's great"),
        ("human", "can I talk to a human please|I want to speak to someone"),
    ],
)
def test_a_kind_is_recognised_in_english(kind: str, texts: str) -> None:
    assert {text: kind_of(text, "en") for text in texts.split("|")} == dict.fromkeys(
        texts.split("|"), kind
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("bonjour, je voudrais parler à la rédaction s'il vous plaît", "human"),
        ("salut t'es nul je veux parler à un humain", "human"),
        ("ok merci au revoir", "goodbye"),
        ("bonjour, tu es un robot ?", "robot"),
        ("oui merci", "thanks"),
    ],
)
def test_of_several_kinds_the_weightiest_is_answered(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "il va bien ?",
        "et lui ?",
        "c'est qui ?",
        "c'est où ?",
        "oui mais combien ?",
        "ok et le prix ?",
        "aide au logement",
        "parler du maire",
        "comment parler à la rédaction ?",
        "merci de corriger l'article",
        "qui est le robot ?",
        "tu es sûr que le maire a gagné ?",
        "je veux parler à la rédaction de l'article sur le festival",
        "how are the ferries",
    ],
)
def test_what_asks_something_is_not_small_talk(text: str) -> None:
    assert small_talk(text, FRENCH) is None
    assert small_talk(text, ENGLISH) is None


@pytest.mark.parametrize(
    "text",
    ["Tchad", "Merck", "merle", "souper", "Nice", "Gogol", "nickel", "canard", "tanks", "garbage"],
)
def test_a_word_that_is_nearly_a_phrase_is_not_small_talk(text: str) -> None:
    assert small_talk(text, FRENCH) is None
    assert small_talk(text, ENGLISH) is None


def test_who_asks_for_a_person_is_told_to_write_to_the_newsroom(index: faq.Index) -> None:
    assert "écris à la rédaction" in faq.answer(index, "je veux parler à quelqu'un").text
    assert "write to the newsroom" in faq.answer(index, "I want to talk to someone").text


def test_an_insult_is_answered_calmly_with_the_newsroom(index: faq.Index) -> None:
    assert "écris à la rédaction" in faq.answer(index, "t'es nul").text
    assert "sorry" in faq.answer(index, "you are useless").text


@pytest.mark.parametrize("code", ["fr", "en"])
def test_every_phrase_is_found_as_its_own_kind_or_a_weightier_one(code: str) -> None:
    weights = [talk.name for talk in LANGUAGES[code].small_talk]
    for talk in LANGUAGES[code].small_talk:
        for phrase in talk.phrases:
            assert weights.index(kind_of(phrase, code) or "") <= weights.index(talk.name), phrase


def test_both_languages_know_the_same_kinds() -> None:
    assert [t.name for t in FRENCH.small_talk] == [t.name for t in ENGLISH.small_talk]


def test_replies_are_informal_and_set_in_french_typography() -> None:
    for talk in FRENCH.small_talk:
        assert not re.search(r"\b(?:vous|votre|vos)\b|'|[^\u202f][?!;]|[^\u00a0]:", talk.reply)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PHRASES), max_size=5).map(" ".join)))
def test_any_text_is_small_talk_or_not(text: str) -> None:
    for language in LANGUAGES.values():
        found = small_talk(text, language)
        assert found is None or (isinstance(found, SmallTalk) and found.reply)


@given(st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map(", ".join))
def test_a_question_after_small_talk_is_a_question(text: str) -> None:
    assert small_talk(f"{text} combien coûte le camping ?", FRENCH) is None
