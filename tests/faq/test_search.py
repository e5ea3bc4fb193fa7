"""A question finds its entry, however it is typed."""

from __future__ import annotations

import pytest

import faq
from faq.entries import comparable

from .town import MUSEUM_PAGE, POOL_PAGE, town


def found(index: faq.Index, question: str, limit: int = 1) -> str:
    """Give the answers found for a question, case and typography folded."""
    return "\n".join(
        comparable(match.entry.answer) for match in index.search(question, limit=limit)
    )


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Comment suspendre la livraison pendant mes vacances ?", "six semaines par an"),
        ("Qui a été élue maire de Port-Lanvaux ?", "Solenne Guérivel"),
        ("Combien de buts Maïwenn Duroselle a-t-elle inscrits ?", "neuf buts"),
        ("Comment s’appelle le chatbot de Moonshot ?", "Kiwi"),
        ("Que coûte un avis de décès ?", "92 €"),
        ("Combien coûte le pass trois soirs ?", "46 €"),
    ],
)
def test_a_plain_question_finds_its_entry_first(index: faq.Index, question: str, told: str) -> None:
    assert comparable(told) in found(index, question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("coment resilier mon abonement", "trois clics suffisent"),
        ("mot de pase oublié", "reste valable 30 minutes"),
        ("supendre la livraizon du journal", "six semaines par an"),
        ("comant sinscrire a la newsleter", "courriel de confirmation"),
        ("joindre la rédacsion", "redaction@lefanal.example"),
    ],
)
def test_a_mistyped_question_finds_its_entry(index: faq.Index, question: str, told: str) -> None:
    assert comparable(told) in found(index, question, limit=3)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("comment demander un droit de reponse", "lettre recommandée"),
        ("existe-t-il un tarif etudiant", "4,50 €"),
        ("COMBIEN DE TEMPS MES DONNEES SONT-ELLES GARDEES", "gardées pendant l’abonnement"),
        ("l eponge inconnue d orvaz, difference d adn", "6 % de différence"),
    ],
)
def test_a_question_without_accents_finds_its_entry(
    index: faq.Index, question: str, told: str
) -> None:
    assert comparable(told) in found(index, question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("slt cmt resilier mon abo svp", "trois clics suffisent"),
        ("jai oublié mon mdp", "reste valable 30 minutes"),
        ("c koi les horaires de laccueil", "ouvert du lundi au vendredi"),
        ("ki a été élu maire", "Solenne Guérivel"),
    ],
)
def test_a_question_in_sms_style_finds_its_entry(
    index: faq.Index, question: str, told: str
) -> None:
    assert comparable(told) in found(index, question, limit=3)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("How do I cancel my subscription?", "trois clics suffisent"),
        ("I forgot my password", "reste valable 30 minutes"),
        ("Is there a student price?", "4,50 €"),
        ("How can I delete my personal data?", "effacement est achevé en 15 jours"),
    ],
)
def test_an_english_question_finds_its_french_entry(
    index: faq.Index, question: str, told: str
) -> None:
    assert comparable(told) in found(index, question, limit=3)


def test_the_best_match_comes_first(index: faq.Index) -> None:
    matches = index.search("Combien coûte le pass trois soirs du festival ?", limit=20)
    scores = [match.score for match in matches]
    assert len(matches) > 5
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= match.confidence <= 1.0 for match in matches)


@pytest.mark.parametrize("limit", [1, 2, 5, 9])
def test_no_more_than_the_limit_are_found_and_they_are_the_best(
    index: faq.Index, limit: int
) -> None:
    many = index.search("les horaires du samedi", limit=12)
    few = index.search("les horaires du samedi", limit=limit)
    assert [match.entry.id for match in few] == [match.entry.id for match in many[:limit]]
    assert len(few) == limit


def test_five_are_found_where_no_limit_is_given(index: faq.Index) -> None:
    assert len(index.search("les horaires du samedi")) == 5


@pytest.mark.parametrize(
    "question",
    ["xyzzy qwfp zxcv", "qqqqqqqqq", "", "   ", "?!…", "le la les de du", "日本語", "😀😀", "\x00"],
)
def test_nothing_is_found_when_no_word_is_known(index: faq.Index, question: str) -> None:
    assert index.search(question) == []


def test_the_same_answer_is_found_once(index: faq.Index) -> None:
    matches = index.search("comment résilier mon abonnement", limit=20)
    answers = [comparable(match.entry.answer) for match in matches]
    assert len(answers) == len(set(answers))


@pytest.mark.parametrize("question", ["quels sont les horaires ?", "combien coûte l’entrée ?"])
@pytest.mark.parametrize("page", [MUSEUM_PAGE, POOL_PAGE])
def test_the_article_being_read_is_preferred(question: str, page: str) -> None:
    for address in (page, f"/{page}", f"https://www.journal.example/{page}?a=1#ici"):
        assert town().search(question, page=address)[0].entry.url == page


def test_a_question_about_another_page_is_not_held_to_the_one_being_read() -> None:
    (match, *_) = town().search("Quels sont les horaires de la piscine ?", page=MUSEUM_PAGE)
    assert match.entry.url == POOL_PAGE


def test_a_page_that_is_not_known_changes_nothing(index: faq.Index) -> None:
    question = "Comment résilier mon abonnement ?"
    elsewhere = index.search(question, page="https://ailleurs.example/rien")
    assert elsewhere == index.search(question)
