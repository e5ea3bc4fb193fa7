"""Edith teaches by the pages: one click on a cluster, what it would break shown first, undone."""

from __future__ import annotations

import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

from chat import examination
from store import audit, entries
from store.editing_records import KeptEntry

from .office import Newspaper, Tab, wrong
from .vain import KOPECKS, LUNE, TYPED, in_vain, listed, services_of, told

SITE = "/sites/demo/teaching"
PAGE = "https://www.example.org/abonnement.html"
ANSWER = "La lune de fromage pèse une tonne."
RESIGN = "Comment résilier mon abonnement ?"


@pytest.fixture
def edith(paper: Newspaper) -> Tab:
    return paper.tab("Edith")


def kept(paper: Newspaper, entry_id: str) -> KeptEntry:
    with services_of(paper).database.read() as session:
        found = entries.get(session, "demo", entry_id)
    assert found is not None
    return found


def offered(page: TestResponse) -> list[str]:
    """List the ids of the entries that a page offers to attach to."""
    return [unescape(each) for each in re.findall(r'name="entry_id" value="([^"]+)"', page.text)]


def resigning(paper: Newspaper) -> str:
    """Give the id of the entry that tells how to resign."""
    shelf = services_of(paper).knowledge.shelf("demo")
    return shelf.serving.search(RESIGN, limit=1)[0].entry.id


def expect_resigning(paper: Newspaper, question: str, entry_id: str) -> None:
    """Add a question to the test set."""
    services = services_of(paper)
    with services.database.write() as session:
        examination.expect(
            session, "demo", question, entry_id, "Edith", services.now(), services.new_id
        )


def acts(paper: Newspaper) -> list[str]:
    with services_of(paper).database.read() as session:
        return [line.act for line in audit.newest(session, None, None, 5)]


def test_the_list_tells_what_was_asked_in_vain_and_how_often(paper: Newspaper, edith: Tab) -> None:
    in_vain(paper, LUNE, TYPED, LUNE, KOPECKS, page=PAGE)
    page = unescape(edith.get(SITE).text)
    assert page.index(LUNE) < page.index(KOPECKS)
    assert "3 fois" in page
    assert "1 fois" in page
    assert TYPED in page
    assert PAGE in page
    assert "Le robot n’a pas su répondre" in page
    assert "À régler (2)" in page


def test_an_empty_list_says_so(edith: Tab) -> None:
    assert "Rien à régler" in edith.get(SITE).text
    assert "Aucune question" in edith.get(f"{SITE}?state=ignored&days=7").text


def test_the_list_is_sifted_by_state_and_period(paper: Newspaper, edith: Tab) -> None:
    cluster = in_vain(paper, LUNE)
    for query in ("?days=7", "?days=30", "?state=open", "?state=nothing", "?page=x", "?days=1e9"):
        assert LUNE in unescape(edith.get(SITE + query).text), query
    edith.post(f"{SITE}/{cluster.id}/ignore")
    assert LUNE not in unescape(edith.get(SITE).text)
    assert LUNE in unescape(edith.get(f"{SITE}?state=ignored").text)
    assert LUNE not in unescape(edith.get(f"{SITE}?page=2").text)


def test_one_click_attaches_and_the_next_reader_is_answered(paper: Newspaper, edith: Tab) -> None:
    cluster, entry_id = in_vain(paper, LUNE, TYPED), resigning(paper)
    assert told(paper, TYPED)[0] == "unknown"
    response = edith.post(f"{SITE}/{cluster.id}/attach", entry_id=entry_id)
    assert response.location.endswith(f"{SITE}?done=question_attached&cluster={cluster.id}")
    assert set(kept(paper, entry_id).entry.variants) >= {LUNE, TYPED}
    assert told(paper, TYPED) == ("answered", told(paper, RESIGN)[1])
    assert acts(paper)[0] == "question_attached"
    shown = edith.get(response.location.removeprefix("/console"))
    assert "Question rattachée" in shown.text
    assert f"{cluster.id}/undo" in shown.text


def test_the_three_nearest_entries_are_offered_and_more_by_words(
    paper: Newspaper, edith: Tab
) -> None:
    cluster = in_vain(paper, "abonnement lunaire de fromage")
    page = edith.get(f"{SITE}/{cluster.id}")
    assert 1 <= len(offered(page)) <= 3
    found = edith.get(f"{SITE}/{cluster.id}?words=r%C3%A9silier")
    assert resigning(paper) in offered(found)
    assert 'value="résilier"' in found.text
    nothing = edith.get(f"{SITE}/{cluster.id}?words=xyzzy")
    assert "Aucune réponse ne contient ces mots" in nothing.text


def test_a_new_answer_is_written_and_served(paper: Newspaper, edith: Tab) -> None:
    cluster = in_vain(paper, LUNE, TYPED)
    page = edith.get(f"{SITE}/{cluster.id}")
    assert f'name="question" type="text" value="{LUNE}"' in unescape(page.text)
    response = edith.post(
        f"{SITE}/{cluster.id}/write", question=LUNE, answer=ANSWER, url="/lune.html"
    )
    assert response.status_code == 303
    assert told(paper, TYPED) == ("answered", ANSWER)
    (written,) = listed(paper, "written")
    assert kept(paper, written.entry_id).entry.url.endswith("/lune.html")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", " "),
        ("question", "x" * 501),
        ("answer", ""),
        ("answer", "x" * 10_001),
        ("answer", "a\0b"),
        ("url", "javascript:alert(1)"),
        ("url", "//evil.example/x"),
    ],
)
def test_what_was_typed_survives_an_error(
    paper: Newspaper, edith: Tab, field: str, value: str
) -> None:
    cluster = in_vain(paper, LUNE)
    typed = {"question": "Et la lune ?", "answer": ANSWER, "url": "/lune", field: value}
    response = edith.post(f"{SITE}/{cluster.id}/write", **typed)
    assert response.status_code == 400
    assert f'id="{field}-error"' in response.text
    assert len(wrong(response)) == 1
    for name in {"question", "answer", "url"} - {field}:
        assert typed[name] in unescape(response.text)
    assert listed(paper, "written") == []


def test_what_is_ignored_stays_ignored_until_it_is_undone(paper: Newspaper, edith: Tab) -> None:
    cluster = in_vain(paper, LUNE)
    edith.post(f"{SITE}/{cluster.id}/ignore")
    assert in_vain_quietly(paper) == []
    assert "Edith l’a écartée" in edith.get(f"{SITE}/{cluster.id}").text
    response = edith.post(f"{SITE}/{cluster.id}/undo")
    assert response.location.endswith(f"{cluster.id}?done=question_reopened")
    assert cluster.id in {each.id for each in listed(paper)}


def in_vain_quietly(paper: Newspaper) -> list[object]:
    """Have one more reader ask what is ignored; give what is open then."""
    in_vain(paper, TYPED, KOPECKS)
    return [each for each in listed(paper) if each.question != KOPECKS]


def test_attaching_and_writing_are_undone(paper: Newspaper, edith: Tab) -> None:
    cluster, entry_id = in_vain(paper, LUNE), resigning(paper)
    before = kept(paper, entry_id).entry.variants
    edith.post(f"{SITE}/{cluster.id}/attach", entry_id=entry_id)
    page = edith.get(f"{SITE}/{cluster.id}").text
    assert "Edith l’a rattachée" in page
    assert f"/console/sites/demo/entries/{entry_id}" in page
    edith.post(f"{SITE}/{cluster.id}/undo")
    assert kept(paper, entry_id).entry.variants == before
    edith.post(f"{SITE}/{cluster.id}/write", question=LUNE, answer=ANSWER)
    assert told(paper, LUNE)[1] == ANSWER
    edith.post(f"{SITE}/{cluster.id}/undo")
    assert told(paper, LUNE)[0] == "unknown"


def test_a_regression_is_shown_and_published_only_when_it_is_meant(
    paper: Newspaper, edith: Tab
) -> None:
    cluster, entry_id = in_vain(paper, LUNE), resigning(paper)
    expect_resigning(paper, LUNE, "")
    for act, fields in (
        ("attach", {"entry_id": entry_id}),
        ("write", {"question": LUNE, "answer": ANSWER, "url": "/lune"}),
    ):
        response = edith.post(f"{SITE}/{cluster.id}/{act}", **fields)
        assert response.status_code == 409, act
        page = unescape(response.text)
        assert "Rien n’est publié pour l’instant" in page
        assert page.count('name="force" value="on"') == 1
        for value in fields.values():
            assert value in page
        assert told(paper, LUNE)[0] == "unknown"
    assert listed(paper, "attached") == []
    done = edith.post(f"{SITE}/{cluster.id}/attach", entry_id=entry_id, force="on")
    assert done.status_code == 303
    assert told(paper, LUNE)[0] == "answered"


def test_undoing_what_the_test_set_expects_asks_too(paper: Newspaper, edith: Tab) -> None:
    cluster, entry_id = in_vain(paper, LUNE), resigning(paper)
    edith.post(f"{SITE}/{cluster.id}/attach", entry_id=entry_id)
    services_of(paper).knowledge.follow_editors()
    expect_resigning(paper, LUNE, entry_id)
    refused = edith.post(f"{SITE}/{cluster.id}/undo")
    assert refused.status_code == 409
    assert refused.text.count('name="force" value="on"') == 1
    assert listed(paper, "attached")
    assert edith.post(f"{SITE}/{cluster.id}/undo", force="on").status_code == 303
    assert listed(paper, "attached") == []


def test_of_two_editors_the_second_is_told(paper: Newspaper, edith: Tab) -> None:
    cluster = in_vain(paper, LUNE)
    edith.post(f"{SITE}/{cluster.id}/ignore")
    bob = paper.tab("Bob")
    late = bob.post(f"{SITE}/{cluster.id}/write", question=LUNE, answer=ANSWER)
    assert late.status_code == 409
    assert "Quelqu’un d’autre a déjà décidé" in late.text
    assert "Edith l’a écartée" in late.text
    assert told(paper, LUNE)[0] == "unknown"
    edith.post(f"{SITE}/{cluster.id}/undo")
    assert edith.post(f"{SITE}/{cluster.id}/undo").status_code == 409


def test_an_entry_that_is_gone_is_told(paper: Newspaper, edith: Tab) -> None:
    cluster = in_vain(paper, LUNE)
    response = edith.post(f"{SITE}/{cluster.id}/attach", entry_id="nothing")
    assert response.status_code == 404
    assert "Cette réponse n’existe plus" in response.text
    assert edith.post(f"{SITE}/{cluster.id}/attach").status_code == 400


def test_whoever_only_looks_or_replies_does_not_teach(paper: Newspaper) -> None:
    cluster, entry_id = in_vain(paper, LUNE), resigning(paper)
    for name in ("Victor", "Alice", "Charlie"):
        tab = paper.tab(name)
        assert tab.get(SITE).status_code == 403, name
        assert tab.get(f"{SITE}.csv").status_code == 403
        assert tab.get(f"{SITE}/{cluster.id}").status_code == 403
        for act in ("attach", "write", "ignore", "undo"):
            told_ = {"entry_id": entry_id, "question": LUNE, "answer": ANSWER}
            assert tab.post(f"{SITE}/{cluster.id}/{act}", **told_).status_code == 403
    assert [each.id for each in listed(paper)] == [cluster.id]


def test_a_cluster_of_another_site_is_not_found(paper: Newspaper) -> None:
    cluster = in_vain(paper, LUNE)
    olga = paper.tab("Olga")
    assert olga.get(f"/sites/journal/teaching/{cluster.id}").status_code == 404
    assert olga.post(f"/sites/journal/teaching/{cluster.id}/ignore").status_code == 404
    assert olga.get("/sites/nowhere/teaching").status_code == 404
    assert LUNE not in unescape(olga.get("/sites/journal/teaching").text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> lune fromage",
        '"><img src=x onerror=alert(1)> lune',
        "{{ 7 * 7 }} lune fromage",
        "<svg/onload=alert(1)> lune",
    ],
)
def test_whatever_readers_ask_stays_text(paper: Newspaper, edith: Tab, text: str) -> None:
    cluster = in_vain(paper, text)
    for path in (SITE, f"{SITE}/{cluster.id}"):
        page = edith.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<svg" not in page
        assert "49 lune" not in page
        assert text in unescape(page)


def test_the_table_is_harmless_to_spreadsheets(paper: Newspaper, edith: Tab) -> None:
    in_vain(paper, '=HYPERLINK("https://evil.example") kopecks lunaires')
    response = edith.get(f"{SITE}.csv")
    assert response.mimetype == "text/csv"
    assert response.headers["Content-Disposition"] == 'attachment; filename="demo-open.csv"'
    lines = response.data.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("question,count")
    assert lines[1].startswith("\"'=HYPERLINK")
