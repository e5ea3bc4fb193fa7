"""The project's files and papers as text: which there are, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("faq", "store", "chat", "web")

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^(#{1,6}) (.+)$")


def ignored_names() -> set[str]:
    """Name the folders that git leaves out."""
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    return {line.strip("/") for line in lines if line.endswith("/")}


def top_folders() -> list[str]:
    """List the folders of the checkout that anyone sees."""
    return sorted(
        path.name
        for path in ROOT.iterdir()
        if path.is_dir() and not path.name.startswith(".") and path.name not in ignored_names()
    )


def files(*suffixes: str, below: Path = ROOT) -> Iterator[Path]:
    """Yield the project's own files, those of the tools and of run time left out."""
    for path in sorted(below.iterdir()):
        if path.name in ignored_names() | {".git"}:
            continue
        if path.is_dir():
            yield from files(*suffixes, below=path)
        elif not suffixes or path.suffix in suffixes:
            yield path


def name_of(path: Path) -> str:
    """Name a file as the papers do."""
    return path.relative_to(ROOT).as_posix()


def read(name: str) -> str:
    """Read a file of the project."""
    return (ROOT / name).read_text("utf-8")


def fences(text: str, language: str) -> list[str]:
    """List what stands in the fenced blocks of one language."""
    return [body for kind, body in _FENCE.findall(text) if kind == language]


def without_fences(text: str) -> str:
    """Leave out fenced blocks."""
    return _FENCE.sub("", text)


def sections(text: str) -> dict[str, str]:
    """Map each heading, code marks left out, to what stands below it before the next heading."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.match(line)
        if heading:
            lines = found.setdefault(heading.group(2).replace("`", "").strip(), [])
        else:
            lines.append(line)
    return {heading: "\n".join(body) for heading, body in found.items()}


def table_rows(text: str) -> list[list[str]]:
    """List the cells of the first table of a text, its head left out."""
    rows: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif rows:
            break
    return rows[2:]


def code_words(cell: str) -> list[str]:
    """List what stands between code marks."""
    return re.findall(r"`([^`]+)`", cell)
