"""An editor tries a question, sees why it is answered so, and does something about it."""

from __future__ import annotations

from html import unescape
from urllib.parse import urlencode

import faq
from chat.publishing import Edit, publish
from store import entries, expectations
from web.housework import publisher_of

from .office import Newspaper, Tab, wrong

POOL = faq.Entry(
    "pool", "Quels sont les horaires de la piscine ?", "La piscine ouvre à 9 h.", title="Piscine"
)
HERE = "/sites/demo/try"
ASKED = "orraires de la pissine"


def stock(paper: Newspaper) -> None:
    services = paper.app.extensions["salut"]
    publish(publisher_of(services), "demo", [Edit(POOL)])
    services.knowledge.follow_editors()


def tried(tab: Tab, question: str) -> str:
    return unescape(tab.get(f"{HERE}?{urlencode({'question': question})}").text)


def test_it_tells_what_a_reader_would_get_and_why(paper: Newspaper) -> None:
    stock(paper)
    page = tried(paper.tab("Victor"), ASKED)
    assert "Réponse donnée" in page
    assert POOL.answer in page
    assert "Pourquoi ce score" in page
    assert "pissine" in page


def test_a_viewer_is_offered_nothing_to_change(paper: Newspaper) -> None:
    stock(paper)
    assert "Ajouter comme formulation" not in tried(paper.tab("Victor"), ASKED)
    response = paper.tab("Victor").post(f"{HERE}/expect", question=ASKED, entry_id="pool")
    assert response.status_code == 403


def test_a_question_without_any_answer_says_so(paper: Newspaper) -> None:
    page = tried(paper.tab("Edith"), "???")
    assert "Sans réponse" in page
    assert "Aucune réponse ne s’en approche." in page


def test_a_question_that_is_too_long_stays_in_its_field(paper: Newspaper) -> None:
    response = paper.tab("Edith").get(f"{HERE}?{urlencode({'question': 'a' * 301})}")
    assert wrong(response)
    assert "a" * 301 in response.text


def test_it_goes_into_the_test_set(paper: Newspaper) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    assert edith.post(f"{HERE}/expect", question=ASKED, entry_id="pool").status_code == 303
    edith.post(f"{HERE}/expect", question="qui est le maire", entry_id="")
    with paper.office.database.read() as session:
        held = {each.question: each.entry_id for each in expectations.of_site(session, "demo")}
    assert held == {ASKED: "pool", "qui est le maire": ""}


def test_what_is_no_entry_is_expected_of_nobody(paper: Newspaper) -> None:
    response = paper.tab("Edith").post(f"{HERE}/expect", question=ASKED, entry_id="nothing")
    assert response.status_code == 404
    assert wrong(response)


def test_it_becomes_a_wording_of_an_entry(paper: Newspaper) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    said = "à quelle heure nager"
    response = edith.post(f"{HERE}/wording", question=said, entry_id="pool")
    assert response.status_code == 303
    with paper.office.database.read() as session:
        kept = entries.get(session, "demo", "pool")
    assert kept is not None
    assert kept.entry.variants == (said,)
    assert POOL.answer in tried(edith, said)


def test_a_wording_that_breaks_the_test_set_is_stored_only_when_it_is_meant(
    paper: Newspaper,
) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    said = "à quelle heure nager"
    edith.post(f"{HERE}/expect", question=said, entry_id="")
    response = edith.post(f"{HERE}/wording", question=said, entry_id="pool")
    assert response.status_code == 409
    assert "publier quand même" in response.text
    response = edith.post(f"{HERE}/wording", question=said, entry_id="pool", force="on")
    assert response.status_code == 303
