"""docs/embedding.md names every option, call and event of the loader, and no other."""

from __future__ import annotations

import re

from . import papers

PAGE = "docs/embedding.md"
FOLDER = "static/widget/loader"


def options(script: str) -> set[str]:
    """Name the options that the loader takes."""
    found = re.search(r'for \(const name of "([^"]+)"', script)
    return set(found[1].split()) if found else set()


def calls(script: str) -> set[str]:
    """Name what the one global can do."""
    found = re.search(r"const salut = \{([^}]+)\}", script)
    return {each.strip() for each in found[1].split(",")} if found else set()


def events(script: str) -> set[str]:
    """Name the events that the page is told."""
    return {
        f"salut:{name}"
        for told in re.findall(r"emit\(([^)]*)\)", script)
        for name in re.findall(r'"(\w+)"', told)
    }


def first_column(page: str, heading: str) -> set[str]:
    """Name the code words of the first column of all tables below a heading."""
    tables = papers.sections(page)[heading].split("\n\n")
    rows = [row for table in tables for row in papers.table_rows(table)]
    return {word for row in rows for word in papers.code_words(row[0])}


def test_every_option_has_its_row_and_no_other_has_one() -> None:
    script = papers.read(f"{FOLDER}/options.js")
    assert len(options(script)) == 10
    assert first_column(papers.read(PAGE), "Options") == options(script)


def test_every_call_and_event_has_its_row() -> None:
    words = first_column(papers.read(PAGE), "From a script")
    wanted = calls(papers.read("static/widget/loader.js"))
    wanted_events = events(papers.read(f"{FOLDER}/widget.js"))
    assert {match[1] for word in words if (match := re.match(r"Salut\.(\w+)\(", word))} == wanted
    assert {word for word in words if word.startswith("salut:")} == wanted_events
    assert {"salut:ready", "salut:open", "salut:close"} < wanted_events


def test_an_option_without_a_row_would_be_seen() -> None:
    script = 'for (const name of "site volume".split(" ")) {'
    assert options(script) - first_column(papers.read(PAGE), "Options") == {"volume"}
    assert events('emit("sneeze", { count });') == {"salut:sneeze"}
    assert calls("const salut = { init, sing };") == {"init", "sing"}
