"""The questions that a page itself asks and answers."""

from __future__ import annotations

import pytest

import faq
from faq.model import Faq

from .pages import MUSEUM, article, faq_page, json_ld

BODY = f"<p>{MUSEUM}</p>"


def test_a_faq_page_gives_its_questions() -> None:
    page = article(head=json_ld(faq_page("Où se garer ?", "Place du Port.")))
    assert page.faqs == (Faq("Où se garer ?", "Place du Port."),)


@pytest.mark.parametrize("kind", ["FAQPage", "QAPage", ["WebPage", "FAQPage"]])
def test_it_knows_a_faq_page_by_each_type_it_may_have(kind: object) -> None:
    page = article(head=json_ld(faq_page("Où se garer ?", "Place du Port.") | {"@type": kind}))
    assert page.faqs == (Faq("Où se garer ?", "Place du Port."),)


def test_an_answer_written_in_html_is_read_as_text() -> None:
    written = "Place <b>du</b> Port, <a href='/x'>au sud</a> &amp; au nord."
    page = article(head=json_ld(faq_page("Où ?", written)))
    assert page.faqs[0].answer == "Place du Port, au sud & au nord."


def test_the_blocks_of_an_answer_written_in_html_stay_apart() -> None:
    written = "<p>Oui.</p><p>Gratuitement.</p><ul><li>le matin</li><li>le soir</li></ul>"
    answer = article(head=json_ld(faq_page("Entrée libre ?", written))).faqs[0].answer
    assert answer == "Oui.\nGratuitement.\nle matin • le soir"


@pytest.mark.parametrize(
    "asked",
    [
        "<h2>Où se garer ?</h2><p>Place du Port.</p>",
        "<h3>Où se garer ?</h3><p>Place du Port.</p><h3>Le parc</h3><p>Autre chose.</p>",
        "<details><summary>Où se garer ?</summary><p>Place du Port.</p></details>",
        "<details><summary>Où se garer ?</summary>Place <b>du</b> Port.</details>",
        "<dl><dt>Où se garer ?</dt><dd>Place du Port.</dd><dt>Loin</dt><dd>Non.</dd></dl>",
        "<section><h2>Où <em>se garer</em> ?</h2><p>Place <a href='/'>du Port</a>.</p></section>",
    ],
    ids=["heading", "up to the next heading", "details", "bare text", "term", "marked"],
)
def test_a_heading_that_asks_gives_the_text_below_it(asked: str) -> None:
    assert article(BODY + asked).faqs == (Faq("Où se garer ?", "Place du Port."),)


def test_a_list_below_a_question_is_readable() -> None:
    page = article(f"{BODY}<h2>Que voir ?</h2><p>Ceci :</p><ul><li>un</li><li>deux</li></ul>")
    assert page.faqs == (Faq("Que voir ?", "Ceci :\nun • deux"),)


def test_a_table_below_a_question_is_readable() -> None:
    table = (
        "<table><tr><th>Formule</th><th>Prix</th></tr>"
        "<tr><td>Une soirée</td><td>19 €</td></tr><tr><td>Un mois</td><td>30 €</td></tr></table>"
    )
    answer = article(f"{BODY}<h2>Quels tarifs ?</h2>{table}").faqs[0].answer
    assert answer == "Une soirée : Prix 19 € • Un mois : Prix 30 €"


def test_the_paragraphs_in_a_box_below_a_question_stay_apart() -> None:
    box = "<div><p>Place du Port.</p><p>C’est gratuit.</p></div>"
    page = article(f"{BODY}<h2>Où se garer ?</h2>{box}")
    assert page.faqs == (Faq("Où se garer ?", "Place du Port.\nC’est gratuit."),)


def test_code_is_no_part_of_an_answer() -> None:
    box = "<div><style>.a{}</style><script>x()</script><p>Place du Port.</p></div>"
    page = article(f"{BODY}<h2>Où se garer ?</h2>{box}")
    assert page.faqs == (Faq("Où se garer ?", "Place du Port."),)


@pytest.mark.parametrize(
    "between",
    ["<script>x()</script>", "<style>.a{}</style>", "<!-- réclame -->", "<p>Partager</p>"],
)
def test_what_no_reader_came_for_does_not_end_an_answer(between: str) -> None:
    page = article(f"{BODY}<h2>Où se garer ?</h2><p>Place du Port.</p>{between}<p>Au sud.</p>")
    assert page.faqs == (Faq("Où se garer ?", "Place du Port.\nAu sud."),)


def test_marks_and_comments_do_not_cut_a_line() -> None:
    line = "Place <b>du</b> Po<!-- x -->rt <img src='p.png'> au <em>sud</em>."
    page = article(f"{BODY}<h2>Où se garer ?</h2><p>{line}</p>")
    assert page.faqs == (Faq("Où se garer ?", "Place du Port au sud."),)


@pytest.mark.parametrize("place", ["nav", "aside", "footer"])
def test_what_stands_beside_the_article_is_no_part_of_an_answer(place: str) -> None:
    beside = f"<{place}><p>Connectez-vous.</p></{place}>"
    page = article(f"{BODY}<h2>Où se garer ?</h2><p>Place du Port.</p>{beside}")
    assert page.faqs == (Faq("Où se garer ?", "Place du Port."),)


@pytest.mark.parametrize("place", ["nav", "aside", "footer"])
def test_a_question_beside_the_article_is_not_the_article_s(place: str) -> None:
    beside = f"<{place}><h3>Déjà abonné ?</h3><p>Connectez-vous.</p></{place}>"
    assert article(BODY + beside).faqs == ()


def test_a_question_asked_twice_on_a_page_is_kept_once() -> None:
    data = json_ld(faq_page("Où se garer\u202f?", "Place du Port."))
    page = article(f"{BODY}<h2>Où se garer ?</h2><p>Place du Port.</p>", data)
    assert page.faqs == (Faq("Où se garer\u202f?", "Place du Port."),)


def test_a_heading_that_asks_nothing_is_no_question() -> None:
    assert article(f"{BODY}<h2>Le parc</h2><p>Il est grand.</p>").faqs == ()


def test_a_question_without_an_answer_is_left_out() -> None:
    assert article(f"{BODY}<h2>Et demain ?</h2>", json_ld(faq_page("Où ?", ""))).faqs == ()


def test_the_demo_site_s_questions_are_all_found(entries: tuple[faq.Entry, ...]) -> None:
    asked = {entry.question for entry in entries if entry.url == "abonnement.html" and entry.asks}
    assert len(asked) == 8
    assert "Comment résilier mon abonnement\u202f?" in asked


def test_an_answer_is_given_once_and_not_again_as_a_passage(
    entries: tuple[faq.Entry, ...],
) -> None:
    told = [" ".join(entry.answer.split()) for entry in entries]
    assert sorted({text for text in told if told.count(text) > 1}) == []
