"""The statistics as tables that need no script: by day, week, month and section, and as files."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from html import unescape

import pytest

from chat import rolling
from store.statistics_tables import DayTopRow
from tests.counted_days import ARTICLE, QUESTIONS, count_days

from .office import Newspaper, Tab
from .vain import LUNE, ask, in_vain, services_of

SITE = "/sites/demo/statistics"
LAST = date(2026, 11, 22)


@pytest.fixture
def victor(paper: Newspaper) -> Tab:
    """Give the browser of a viewer: he may look at statistics."""
    return paper.tab("Victor")


def span(first: date, last: date, **more: str) -> str:
    told = {"first": first.isoformat(), "last": last.isoformat(), **more}
    return f"{SITE}?" + "&".join(f"{name}={value}" for name, value in told.items())


def rows(text: str, table: str) -> list[list[str]]:
    """Read a table of a page, its head first."""
    found = re.search(rf'<table id="{table}">(.*?)</table>', text, re.DOTALL)
    assert found
    return [
        [unescape(cell) for cell in re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)]
        for row in re.findall(r"<tr>(.*?)</tr>", found[1], re.DOTALL)
    ]


def figures(text: str) -> list[str]:
    return [unescape(each) for each in re.findall(r"<dd>([^<]+)</dd>", text)]


def test_a_site_without_a_question_says_so(victor: Tab) -> None:
    page = victor.get(SITE).text
    assert "Aucune question sur cette période" in page
    assert len(rows(page, "asked")) == 31


def test_what_was_asked_is_counted(paper: Newspaper, victor: Tab) -> None:
    services = services_of(paper)
    for text in (LUNE, "merci", "Comment résilier mon abonnement ?"):
        ask(paper, text)
    rolling.roll_up(services.database, services.now() + timedelta(minutes=2))
    page = victor.get(SITE).text
    assert figures(page)[:3] == ["3", "50\u00a0%", "50\u00a0%"]
    assert rows(page, "asked")[-1][1:] == ["1", "0", "1", "1"]
    assert re.search(r'data-value="1">1</td>', page)


@pytest.mark.parametrize(
    ("step", "count", "first"),
    [("day", 91, "1 sept."), ("week", 14, "1 sept. – 6 sept."), ("month", 3, "sept. 2026")],
)
def test_days_are_put_together(
    paper: Newspaper, victor: Tab, step: str, count: int, first: str
) -> None:
    count_days(services_of(paper).database, LAST, 120)
    page = victor.get(span(date(2026, 9, 1), date(2026, 12, 1) - timedelta(1), step=step)).text
    told = rows(page, "asked")
    assert len(told) - 1 == count
    assert told[1][0] == first
    assert len(rows(page, "shares")) == len(rows(page, "times")) == len(told)


def test_a_long_span_is_put_together_by_itself(paper: Newspaper, victor: Tab) -> None:
    count_days(services_of(paper).database, LAST, 400)
    for days, count in ((30, 30), (90, 13), (365, 13)):
        page = victor.get(span(LAST - timedelta(days=days - 1), LAST)).text
        assert len(rows(page, "asked")) - 1 == count
    assert figures(page)[0].count("\u202f") == 1


def test_a_section_is_told_apart(paper: Newspaper, victor: Tab) -> None:
    count_days(services_of(paper).database, LAST, 30)
    days = (LAST - timedelta(days=29), LAST)
    whole, sport = victor.get(span(*days)).text, victor.get(span(*days, section="Sport")).text
    assert figures(sport)[0] < figures(whole)[0]
    assert '<option value="Sport" selected>' in sport
    assert "Sans rubrique" in whole
    nothing = victor.get(span(*days, section="Cuisine")).text
    assert "Aucune question sur cette période" in nothing


def test_the_commonest_questions_and_articles_are_listed(paper: Newspaper, victor: Tab) -> None:
    count_days(services_of(paper).database, LAST, 30)
    page = unescape(victor.get(span(LAST - timedelta(days=29), LAST)).text)
    for label in (*QUESTIONS, ARTICLE):
        assert label in page


def test_unanswered_themes_lead_to_teaching_who_may_teach(paper: Newspaper, victor: Tab) -> None:
    cluster = in_vain(paper, LUNE)
    link = f"/console/sites/demo/teaching/{cluster.id}"
    seen, taught = victor.get(SITE).text, paper.tab("Edith").get(SITE).text
    assert LUNE in unescape(seen)
    assert link not in seen
    assert "/sites/demo/teaching" not in seen
    assert link in taught


@pytest.mark.parametrize(
    "query",
    [
        "first=2026-11-30&last=2026-11-01",
        "first=2001-01-01&last=2026-11-01",
        "first=x",
        "last=0001-01-01",
        "last=9999-12-31",
        "first=9999-12-31",
        "step=year",
        "section=%00",
        f"section={'x' * 201}",
    ],
)
def test_days_that_are_none_are_told(victor: Tab, query: str) -> None:
    response = victor.get(f"{SITE}?{query}")
    assert response.status_code == 200
    assert "Choisis deux jours dans l’ordre" in response.text
    assert len(rows(response.text, "asked")) == 31


def test_a_wrong_day_stays_in_its_field(victor: Tab) -> None:
    page = victor.get(span(date(2026, 11, 30), date(2026, 11, 1))).text
    assert 'value="2026-11-30"' in page
    assert 'value="2026-11-01"' in page


@pytest.mark.parametrize(
    ("table", "head"),
    [
        ("periods", "first"),
        ("sections", "section"),
        ("questions", "label"),
        ("articles", "label"),
        ("unanswered", "question"),
    ],
)
def test_each_table_is_a_file(paper: Newspaper, victor: Tab, table: str, head: str) -> None:
    count_days(services_of(paper).database, LAST, 30)
    in_vain(paper, LUNE)
    query = span(LAST - timedelta(days=29), LAST + timedelta(days=9)).removeprefix(SITE)
    response = victor.get(f"{SITE}/{table}.csv{query}")
    assert response.mimetype == "text/csv"
    name = f"demo-{table}-2026-10-24-2026-12-01.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    lines = list(csv.reader(response.data.decode("utf-8-sig").splitlines()))
    assert lines[0][0] == head
    assert len(lines) > 1


def test_no_cell_of_a_file_is_a_formula(paper: Newspaper, victor: Tab) -> None:
    told = {"site_key": "demo", "day": LAST.isoformat(), "kind": "question", "section": ""}
    evil = DayTopRow(**told, digest="0" * 32, label="=1+1", url="@SUM(A1)", count=2)
    services_of(paper).database.commit(lambda session: session.add(evil))
    query = span(LAST, LAST).removeprefix(SITE)
    lines = victor.get(f"{SITE}/questions.csv{query}").data.decode("utf-8-sig").splitlines()
    assert lines[1] == "'=1+1,'@SUM(A1),2"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "data:text/html,x"])
def test_no_link_leads_to_a_script(paper: Newspaper, victor: Tab, url: str) -> None:
    told = {"site_key": "demo", "day": LAST.isoformat(), "kind": "article", "section": ""}
    evil = DayTopRow(**told, digest="0" * 32, label="<b>Lune</b>", url=url, count=2)
    services_of(paper).database.commit(lambda session: session.add(evil))
    page = victor.get(span(LAST, LAST)).text
    assert "&lt;b&gt;Lune" in page
    assert f'href="{url}' not in page


def test_an_unknown_table_is_not_found(victor: Tab) -> None:
    assert victor.get(f"{SITE}/messages.csv").status_code == 404
    assert victor.get("/sites/nowhere/statistics").status_code == 404


def test_charlie_sees_the_figures_of_his_own_paper_alone(paper: Newspaper) -> None:
    charlie = paper.tab("Charlie")
    assert charlie.get(SITE).status_code == 403
    assert charlie.get(f"{SITE}/periods.csv").status_code == 403
    assert charlie.get("/sites/journal/statistics").status_code == 200


def test_english_is_complete(paper: Newspaper, victor: Tab) -> None:
    count_days(services_of(paper).database, LAST, 400)
    victor.headers = {"Accept-Language": "en"}
    page = victor.get(span(LAST - timedelta(days=364), LAST)).text
    assert "Most asked questions" in page
    assert re.match(r"\d+,\d{3}$", figures(page)[0])
    assert rows(page, "times")[1][1] == "≤ 20 ms"
