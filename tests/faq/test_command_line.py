"""`python -m faq build | ask | check`, as a script calls them."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

import faq
from faq import meaning
from faq.cli import main
from faq.entries import read_entries, write_entries

from .pages import MUSEUM, write
from .town import MUSEUM_HOURS, MUSEUM_PAGE, POOL_PAGE, TOWN


@pytest.fixture(autouse=True)
def words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no installed model be loaded: it takes long and changes answers."""
    monkeypatch.setattr(meaning, "load", lambda folder="": None)


@pytest.fixture
def built(tmp_path: Path) -> str:
    """Give a file of built entries."""
    write_entries(TOWN, tmp_path / "entries.jsonl")
    return str(tmp_path / "entries.jsonl")


def test_build_writes_the_entries_and_reports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "site" / "musee.md", f"# Le musée\n\n{MUSEUM}\n")
    write(tmp_path / "site" / "vide.html", "")
    output = tmp_path / "entries.jsonl"
    assert main(["build", str(tmp_path / "site"), "-o", str(output)]) == 0
    assert [entry.answer for entry in read_entries(output)] == [MUSEUM]
    said = capsys.readouterr().out
    assert said.startswith("1 articles, 1 entries")
    assert "refused vide.html: the file is empty" in said


def test_build_reads_several_sources(tmp_path: Path, site: Path) -> None:
    other = write(tmp_path / "musee.md", f"# Le musée\n\n{MUSEUM}\n")
    output = tmp_path / "entries.jsonl"
    sources = [str(site / "abonnement.html"), str(other)]
    assert main(["build", *sources, "--output", str(output)]) == 0
    assert {entry.url for entry in read_entries(output)} == {"abonnement.html", "musee.md"}


def test_build_that_finds_nothing_fails_and_keeps_the_old_entries(
    tmp_path: Path, built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(built).read_text(encoding="utf-8")
    assert main(["build", str(tmp_path / "nulle-part"), "-o", built]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("faq: ")
    assert "nulle-part: there is no such file or folder" in captured.err
    assert Path(built).read_text(encoding="utf-8") == before


def test_build_that_cannot_write_fails_with_a_reason(
    tmp_path: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "absent" / "entries.jsonl"
    assert main(["build", str(site / "contact.html"), "-o", str(output)]) == 1
    assert capsys.readouterr().err.startswith("faq: ")


def test_build_reads_sources_of_several_kinds(
    tmp_path: Path, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write(tmp_path / "faq.csv", "question;réponse\nOù est le musée ?;Sur le quai.\n")
    sources = [str(site / "export.xml"), str(site / "feed.xml"), str(table)]
    output = tmp_path / "entries.jsonl"
    assert main(["build", *sources, "-o", str(output)]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("10 articles, ")
    assert captured.out.rstrip().endswith("0 refused")
    assert captured.err == ""
    assert "Sur le quai." in [entry.answer for entry in read_entries(output)]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["https://journal.example/feed"], "give a contact address"),
        (["https://journal.example/feed", "--contact", "x y"], "is no contact"),
        (["http://127.0.0.1/", "--contact", "a@journal.example"], "127.0.0.1"),
        (["file:///etc/passwd", "--contact", "a@journal.example"], "not an http(s) address"),
        (["https://u:p@journal.example/", "--contact", "a@b.example"], "is no host"),
    ],
)
def test_build_of_an_address_that_may_not_be_fetched_says_why(
    tmp_path: Path, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", *arguments, "-o", str(tmp_path / "e.jsonl")]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith("faq: ")
    assert reason in captured.err
    assert not (tmp_path / "e.jsonl").exists()


def test_ask_prints_the_answer_and_where_it_stands(
    built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", built, MUSEUM_HOURS.question]) == 0
    first, source = capsys.readouterr().out.splitlines()
    assert first == f"[answered 1.00] {MUSEUM_HOURS.answer}"
    assert MUSEUM_PAGE in source
    assert "s. d." in source


def test_ask_prints_suggestions(
    built: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unsure = faq.Answer("suggested", "Voulais-tu dire…", 0.4, (), ("Où ?", "Quand ?"))
    monkeypatch.setattr("faq.cli.answer", lambda index, question, page=None: unsure)
    assert main(["ask", built, "les enfants"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "[suggested 0.40] Voulais-tu dire…",
        "  ? Où ?",
        "  ? Quand ?",
    ]


def test_ask_prints_json_for_scripts(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", built, MUSEUM_HOURS.question, "--json"]) == 0
    given = json.loads(capsys.readouterr().out)
    assert (given["kind"], given["text"]) == ("answered", MUSEUM_HOURS.answer)
    assert given["sources"][0]["url"] == MUSEUM_PAGE
    assert given["sources"][0]["quote"] == MUSEUM_HOURS.answer
    assert given["suggestions"] == []
    assert given["confidence"] == 1.0


def test_ask_that_finds_nothing_is_no_failure(
    built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", built, "xyzzy", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "unknown"


@pytest.mark.parametrize("page", [MUSEUM_PAGE, POOL_PAGE])
def test_ask_heeds_the_page_being_read(
    built: str, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    index = faq.Index(TOWN, meaning="off")
    main(["ask", built, "combien coûte l’entrée ?", "--page", page, "--json"])
    given = json.loads(capsys.readouterr().out)
    expected = faq.answer(index, "combien coûte l’entrée ?", page=page)
    assert (given["kind"], given["text"]) == (expected.kind, expected.text)


@pytest.mark.parametrize("content", [None, "{", '{"id": "1"}'])
def test_ask_of_broken_entries_fails_with_a_reason(
    tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.jsonl"
    if content is not None:
        write(path, content)
    assert main(["ask", str(path), "Où ?"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"faq: {path}")
    assert "Traceback" not in captured.err


def test_check_prints_a_table_for_each_file(
    tmp_path: Path, built: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"questions": [{"q": MUSEUM_HOURS.question, "any": ["9 h à 18 h"]}], "out": ["xyzzy"]}
    one = write(tmp_path / "one.json", json.dumps(asked))
    two = write(tmp_path / "two.json", json.dumps({"questions": []}))
    assert main(["check", built, str(one), str(two)]) == 0
    first, second = capsys.readouterr().out.split("two.json")
    assert first.startswith("one.json")
    assert first.splitlines()[-2].split() == ["all", "1", "1.000", "1.000", "1.000", "0.000"]
    assert second.split()[-6:] == ["all", "0", "0.000", "0.000", "0.000", "0.000"]


@pytest.mark.parametrize("content", ["{", "[]", '{"questions": [{"q": "Où ?", "any_regex": "("}]}'])
def test_check_of_broken_questions_fails_with_a_reason(
    tmp_path: Path, built: str, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = write(tmp_path / "questions.json", content)
    assert main(["check", built, str(questions)]) == 1
    assert capsys.readouterr().err.startswith(f"faq: {questions}")


@pytest.mark.parametrize(
    "arguments", [[], ["sing"], ["build"], ["build", "site"], ["ask", "a.jsonl"], ["check"]]
)
def test_a_command_that_is_not_whole_shows_how_it_is_used(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: python -m faq" in capsys.readouterr().err


def test_the_package_runs_as_a_command(
    built: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["faq", "ask", built, "merci"])
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("faq", run_name="__main__")
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith("[smalltalk")
