"""RESULTS.md, written section by section: each benchmark owns what stands between its markers."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

FILE = Path(__file__).with_name("RESULTS.md")


def write_section(name: str, text: str, file: Path = FILE) -> None:
    """Put a text between the markers of a section; a new section goes to the end."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = file.read_text("utf-8") if file.is_file() else "# Results\n"
    section = f"{begin}\n{text.strip()}\n{end}"
    if begin in page and end in page:
        before, _, rest = page.partition(begin)
        page = before + section + rest.partition(end)[2]
    else:
        page = f"{page.rstrip()}\n\n{section}\n"
    file.write_text(page, encoding="utf-8")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def conditions() -> str:
    """Return what the figures were measured with."""
    return (
        f"{datetime.now(UTC).date().isoformat()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    )
