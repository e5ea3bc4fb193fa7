"""Edith keeps the test set by the pages: adds, removes, puts back, and runs it."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from chat import examination
from chat.examination import Grade
from store import audit, entries, expectations, sites
from store.teaching_records import Expectation
from web.console_tests import marks_read

from .office import Newspaper, Tab, wrong
from .vain import services_of

SITE = "/sites/demo/tests"
RESIGN = "Comment résilier mon abonnement ?"
LUNE = "Combien pèse la lune de fromage ?"


@pytest.fixture
def edith(paper: Newspaper) -> Tab:
    return paper.tab("Edith")


def held(paper: Newspaper) -> list[Expectation]:
    with services_of(paper).database.read() as session:
        return expectations.of_site(session, "demo")


def resigning(paper: Newspaper) -> str:
    shelf = services_of(paper).knowledge.shelf("demo")
    return shelf.serving.search(RESIGN, limit=1)[0].entry.id


def retire(paper: Newspaper, entry_id: str) -> None:
    """Have readers told an entry no more, without asking the test set."""
    services = services_of(paper)
    with services.database.write() as session:
        kept = entries.get(session, "demo", entry_id)
        assert kept is not None
        entries.save(session, "demo", kept.entry, "retired", services.now())
        sites.raise_knowledge_version(session, "demo")
    services.knowledge.follow_editors()


def marks(text: str) -> str:
    found = re.search(r'name="marks" value="([^"]*)"', text)
    assert found
    return found[1]


def figures(text: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"<dd>([^<]+)</dd>", text)]


def test_a_question_is_added_by_the_id_or_the_question_of_its_entry(
    paper: Newspaper, edith: Tab
) -> None:
    entry_id = resigning(paper)
    assert "Aucune question pour l’instant" in edith.get(SITE).text
    for entry in (entry_id, RESIGN.replace(" ?", "\u202f?"), ""):
        response = edith.post(SITE, question=f"Question {len(held(paper))}", entry=entry)
        assert response.location.endswith(f"{SITE}?done=test_added")
    assert [each.entry_id for each in held(paper)] == [entry_id, entry_id, ""]
    page = unescape(edith.get(SITE).text)
    assert page.count(f"/console/sites/demo/entries/{entry_id}") == 2
    assert "Aucune réponse attendue" in page
    with services_of(paper).database.read() as session:
        (line,) = audit.newest(session, None, None, 1)
    assert (line.act, line.agent_name, line.site_key) == ("test_added", "Edith", "demo")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", ""),
        ("question", "?!"),
        ("question", "x" * 301),
        ("question", "a\0b"),
        ("entry", "no such entry"),
        ("entry", "x" * 501),
    ],
)
def test_what_was_typed_survives_an_error(
    paper: Newspaper, edith: Tab, field: str, value: str
) -> None:
    typed = {"question": LUNE, "entry": resigning(paper), field: value}
    response = edith.post(SITE, **typed)
    assert response.status_code == 400
    assert len(wrong(response)) == 1
    assert f'id="{field}-error"' in response.text
    assert typed["entry" if field == "question" else "question"] in unescape(response.text)
    assert held(paper) == []


def test_a_full_set_takes_no_more(
    paper: Newspaper, edith: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examination, "QUESTIONS_MAX", 1)
    edith.post(SITE, question=RESIGN)
    response = edith.post(SITE, question=LUNE)
    assert "au plus 1 questions" in response.text
    assert len(held(paper)) == 1


def test_what_is_removed_can_be_put_back(paper: Newspaper, edith: Tab) -> None:
    edith.post(SITE, question=RESIGN, entry=resigning(paper))
    (before,) = held(paper)
    response = edith.post(f"{SITE}/{before.id}/remove")
    assert held(paper) == []
    page = edith.get(response.location.removeprefix("/console"))
    assert "Annuler le retrait" in page.text
    for name in ("question", "entry"):
        assert f'name="{name}" value="' in page.text
    edith.post(SITE, question=before.question, entry=before.entry_id)
    (after,) = held(paper)
    assert (after.question, after.entry_id) == (before.question, before.entry_id)
    assert edith.post(f"{SITE}/{before.id}/remove").status_code == 303
    assert len(held(paper)) == 1


def test_a_run_tells_the_grades_the_worst_first(paper: Newspaper, edith: Tab) -> None:
    entry_id = resigning(paper)
    edith.post(SITE, question=RESIGN, entry=entry_id)
    edith.post(SITE, question=LUNE, entry="")
    edith.post(SITE, question="Combien coûte l’abonnement numérique ?", entry=entry_id)
    page = unescape(edith.post(f"{SITE}/run").text)
    assert figures(page) == ["2 sur 3", "50\u00a0%", "33\u00a0%"]
    assert page.index("mauvaise réponse</span>") < page.index("bonne réponse</span>")
    assert "Trouvée" in page
    assert len(held(paper)) == 3


def test_a_run_tells_what_was_broken_and_mended_since_the_last_one(
    paper: Newspaper, edith: Tab
) -> None:
    entry_id = resigning(paper)
    edith.post(SITE, question=RESIGN, entry=entry_id)
    edith.post(SITE, question=LUNE, entry="")
    first = edith.post(f"{SITE}/run").text
    assert "perdue" not in first
    retire(paper, entry_id)
    second = edith.post(f"{SITE}/run", marks=marks(first)).text
    assert figures(second)[-3:] == ["1", "1", "0"]
    assert "perdue</span>" in second
    expect_nothing = edith.post(SITE, question=RESIGN, entry="")
    assert expect_nothing.status_code == 303
    third = edith.post(f"{SITE}/run", marks=marks(second)).text
    assert figures(third)[-3:-1] == ["1", "0"]
    assert "gagnée</span>" in third


def test_an_expected_entry_that_is_gone_is_told(paper: Newspaper, edith: Tab) -> None:
    entry_id = resigning(paper)
    services = services_of(paper)
    edith.post(SITE, question=RESIGN, entry=entry_id)
    (expectation,) = held(paper)
    gone = replace(expectation, entry_id="gone")
    with services.database.write() as session:
        expectations.save(session, gone)
    assert "La réponse attendue n’existe plus" in edith.get(SITE).text


@pytest.mark.parametrize("text", ["", "x", "  ", "abcd9 abcd", "\0", "3", "x" * 9000])
def test_marks_that_are_none_are_left_out(edith: Tab, text: str) -> None:
    assert edith.post(f"{SITE}/run", marks=text).status_code == 200


def test_marks_are_read_as_they_were_written() -> None:
    assert marks_read("0a1b2c3d3 ffffffff0 junk") == {
        "0a1b2c3d": Grade.RIGHT,
        "ffffffff": Grade.WRONG,
    }


def test_only_editors_keep_the_test_set(paper: Newspaper, edith: Tab) -> None:
    edith.post(SITE, question=RESIGN)
    (expectation,) = held(paper)
    for name in ("Victor", "Alice", "Charlie"):
        tab = paper.tab(name)
        assert tab.get(SITE).status_code == 403
        for path in (SITE, f"{SITE}/run", f"{SITE}/{expectation.id}/remove"):
            assert tab.post(path, question=LUNE).status_code == 403
    olga = paper.tab("Olga")
    olga.post(f"/sites/journal/tests/{expectation.id}/remove")
    assert held(paper) == [expectation]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 * 7 }} ?"])
def test_whatever_is_asked_stays_text(paper: Newspaper, edith: Tab, text: str) -> None:
    edith.post(SITE, question=text)
    for page in (
        edith.get(SITE).text,
        edith.post(f"{SITE}/run").text,
        edith.client.get(f"/console{SITE}", query_string={"removed": text, "question": text}).text,
    ):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49 ?" not in page
        assert text in unescape(page)
