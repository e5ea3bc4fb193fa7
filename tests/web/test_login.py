"""Signing in by the pages: one answer for all who are refused, one cookie, a second factor."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from chat import agents, totp
from chat.office import OPERATOR

from .office import PASSWORD, TOTP_SECRET, Newspaper, Tab, wrong

NEXT = "une autre phrase longue"


def code(secret: str = TOTP_SECRET, steps: int = 0) -> str:
    return totp.code_at(secret, datetime.now(UTC) + timedelta(seconds=steps * totp.STEP_SECONDS))


def log_in(tab: Tab, name: str, password: str = PASSWORD) -> str:
    """Sign in by the form, and give where it leads."""
    tab.get("/login")
    response = tab.post("/login", email=f"{name.lower()}@example.org", password=password)
    assert response.status_code == 303
    return response.location


def test_alice_signs_in_and_sees_her_paper(paper: Newspaper) -> None:
    tab = paper.tab()
    assert tab.get().location == "/console/login"
    assert log_in(tab, "Alice") == "/console"
    page = tab.get()
    assert page.status_code == 200
    assert "Bonjour Alice" in page.text
    assert "Le Fanal" in page.text
    assert "Le Journal" not in page.text


def test_the_token_changes_when_somebody_signs_in_and_out(paper: Newspaper) -> None:
    tab = paper.tab()
    tokens = []
    tab.get("/login")
    for act in (lambda: log_in(tab, "Alice"), lambda: tab.post("/logout")):
        tokens.append(tab.form_token)
        act()
    assert len({*tokens, tab.form_token}) == 3
    assert tab.get().location == "/console/login"


def test_a_wrong_password_and_an_unknown_address_look_the_same(paper: Newspaper) -> None:
    agents.disable(paper.office, OPERATOR, paper.agent("Edith").id)
    pages = []
    for email, password in [
        ("alice@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("edith@example.org", PASSWORD),
    ]:
        tab = paper.tab()
        tab.get("/login")
        response = tab.post("/login", email=email, password=password)
        assert email in response.text
        pages.append(
            (response.status_code, re.sub(rf"{email}|value=\"\w{{64}}\"", "", response.text))
        )
    assert {status for status, _ in pages} == {401}
    assert len(set(pages)) == 1


def test_the_eleventh_guess_has_to_wait(paper: Newspaper) -> None:
    tab = paper.tab()
    tab.get("/login")
    statuses = [
        tab.post("/login", email="alice@example.org", password=f"wrong {number}").status_code
        for number in range(11)
    ]
    assert statuses == [401] * 10 + [429]
    response = tab.post("/login", email="alice@example.org", password=PASSWORD)
    assert int(response.headers["Retry-After"]) >= 1
    assert response.headers["Retry-After"] in wrong(response)[0]


def test_one_address_has_to_wait_sooner(paper: Newspaper) -> None:
    tab = paper.tab()
    tab.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    tab.get("/login")
    statuses = [
        tab.post("/login", email=f"{number}@example.org", password="wrong").status_code
        for number in range(6)
    ]
    assert statuses == [401] * 5 + [429]


def test_what_is_missing_is_told_next_to_its_field(paper: Newspaper) -> None:
    tab = paper.tab()
    tab.get("/login")
    response = tab.post("/login", email="bob@example.org", password="")
    assert response.status_code == 400
    assert wrong(response) == ["Écris ton mot de passe."]
    assert 'aria-describedby="password-error"' in response.text
    assert 'value="bob@example.org"' in response.text


@pytest.mark.parametrize(("length", "status"), [(1024, 401), (1025, 400), (10_000_000, 413)])
def test_an_endless_password_is_not_hashed(paper: Newspaper, length: int, status: int) -> None:
    tab = paper.tab()
    tab.get("/login")
    response = tab.post("/login", email="alice@example.org", password="x" * length)
    assert response.status_code == status
    assert "xxxx" not in response.text


def test_bob_gives_a_code_too_and_each_code_once(paper: Newspaper) -> None:
    first, second = paper.tab(), paper.tab()
    used = code()
    for tab in (first, second):
        assert log_in(tab, "Bob") == "/console"
        for path in ("", "/agents", "/audit", "/account"):
            assert tab.get(path).location == "/console/two-factor"
    assert first.post("/two-factor", code=f" {used} ").location == "/console"
    assert first.get("/agents").status_code == 200
    refused = second.post("/two-factor", code=used)
    assert refused.status_code == 401
    assert used not in refused.text
    assert second.post("/two-factor", code=code(steps=1)).location == "/console"


def test_codes_cannot_be_guessed_for_long(paper: Newspaper) -> None:
    tab = paper.tab()
    log_in(tab, "Bob")
    statuses = [tab.post("/two-factor", code="000000").status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]


def test_an_admin_sets_up_his_second_factor_at_the_first_sign_in(paper: Newspaper) -> None:
    agents.add(paper.office, OPERATOR, "zoe@example.org", "Zoé", "admin", "demo", PASSWORD)
    tab = paper.tab()
    log_in(tab, "Zoe")
    page = tab.get("/two-factor").text
    assert 'class="qr"' in page
    assert "style=" not in page
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page)
    assert found
    secret = found[1].replace(" ", "")
    assert tab.post("/two-factor", code="000000").status_code == 401
    shown = tab.post("/two-factor", code=code(secret))
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", shown.text)
    assert len(codes) == totp.RECOVERY_CODES
    assert tab.get("/agents").status_code == 200
    assert not any(each in tab.get("/two-factor").text for each in codes)

    other = paper.tab()
    log_in(other, "Zoe")
    assert other.post("/two-factor", code=codes[0]).location == "/console"


def test_who_is_signed_in_halfway_is_nobody_to_a_socket(paper: Newspaper) -> None:
    halfway, whole = paper.tab("Bob", is_confirmed=False), paper.tab("Bob")
    staff = paper.app.extensions["salut_staff"]
    environ = {"HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1"}
    assert staff.agent_of(environ) is None
    assert staff.agent_of({**environ, "HTTP_COOKIE": f"salut={halfway.token}"}) is None
    found = staff.agent_of({**environ, "HTTP_COOKIE": f"salut={whole.token}"})
    assert found is not None
    assert found.name == "Bob"
    agents.disable(paper.office, OPERATOR, found.id)
    assert staff.agent_of({**environ, "HTTP_COOKIE": f"salut={whole.token}"}) is None


def test_an_invitation_is_accepted_once(paper: Newspaper) -> None:
    token = agents.invite(paper.office, OPERATOR, "ivy@example.org", "Ivy", "agent", "demo").token
    tab = paper.tab()
    page = tab.get(f"/invitation/{token}")
    assert "ivy@example.org" in page.text
    short = tab.post(f"/invitation/{token}", name="Ivy Dunn", new_password="court")
    assert short.status_code == 400
    assert "Ivy Dunn" in short.text
    assert "court" not in short.text
    assert tab.post(f"/invitation/{token}", name="Ivy Dunn", new_password=NEXT).status_code == 303
    assert "Bonjour Ivy Dunn" in tab.get().text
    assert paper.tab().get(f"/invitation/{token}").status_code == 410


def test_a_house_without_staff_is_told_how_to_begin(paper: Newspaper, client: FlaskClient) -> None:
    assert "agents add" in client.get("/console/login").text
    assert "agents add" not in paper.tab().get("/login").text


def test_no_password_code_or_token_is_logged(
    paper: Newspaper, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    tab = paper.tab()
    log_in(tab, "Bob")
    used = code()
    tab.post("/two-factor", code=used)
    tab.post("/account/password", old_password=PASSWORD, new_password="court")
    held = tab.client.get_cookie("salut")
    assert held is not None
    for secret in (PASSWORD, used, held.value, "bob@example.org"):
        assert secret not in caplog.text
