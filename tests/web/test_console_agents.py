"""The staff by the pages: invited, given roles, cut off and let in again; nobody's text is lost."""

from __future__ import annotations

import re

import pytest

from .office import PASSWORD, Newspaper, wrong

NEW = {"email": "ivy@example.org", "name": "Ivy Dunn", "role": "agent", "site": "demo"}


def links(text: str) -> list[str]:
    return re.findall(r"/console/invitation/[\w-]{43}", text)


def test_bob_invites_ivy_by_a_link_that_is_shown_once(paper: Newspaper) -> None:
    bob = paper.tab("Bob")
    shown = bob.post("/agents", **NEW)
    (link,) = links(shown.text)
    assert links(bob.get("/agents").text) == []
    assert "Ivy Dunn" in bob.get("/agents").text
    assert paper.tab().get(link.removeprefix("/console")).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "ivy"),
        ("email", "ivy@localhost"),
        ("email", ""),
        ("email", "ivy@example.org\nBcc: eve@example.org"),
        ("email", f"{'x' * 300}@example.org"),
        ("name", ""),
        ("name", "x" * 81),
        ("name", "Ivy\x1b[31m"),
        ("name", "Ivy\u202e"),
        ("role", "owner"),
        ("site", "../demo"),
    ],
)
def test_a_wrong_field_is_told_and_the_others_keep_their_text(
    paper: Newspaper, field: str, value: str
) -> None:
    response = paper.tab("Bob").post("/agents", **{**NEW, field: value})
    assert response.status_code == 400
    assert len(wrong(response)) == 1
    assert f'aria-describedby="{field}-' in response.text or f"{field}-error" in response.text
    for name in ("email", "name"):
        if name != field:
            assert f'value="{NEW[name]}"' in response.text


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7 * 7 }}",
        "{% raw %}",
        "javascript:alert(1)",
        "<svg/onload=alert(1)>",
    ],
)
def test_whatever_is_written_as_a_name_stays_text(paper: Newspaper, text: str) -> None:
    bob = paper.tab("Bob")
    bob.post("/agents", **{**NEW, "name": text})
    for path in ("/agents", "/audit", f"/agents/{paper.agent('Ivy').id}"):
        page = bob.get(path).text
        assert "<script>" not in page
        assert "<img" not in page
        assert "<svg/" not in page
        assert "49" not in re.sub(r"[0-9a-f]{32,64}|\d{4}-\d\d.*?<", "", page)
    wrongly = bob.post("/agents", **{**NEW, "name": text, "email": text})
    assert "<script>" not in wrongly.text
    assert "<img" not in wrongly.text


def test_every_destructive_act_asks_first_and_can_be_undone(paper: Newspaper) -> None:
    bob, alice = paper.tab("Bob"), paper.agent("Alice")
    asked = bob.get(f"/agents/{alice.id}/disable")
    assert "Couper l’accès à Alice" in asked.text
    assert paper.agent("Alice").state == "active"
    bob.post(f"/agents/{alice.id}/disable")
    assert paper.agent("Alice").state == "disabled"
    bob.post(f"/agents/{alice.id}/enable")
    assert paper.agent("Alice").state == "active"


def test_a_lesser_role_signs_edith_out(paper: Newspaper) -> None:
    bob, edith = paper.tab("Bob"), paper.tab("Edith")
    assert edith.get().status_code == 200
    bob.post(f"/agents/{paper.agent('Edith').id}/role", site="demo", role="viewer")
    assert edith.get().location == "/console/login"
    bob.post(f"/agents/{paper.agent('Edith').id}/role", site="demo", role="")
    assert paper.agent("Edith").roles == {}


def test_charlie_finds_nobody_of_the_other_paper(paper: Newspaper) -> None:
    charlie, alice = paper.tab("Charlie"), paper.agent("Alice")
    assert "alice@example.org" not in charlie.get("/agents").text
    for path in ("", "/disable", "/link"):
        assert charlie.get(f"/agents/{alice.id}{path}").status_code == 404
    assert charlie.post(f"/agents/{alice.id}/disable").status_code == 404
    assert charlie.post("/agents", **NEW).status_code == 403
    assert charlie.post(f"/agents/{alice.id}/role", site="demo", role="").status_code == 404
    assert paper.agent("Alice") == alice


def test_bob_can_neither_cut_olga_nor_himself(paper: Newspaper) -> None:
    bob = paper.tab("Bob")
    assert bob.get(f"/agents/{paper.agent('Bob').id}").status_code == 200
    assert bob.post(f"/agents/{paper.agent('Bob').id}/disable").status_code == 403
    assert bob.post(f"/agents/{paper.agent('Olga').id}/disable").status_code in (403, 404)
    assert paper.agent("Olga").state == "active"


def test_an_unknown_act_is_not_found(paper: Newspaper) -> None:
    bob, alice = paper.tab("Bob"), paper.agent("Alice")
    for act in ("delete", "role", "x" * 100):
        assert bob.get(f"/agents/{alice.id}/{act}").status_code == 404
    assert bob.post(f"/agents/{alice.id}/delete").status_code == 404


def test_the_audit_shows_what_bob_may_see_page_by_page(paper: Newspaper) -> None:
    bob, charlie, alice = paper.tab("Bob"), paper.tab("Charlie"), paper.agent("Alice")
    for number in range(60):
        role = "agent" if number % 2 else "viewer"
        bob.post(f"/agents/{alice.id}/role", site="demo", role=role)
    page = bob.get("/audit").text
    assert page.count("a changé un rôle") == 50
    assert "La chaîne est intacte" in page
    found = re.search(r"/console(/audit\?before=\d+)", page)
    assert found
    older = bob.get(found[1]).text
    assert older.count("a changé un rôle") == 10
    assert "Alice" not in charlie.get("/audit").text
    assert bob.get("/audit?before=x").status_code == 200


def test_a_broken_chain_is_shown(paper: Newspaper) -> None:
    with paper.office.database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET agent_name = 'Eve' WHERE number = 2")
    response = paper.tab("Olga").get("/audit")
    assert "rompue à la ligne 2" in response.text


def test_alice_changes_her_password_and_stays(paper: Newspaper) -> None:
    here, there = paper.tab("Alice"), paper.tab("Alice")
    wrongly = here.post("/account/password", old_password="no", new_password="une autre phrase")
    assert wrongly.status_code == 401
    assert 'id="old_password-error"' in wrongly.text
    weak = here.post("/account/password", old_password=PASSWORD, new_password="alice")
    assert weak.status_code == 400
    assert 'id="new_password-error"' in weak.text
    done = here.post(
        "/account/password", old_password=PASSWORD, new_password="une autre phrase longue"
    )
    assert done.location == "/console/account?done=password_changed"
    assert "Mot de passe changé" in here.get("/account?done=password_changed").text
    assert there.get().location == "/console/login"


def test_alice_sees_her_sessions_and_ends_the_others(paper: Newspaper) -> None:
    here, there = paper.tab("Alice"), paper.tab("Alice")
    assert here.get("/account").text.count("Firefox, Linux") == 2
    here.post("/account/sign-out-everywhere")
    assert here.get("/account").text.count("Firefox, Linux") == 1
    assert there.get().location == "/console/login"


def test_the_language_is_that_of_the_account_then_of_the_browser(paper: Newspaper) -> None:
    alice = paper.tab("Alice")
    assert 'lang="fr"' in alice.get("/account").text
    alice.headers = {"Accept-Language": "en-GB,en;q=0.9"}
    assert 'lang="en"' in alice.get("/account").text
    alice.post("/account/language", locale="fr")
    assert 'lang="fr"' in alice.get("/account").text
    assert alice.post("/account/language", locale="tlh").status_code == 400


@pytest.mark.parametrize("done", ["", "nothing", "<script>", "x" * 5000])
def test_only_what_we_say_ourselves_is_shown_as_done(paper: Newspaper, done: str) -> None:
    page = paper.tab("Alice").client.get("/console/account", query_string={"done": done}).text
    assert 'class="done"' not in page
