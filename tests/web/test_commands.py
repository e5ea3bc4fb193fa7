"""The command line: import articles, add and list sites."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from chat import refreshing
from store import entries

TEXT = "Le musée de la mer ouvre chaque jour de 9 h à 18 h, sauf le lundi. " * 3
SITE = ["--name", "Le Journal", "--base-url", "https://www.example.org/"]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "musee.txt").write_text(f"Le musée de la mer\n\n{TEXT}")
    (tmp_path / "vide.html").write_text("")
    return tmp_path


def stored(app: Flask, site: str) -> list[str]:
    with app.extensions["salut"].database.read() as session:
        return [entry.url for entry in entries.published(session, site)]


def test_a_site_is_added_listed_and_filled(
    app: Flask, runner: FlaskCliRunner, articles: Path
) -> None:
    added = runner.invoke(
        args=["sites", "add", "journal", *SITE, "--origin", "https://www.example.org"]
    )
    assert (added.exit_code, 'data-site="journal"' in added.output) == (0, True)
    assert "journal\tLe Journal" in runner.invoke(args=["sites", "list"]).output

    dry = runner.invoke(args=["faq", "import", str(articles), "--site", "journal", "--dry-run"])
    assert (dry.exit_code, "nothing was stored" in dry.output) == (0, True)
    assert stored(app, "journal") == []

    done = runner.invoke(args=["faq", "import", str(articles), "--site", "journal"])
    assert done.exit_code == 0
    assert "refused vide.html" in done.output
    assert stored(app, "journal") == ["https://www.example.org/musee.txt"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["sites", "add", "demo", *SITE], "choose another key"),
        (["sites", "add", "Bad Key", *SITE], "key"),
        (["sites", "add", "x", *SITE, "--origin", "https://a.example/path"], "origin"),
        (["sites", "add", "x", *SITE, "--locale", "xx"], "--locale"),
        (["sites", "add", "x", "--name", "X", "--base-url", "ftp://x"], "address"),
        (["faq", "import", "nowhere", "--site", "demo"], "check the path"),
        (["faq", "import", ".", "--site", "nowhere"], "no site"),
    ],
)
def test_what_is_wrong_is_told(runner: FlaskCliRunner, options: list[str], told: str) -> None:
    result = runner.invoke(args=options)
    assert result.exit_code != 0
    assert told in result.output


def test_the_settings_are_printed(runner: FlaskCliRunner) -> None:
    assert "| `SALUT_INSTANCE` |" in runner.invoke(args=["docs", "settings"]).output


def test_sources_are_listed_refreshed_examined_and_forgotten(
    app: Flask, runner: FlaskCliRunner, articles: Path
) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = runner.invoke(args=["faq", *arguments])
        return result.exit_code, result.output

    runner.invoke(args=["sites", "add", "gazette", *SITE])
    assert run("doctor", "--site", "gazette")[0] == 1
    assert run("import", str(articles), "--site", "gazette")[0] == 0
    assert run("sources", "--site", "gazette")[1].startswith(f"{articles}\t20")

    (articles / "vide.html").unlink()
    (articles / "phare.txt").write_text(f"Le phare\n\n{TEXT.replace('musée', 'phare')}")
    code, told = run("refresh", "--site", "gazette")
    assert (code, told.splitlines()[0]) == (
        0,
        "gazette: 1 new, 0 changed, 1 unchanged, 0 withdrawn, 0 refused",
    )
    code, told = run("doctor", "--site", "gazette")
    assert (code, "Articles without a date: 2" in told, "vide.html" in told) == (1, True, False)

    assert run("forget", str(articles), "--site", "gazette")[0] == 0
    assert stored(app, "gazette") == []
    assert run("forget", str(articles), "--site", "gazette")[0] == 1
    assert run("sources", "--site", "nowhere")[0] == 1


def test_a_web_source_needs_a_contact_and_says_so(runner: FlaskCliRunner) -> None:
    source = "https://www.example.org/sitemap.xml"
    told = runner.invoke(args=["faq", "import", source, "--site", "demo"]).output
    assert "give a contact address" in told
    wrong = ["faq", "import", source, "--site", "demo", "--contact", "no one"]
    assert "is no contact" in runner.invoke(args=wrong).output


@pytest.mark.parametrize("command", ["import", "refresh"])
def test_an_interruption_says_what_to_do(
    runner: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(refreshing, "gather", interrupted)
    monkeypatch.setattr(refreshing, "compose", interrupted)
    sources = ["examples/news-site"] if command == "import" else []
    result = runner.invoke(args=["faq", command, *sources, "--site", "demo"])
    assert result.exit_code == 130
    assert "Start it again" in result.output
