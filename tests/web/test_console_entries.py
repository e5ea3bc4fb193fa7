"""Editors look for entries, change them, and lose nothing of what they have typed."""

from __future__ import annotations

import re
from html import unescape

import faq
from chat.publishing import Edit, publish
from store import entries, revisions
from store.editing_records import KeptEntry, Placing
from web.housework import publisher_of

from .office import Newspaper, Tab, wrong

POOL = faq.Entry(
    "pool", "Quels sont les horaires de la piscine ?", "La piscine ouvre à 9 h.", title="Piscine"
)
HERE = "/sites/demo/entries"


def kept(paper: Newspaper, entry_id: str = "pool") -> KeptEntry:
    with paper.office.database.read() as session:
        found = entries.get(session, "demo", entry_id)
    assert found is not None
    return found


def stock(paper: Newspaper, entry: faq.Entry = POOL, placing: Placing | None = None) -> None:
    publish(publisher_of(paper.app.extensions["salut"]), "demo", [Edit(entry, placing=placing)])


def fields(of: KeptEntry, **said: str) -> dict[str, str]:
    """Fill in the form of an entry as its page does, but for what is said."""
    return {
        "question": of.entry.question,
        "answer": of.entry.answer,
        "variants": "\n".join(of.entry.variants),
        "state": of.state,
        "language": "fr",
        "seen": of.updated_at.isoformat(),
        **said,
    }


def questions(tab: Tab, query: str = "") -> list[str]:
    page = tab.get(f"{HERE}?{query}").text
    return [unescape(each) for each in re.findall(r"<h2><a [^>]*>([^<]*)</a>", page)]


def test_entries_are_looked_for_by_words_without_accents(paper: Newspaper) -> None:
    stock(paper)
    assert questions(paper.tab("Victor"), "words=HORAIRES+piscine") == [POOL.question]
    assert questions(paper.tab("Victor"), "words=rien+de+tel") == []


def test_the_newest_change_comes_first_and_pages_follow(paper: Newspaper) -> None:
    stock(paper)
    victor = paper.tab("Victor")
    first = victor.get(HERE).text
    seen = questions(victor)
    assert seen[0] == POOL.question
    following = re.search(r'href="/console(/sites/demo/entries\?after=[^"]*)"', first)
    assert following is not None
    more = victor.get(unescape(following[1])).text
    assert more.count("<h2><a") > 0
    assert POOL.question not in unescape(more)


def test_a_search_that_nobody_understands_shows_all(paper: Newspaper) -> None:
    page = paper.tab("Victor").get(f"{HERE}?state=sold").text
    assert "pas été comprise" in page


def test_filters_tell_drafts_from_what_is_published(paper: Newspaper) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    edith.post(f"{HERE}/pool", **fields(kept(paper), state="draft"))
    assert questions(edith, "state=draft") == [POOL.question]
    assert POOL.question not in questions(edith, "state=published&owner=editor")


def test_an_entry_is_written_and_the_next_reader_gets_it(paper: Newspaper) -> None:
    said = {"question": "Où est la piscine ?", "answer": "Quai du Phare.", "state": "published"}
    response = paper.tab("Edith").post(f"{HERE}/new", language="fr", **said)
    assert response.status_code == 303
    services = paper.app.extensions["salut"]
    services.knowledge.follow_editors()
    told = paper.app.test_client().post("/api/ask", json={"question": "ou est la pissine"})
    assert told.json is not None
    assert told.json["text"] == "Quai du Phare."


def test_what_was_typed_stays_beside_what_is_wrong(paper: Newspaper) -> None:
    response = paper.tab("Edith").post(
        f"{HERE}/new",
        question="Où est la piscine ?",
        answer="  ",
        state="published",
        url="javascript:alert(1)",
        valid_from="2026-12-31",
        valid_until="2026-12-01",
        is_pinned="on",
    )
    assert response.status_code == 400
    assert len(wrong(response)) == 3
    assert 'value="Où est la piscine ?"' in response.text
    assert 'value="2026-12-31"' in response.text
    assert re.search(r'name="is_pinned" value="on" checked', response.text)


def test_a_change_is_stored_with_who_made_it(paper: Newspaper) -> None:
    stock(paper)
    said = fields(kept(paper), answer="Dès 8 h.", variants="piscine\n\nhoraires", is_pinned="on")
    assert paper.tab("Edith").post(f"{HERE}/pool", **said).status_code == 303
    held = kept(paper)
    assert (held.entry.answer, held.entry.variants) == ("Dès 8 h.", ("piscine", "horaires"))
    assert held.placing.is_pinned
    with paper.office.database.read() as session:
        newest = revisions.of_entry(session, "demo", "pool", 1)[0]
    assert (newest.who, newest.what) == ("Edith", "edited")


def test_of_two_editors_the_second_sees_both_texts_and_none_is_lost(paper: Newspaper) -> None:
    stock(paper)
    seen = kept(paper)
    paper.tab("Edith").post(f"{HERE}/pool", **fields(seen, answer="Dès 8 h."))
    bob = paper.tab("Bob")
    response = bob.post(f"{HERE}/pool", **fields(seen, answer="Dès 7 h."))
    assert response.status_code == 409
    assert "Version enregistrée par Edith" in response.text
    assert "Dès 8 h." in response.text
    assert "Dès 7 h.</textarea>" in response.text
    assert kept(paper).entry.answer == "Dès 8 h."
    now = re.search(r'name="seen" value="([^"]*)"', response.text)
    assert now is not None
    bob.post(f"{HERE}/pool", **fields(seen, answer="Dès 7 h.", seen=unescape(now[1])))
    assert kept(paper).entry.answer == "Dès 7 h."


def test_an_entry_is_retired_and_made_again_what_it_was(paper: Newspaper) -> None:
    stock(paper)
    edith, seen = paper.tab("Edith"), kept(paper).updated_at.isoformat()
    edith.post(f"{HERE}/pool/state", state="retired", seen=seen)
    assert kept(paper).state == "retired"
    now = kept(paper).updated_at.isoformat()
    response = edith.post(f"{HERE}/pool/restore", number="1", seen=now)
    assert response.status_code == 303
    assert kept(paper).state == "published"


def test_a_regression_is_told_and_stored_only_when_it_is_meant(paper: Newspaper) -> None:
    from chat import examination

    stock(paper)
    services, edith = paper.app.extensions["salut"], paper.tab("Edith")
    services.database.commit(
        lambda session: examination.expect(
            session, "demo", POOL.question, "pool", "Edith", services.now(), services.new_id
        )
    )
    services.knowledge.follow_editors()
    seen = kept(paper).updated_at.isoformat()
    response = edith.post(f"{HERE}/pool/state", state="retired", seen=seen)
    assert response.status_code == 409
    assert POOL.question in unescape(response.text)
    assert kept(paper).state == "published"
    edith.post(f"{HERE}/pool", **fields(kept(paper), state="retired", force="on"))
    assert kept(paper).state == "retired"


def test_a_redirect_is_named_by_a_question(paper: Newspaper) -> None:
    stock(paper)
    other = faq.Entry("sea", "Peut-on se baigner en mer ?", "Oui, de juin à août.", title="Mer")
    stock(paper, other)
    edith = paper.tab("Edith")
    edith.post(f"{HERE}/sea", **fields(kept(paper, "sea"), redirect_to=POOL.question))
    assert kept(paper, "sea").placing.redirect_to == "pool"
    response = edith.post(f"{HERE}/pool", **fields(kept(paper), redirect_to="nowhere"))
    assert response.status_code == 400
    assert wrong(response)
    assert "Peut-on se baigner en mer" in edith.get(f"{HERE}/pool").text


def test_a_viewer_sees_entries_and_no_form(paper: Newspaper) -> None:
    stock(paper)
    victor = paper.tab("Victor")
    page = victor.get(f"{HERE}/pool").text
    assert "La piscine ouvre" in page
    assert "<textarea" not in page
    assert "Écrire une réponse" not in victor.get(HERE).text
    response = victor.post(f"{HERE}/pool", **fields(kept(paper), answer="Rien."))
    assert response.status_code == 403
    assert kept(paper).entry.answer == POOL.answer


def test_entries_of_another_site_are_out_of_reach(paper: Newspaper) -> None:
    stock(paper)
    charlie = paper.tab("Charlie")
    assert charlie.get(HERE).status_code == 403
    assert charlie.get("/sites/journal/entries/pool").status_code == 404
    assert charlie.post(f"{HERE}/pool", **fields(kept(paper))).status_code == 403


def test_what_is_no_entry_is_not_found(paper: Newspaper) -> None:
    assert paper.tab("Victor").get(f"{HERE}/nothing").status_code == 404
    assert paper.tab("Olga").get("/sites/nowhere/entries").status_code == 404
