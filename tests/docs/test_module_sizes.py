"""No module of code is long; a module that is data alone may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from . import papers

LINES_MAX = 400
SCRIPT_LINES_MAX = 160
STYLE_LINES_MAX = 250


def is_data(source: str) -> bool:
    """Tell a module that defines neither function nor class, however long its tables are."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    return not any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))


def is_too_long(source: str) -> bool:
    """Tell whether a module is over the limit for code."""
    return len(source.splitlines()) > LINES_MAX and not is_data(source)


def is_script_too_long(source: str) -> bool:
    """Tell whether a module of the browser is over its limit."""
    return len(source.splitlines()) > SCRIPT_LINES_MAX


def modules() -> Iterator[Path]:
    """Yield every module of the packages and of the tests."""
    for folder in (*papers.PACKAGES, "tests"):
        yield from papers.files(".py", below=papers.ROOT / folder)


def test_no_module_is_too_long() -> None:
    long = [papers.name_of(path) for path in modules() if is_too_long(path.read_text("utf-8"))]
    assert long == []


def test_no_module_of_the_browser_is_too_long() -> None:
    folders = [papers.ROOT / "static" / name for name in ("widget", "inbox")]
    scripts = [path for folder in folders for path in papers.files(".js", below=folder)]
    assert scripts
    long = [papers.name_of(each) for each in scripts if is_script_too_long(each.read_text("utf-8"))]
    assert long == []


def test_no_style_sheet_is_too_long() -> None:
    sheets = {
        papers.name_of(each): len(each.read_text("utf-8").splitlines())
        for each in papers.files(".css", below=papers.ROOT / "static")
    }
    assert sheets
    assert {name: lines for name, lines in sheets.items() if lines > STYLE_LINES_MAX} == {}


def test_a_long_module_would_be_seen() -> None:
    code = "def one() -> int:\n    return 1\n" + "\n" * LINES_MAX
    data = "ONE = 1\n" * (LINES_MAX + 1)
    assert is_too_long(code)
    assert not is_too_long(data)
    assert is_script_too_long("let a;\n" * (SCRIPT_LINES_MAX + 1))
    assert not is_script_too_long("let a;\n" * SCRIPT_LINES_MAX)
