"""docs/architecture.md names every folder; a package's docstring names each module once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from . import papers

_ITEM = re.compile(r"^- (?P<names>[\w./]+(?:, [\w./]+)*)(?::| {2,})", re.MULTILINE)


def folders_named(page: str) -> set[str]:
    """Name the folders in the table of folders."""
    rows = papers.table_rows(papers.sections(page)["Folders"])
    return {row[0].strip("`/") for row in rows}


def paths_named(page: str) -> set[str]:
    """Name every `folder/…` and `file.suffix` that a page puts between code marks."""
    words = papers.code_words(papers.without_fences(page))
    return {
        word for word in words if re.fullmatch(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(py|toml|txt)", word)
    }


def modules_named(docstring: str) -> list[str]:
    """List what the items of a docstring name, in order, suffixes left out."""
    items = [found["names"].split(", ") for found in _ITEM.finditer(docstring)]
    return [name.removesuffix(".py").strip("/") for names in items for name in names]


def modules_of(folder: Path) -> list[str]:
    """List the modules and packages in a folder, but for `__init__` and `__main__`."""
    modules = [path.stem for path in folder.glob("*.py") if not path.stem.startswith("__")]
    return sorted(modules + [path.parent.name for path in folder.glob("*/__init__.py")])


def differences(named: Sequence[str], there: Iterable[str]) -> list[str]:
    """Tell what is named twice, named and not there, or there and not named."""
    twice = [f"twice: {each}" for each in sorted(set(named)) if named.count(each) > 1]
    gone = [f"not there: {each}" for each in sorted(set(named) - set(there))]
    new = [f"not named: {each}" for each in sorted(set(there) - set(named))]
    return twice + gone + new


def test_every_top_folder_is_named_and_no_other() -> None:
    named = folders_named(papers.read("docs/architecture.md"))
    assert differences(sorted(named), papers.top_folders()) == []


def test_every_path_on_the_page_exists() -> None:
    named = paths_named(papers.read("docs/architecture.md"))
    assert "store/migrations/versions/" in named
    assert [path for path in sorted(named) if not (papers.ROOT / path).exists()] == []


@pytest.mark.parametrize("package", papers.PACKAGES)
def test_a_packages_docstring_names_each_module_once(package: str) -> None:
    docstring = ast.get_docstring(ast.parse(papers.read(f"{package}/__init__.py"))) or ""
    assert differences(modules_named(docstring), modules_of(papers.ROOT / package)) == []


def test_a_wrong_list_of_modules_would_be_seen() -> None:
    docstring = """Do this.

    - model.py     the nouns: Article, Entry
    - language/    what is known
    - api, health: routes
    - api: again
    """
    named = modules_named("\n".join(line.strip() for line in docstring.splitlines()))
    assert named == ["model", "language", "api", "health", "api"]
    assert differences(named, ["api", "health", "model", "text"]) == [
        "twice: api",
        "not there: language",
        "not named: text",
    ]


def test_a_folder_that_is_not_named_would_be_seen() -> None:
    page = "## Folders\n\n| folder | what |\n| --- | --- |\n| `chat/` | rules |\n"
    assert "not named: faq" in differences(sorted(folders_named(page)), papers.top_folders())


def test_a_path_that_is_gone_would_be_seen() -> None:
    assert paths_named("Look at `web/gone.py`, not at `faq.answer`.") == {"web/gone.py"}
