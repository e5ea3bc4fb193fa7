"""The operator's commands: the first admin, a link, a phone that is lost, the chain checked."""

from __future__ import annotations

from .office import PASSWORD, Newspaper


def run(paper: Newspaper, *arguments: str, typed: str = "") -> tuple[int, str]:
    result = paper.app.test_cli_runner().invoke(args=list(arguments), input=typed)
    return result.exit_code, result.output


def test_the_first_admin_types_a_password_twice(paper: Newspaper) -> None:
    add = ("agents", "add", "ZOE@example.org", "--name", "Zoé", "--role", "admin")
    code, told = run(paper, *add, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (code, PASSWORD in told) == (0, False)
    assert paper.agent("Zoe").roles == {"*": "admin"}
    tab = paper.tab()
    tab.get("/login")
    assert tab.post("/login", email="zoe@example.org", password=PASSWORD).status_code == 303


def test_two_passwords_that_differ_are_asked_for_again(paper: Newspaper) -> None:
    add = ("agents", "add", "zoe@example.org", "--name", "Zoé", "--role", "admin")
    code, told = run(paper, *add, typed=f"{PASSWORD}\nother\n{PASSWORD}\n{PASSWORD}\n")
    assert (code, "do not match" in told) == (0, True)


def test_a_link_is_printed_for_who_is_invited(paper: Newspaper) -> None:
    add = ("agents", "add", "ivy@example.org", "--name", "Ivy", "--role", "agent")
    code, told = run(
        paper, *add, "--site", "demo", "--invite", "--address", "https://chat.example.org/"
    )
    assert code == 0
    assert told.startswith("https://chat.example.org/console/invitation/")
    path = told.strip().removeprefix("https://chat.example.org/console")
    assert paper.tab().get(path).status_code == 200


def test_who_is_known_is_given_the_role(paper: Newspaper) -> None:
    add = ("agents", "add", "alice@example.org", "--name", "Alice", "--role", "viewer")
    assert run(paper, *add, "--site", "journal") == (0, "alice@example.org: viewer on journal\n")
    assert paper.agent("Alice").roles == {"demo": "agent", "journal": "viewer"}


def test_the_staff_is_listed_without_a_secret(paper: Newspaper) -> None:
    _, told = run(paper, "agents", "list")
    assert "bob@example.org\tBob\tactive\tdemo:admin\ttwo-factor" in told.splitlines()
    assert "alice@example.org\tAlice\tactive\tdemo:agent\tpassword" in told.splitlines()
    assert "argon2" not in told


def test_somebody_is_cut_off_and_let_in_again(paper: Newspaper) -> None:
    alice = paper.tab("Alice")
    assert run(paper, "agents", "disable", "Alice@example.org")[0] == 0
    assert alice.get().location == "/console/login"
    assert run(paper, "agents", "enable", "alice@example.org")[1] == "alice@example.org: active\n"


def test_a_lost_phone_and_a_lost_password_are_helped(paper: Newspaper) -> None:
    assert run(paper, "agents", "reset-two-factor", "bob@example.org")[0] == 0
    assert not paper.agent("Bob").has_second_factor
    code, link = run(paper, "agents", "link", "bob@example.org")
    assert code == 0
    assert paper.tab().get(link.strip().partition("/console")[2]).status_code == 200


def test_the_chain_is_checked(paper: Newspaper) -> None:
    code, told = run(paper, "audit", "verify")
    assert (code, "whole" in told) == (0, True)
    with paper.office.database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql("DROP TRIGGER audit_no_delete")
        connection.exec_driver_sql("DELETE FROM audit WHERE number = 3")
    assert run(paper, "audit", "verify") == (1, "broken at line 4 of 5\n")


def test_what_is_wrong_is_told(paper: Newspaper) -> None:
    add = ("agents", "add")
    for arguments, told in [
        ((*add, "zoe", "--name", "Zoé", "--role", "admin", "--invite"), "email"),
        ((*add, "z@example.org", "--name", " ", "--role", "admin", "--invite"), "name"),
        ((*add, "z@example.org", "--name", "Z", "--role", "owner"), "--role"),
        ((*add, "z@example.org", "--name", "Z", "--role", "admin", "--site", "x", "--invite"), "x"),
        (("agents", "disable", "z@example.org"), "agents list"),
    ]:
        code, output = run(paper, *arguments)
        assert code != 0
        assert told in output
    code, output = run(
        paper, *add, "z@example.org", "--name", "Z", "--role", "admin", typed="court\ncourt\n"
    )
    assert (code != 0, "12 characters" in output) == (True, True)
