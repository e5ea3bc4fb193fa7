"""Each top folder has a short README; hooks call pinned tools only; the licence is MIT."""

from __future__ import annotations

import yaml

from . import papers

README_LINES_MIN, README_LINES_MAX = 3, 8
TOOLS = {"ruff check", "ruff format", "mypy", "lint-imports"}


def readme_faults(folder: str, text: str) -> list[str]:
    """Tell what a folder's README lacks."""
    lines = [line for line in text.splitlines() if line.strip()]
    found = [] if README_LINES_MIN <= len(lines) <= README_LINES_MAX else ["length"]
    return found if lines[:1] == [f"# {folder}/"] else [*found, "title"]


def foreign_hooks(configuration: str) -> list[str]:
    """Name the hooks that would download something or call a tool that is not in .venv."""
    return [
        hook["id"]
        for repository in yaml.safe_load(configuration)["repos"]
        for hook in repository["hooks"]
        if repository["repo"] != "local"
        or hook.get("language") != "system"
        or not hook.get("entry", "").startswith(".venv/bin/")
    ]


def test_every_top_folder_has_a_short_readme() -> None:
    found = {
        each: readme_faults(each, papers.read(f"{each}/README.md")) for each in papers.top_folders()
    }
    assert {folder: faults for folder, faults in found.items() if faults} == {}


def test_a_long_readme_would_be_seen() -> None:
    assert readme_faults("chat", "# chat/\n\n" + "word\n" * 20) == ["length"]
    assert readme_faults("chat", "# Talk\n\none\n\ntwo\n") == ["title"]


def test_hooks_call_the_pinned_tools() -> None:
    configuration = papers.read(".pre-commit-config.yaml")
    assert foreign_hooks(configuration) == []
    assert {tool for tool in TOOLS if f".venv/bin/{tool}" in configuration} == TOOLS


def test_a_foreign_hook_would_be_seen() -> None:
    configuration = """
    repos:
      - repo: https://www.example.org/hooks
        hooks: [{id: far, language: system, entry: .venv/bin/far}]
      - repo: local
        hooks:
          - {id: near, language: system, entry: .venv/bin/near}
          - {id: loose, language: python, entry: loose}
    """
    assert foreign_hooks(configuration) == ["far", "loose"]


def test_the_licence_is_mit() -> None:
    licence = papers.read("LICENSE").splitlines()
    assert licence[0] == "MIT License"
    assert licence[2] == "Copyright (c) 2026 The Salut authors"
