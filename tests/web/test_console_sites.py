"""Admins add sites, say what each is like, and get the tag for its pages; others look on."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from werkzeug.test import TestResponse

import store
from chat import hours, site_editing
from chat.conversations import Thread, open_or_resume
from store import audit, sites
from web.payloads import Auth
from web.site_forms import values_of
from web.welcome import welcome_of

from .office import Newspaper, Tab, wrong

NEW = {
    "key": "le-quai",
    "site_name": "Le Quai",
    "base_url": "https://quai.example.org/",
    "origins": "https://quai.example.org\nhttps://www.quai.example.org/",
    "contact_url": "redaction@example.org",
    "locale": "fr",
}


def site_of(paper: Newspaper, key: str = "demo") -> store.Site:
    with paper.office.database.read() as session:
        found = sites.get(session, key)
    assert found is not None
    return found


def fields(paper: Newspaper, **said: str) -> dict[str, str]:
    """Fill in the form of Le Fanal as its page does, but for what is said."""
    site = site_of(paper)
    locales = paper.app.extensions["salut"].translations.locales
    return {**values_of(site, locales), "seen": site_editing.digest(site), **said}


def change(paper: Newspaper, tab: Tab, **said: str) -> TestResponse:
    return tab.post("/sites/demo", **fields(paper, **said))


def test_a_site_is_added_and_shows_its_tag(paper: Newspaper) -> None:
    olga = paper.tab("Olga")
    response = olga.post("/sites/new", **NEW)
    assert (response.status_code, response.location) == (
        303,
        "/console/sites/le-quai?done=site_added",
    )
    made = site_of(paper, "le-quai")
    assert made.origins == ("https://quai.example.org", "https://www.quai.example.org")
    assert made.contact_url == "mailto:redaction@example.org"
    page = unescape(olga.get("/sites/le-quai").text)
    assert '/widget.js" data-site="le-quai"></script>' in page


def test_a_key_that_is_taken_stays_typed_and_is_told(paper: Newspaper) -> None:
    response = paper.tab("Olga").post("/sites/new", **{**NEW, "key": "demo"})
    assert response.status_code == 409
    assert len(wrong(response)) == 1
    assert "Le Quai" in response.text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("key", "Le Quai"),
        ("key", "*"),
        ("site_name", " "),
        ("site_name", "\0"),
        ("base_url", "javascript:alert(1)"),
        ("base_url", "https://[quai"),
        ("origins", "https://quai.example.org/chat"),
        ("origins", "*"),
        ("origins", "https://quai.example.org;script-src *"),
        ("contact_url", "javascript:alert(1)"),
        ("locale", "tlh"),
    ],
)
def test_what_no_site_can_be_is_refused_beside_its_field(
    paper: Newspaper, field: str, text: str
) -> None:
    response = paper.tab("Olga").post("/sites/new", **{**NEW, field: text})
    assert response.status_code == 400
    assert len(wrong(response)) == 1


def test_only_who_administers_every_site_adds_one(paper: Newspaper) -> None:
    assert paper.tab("Bob").post("/sites/new", **NEW).status_code == 403
    assert "Ajouter un site" not in paper.tab("Bob").get("/sites").text


def test_each_sees_his_own_sites(paper: Newspaper) -> None:
    assert "Le Journal" not in paper.tab("Victor").get("/sites").text
    assert "Le Fanal" not in paper.tab("Charlie").get("/sites").text


def test_what_a_site_says_is_stored(paper: Newspaper) -> None:
    response = change(
        paper,
        paper.tab("Bob"),
        site_name="Le Nouveau Fanal",
        origins="https://fanal.example.org",
        greeting_fr="Ohé !",
        hours_mo="9h-12h30, 14h – 18h",
        hours_tu="10:00-12:00",
        closed="2026-12-25\n2027-01-01",
        time_zone="America/Guadeloupe",
        retention_days="30",
    )
    assert response.status_code == 303, wrong(response)
    site = site_of(paper)
    assert (site.name, site.origins) == ("Le Nouveau Fanal", ("https://fanal.example.org",))
    assert site.greetings["fr"] == "Ohé !"
    assert site.hours == {
        "mo": ["9:00-12:30", "14:00-18:00"],
        "tu": ["10:00-12:00"],
        "closed": ["2026-12-25", "2027-01-01"],
    }
    assert hours.hours_of(site).zone.key == "America/Guadeloupe"
    assert site.retention_days == 30
    assert "25 décembre 2026" in paper.tab("Bob").get("/sites/demo").text


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("hours_mo", "matin"),
        ("hours_su", "9:00-25:00"),
        ("closed", "Noël"),
        ("time_zone", "Europe/Fanal"),
        ("time_zone", "../../etc/passwd"),
        ("retention_days", "0"),
        ("retention_days", "a"),
        ("greeting_fr", "a" * 501),
        ("section_0", "Culture"),
        ("section_greeting_1", "Bonjour"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_stored(
    paper: Newspaper, field: str, text: str
) -> None:
    before = site_of(paper)
    response = change(paper, paper.tab("Bob"), **{"site_name": "Autre", field: text})
    assert response.status_code == 400
    assert len(wrong(response)) == 1
    assert 'value="Autre"' in response.text
    assert site_of(paper) == before


def test_of_two_admins_the_second_is_told_and_keeps_his_text(paper: Newspaper) -> None:
    seen = fields(paper)
    change(paper, paper.tab("Bob"), site_name="Le Premier")
    response = paper.tab("Olga").post("/sites/demo", **{**seen, "site_name": "Le Second"})
    assert response.status_code == 409
    assert 'value="Le Second"' in response.text
    assert site_of(paper).name == "Le Premier"


def test_a_viewer_reads_and_changes_nothing(paper: Newspaper) -> None:
    victor = paper.tab("Victor")
    page = victor.get("/sites/demo").text
    assert "data-site=" in unescape(page)
    assert "Durée de conservation" in page
    assert "hours_mo" not in page
    assert change(paper, victor, site_name="Rien").status_code == 403
    assert victor.post("/sites/demo/theme", accent="#0b5394").status_code == 403
    assert site_of(paper).name == "Le Fanal"


def test_every_change_has_its_line_in_the_audit(paper: Newspaper) -> None:
    change(paper, paper.tab("Bob"), site_name="Autre")
    with paper.office.database.read() as session:
        line = audit.last(session)
    assert line is not None
    assert (line.act, line.about, line.agent_name) == ("site_changed", "demo", "Bob")
    assert "a modifié un site" in paper.tab("Bob").get("/audit").text


def test_a_theme_is_tried_before_it_is_stored(paper: Newspaper) -> None:
    bob = paper.tab("Bob")
    response = bob.post("/sites/demo/theme", accent="#0b5394", font="sans", preview="on")
    assert response.status_code == 200
    assert "sample?accent=%230b5394" in unescape(response.text)
    assert site_of(paper).theme == {}
    style = bob.get("/sites/demo/sample.css?accent=%230b5394").text
    assert "--salut-accent: #0b5394" in style
    bob.post("/sites/demo/theme", accent="#0b5394", font="sans")
    assert site_of(paper).theme == {"accent": "#0b5394", "font": "sans"}


def test_a_colour_that_nobody_could_read_is_refused_with_one_that_can(paper: Newspaper) -> None:
    response = paper.tab("Bob").post("/sites/demo/theme", accent="#ffffaa")
    assert response.status_code == 400
    assert "#" in wrong(response)[0]
    assert 'value="#ffffaa"' in response.text


@pytest.mark.parametrize("accent", ["red;}*{display:none", "#ffffaa", "url(//evil)", "#12"])
def test_no_style_is_made_of_what_is_no_colour(paper: Newspaper, accent: str) -> None:
    response = paper.tab("Bob").client.get(
        "/console/sites/demo/sample.css", query_string={"accent": accent, "radius": "square"}
    )
    assert "--salut-radius: 0" in response.text
    assert accent not in response.text


def test_only_the_sample_may_be_framed_and_by_our_own_page(paper: Newspaper) -> None:
    bob = paper.tab("Bob")
    sample = bob.get("/sites/demo/sample").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in sample
    page = bob.get("/sites/demo").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page
    assert "frame-src 'self'" in page


def welcomed(paper: Newspaper, url: str, locale: str = "fr") -> str:
    """Open the panel on an article, and read its greeting."""
    services = paper.app.extensions["salut"]
    thread: Thread = open_or_resume(
        services.database, services.keys, "demo", None, locale, services.now(), services.new_id
    )
    said = Auth.model_validate({"page": {"url": url, "title": ""}})
    return welcome_of(services, replace(thread, site=site_of(paper)), locale, said).greeting


def test_a_section_greets_its_readers(paper: Newspaper) -> None:
    services = paper.app.extensions["salut"]
    entry = next(each for each in services.knowledge.index("demo").entries if each.section)
    change(
        paper,
        paper.tab("Bob"),
        section_0=entry.section,
        section_greeting_0="Une question sur cet article ?",
    )
    here = f"https://fanal.example.org{entry.url}"
    assert welcomed(paper, here) == "Une question sur cet article ?"
    assert welcomed(paper, here, "en") == "Hi! How can I help you?"
    assert welcomed(paper, "https://fanal.example.org/nulle-part.html").startswith("Salut!")
