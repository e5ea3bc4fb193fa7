"""One script of several modules, and scripts and style sheets without what only their readers need.

Nothing is built beforehand: this happens when the server starts or a file is first asked for. The
modules stay what they are, ES modules with types that are checked; what can be joined is the plain
half of the language that we write them in, and all else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import rcssmin
import rjsmin

from web.errors import StartupError

_IMPORT = re.compile(r'^import \{([^}]*)\} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |let |class )", re.MULTILINE)
_LEFT = re.compile(r"(?:(?:^|[;}\n])(?:import|export)\b|\bimport\().{0,60}")
_NAMES = re.compile(
    r"^(?:export )?(?:(?:async )?function|const|let|class) (?:(\w+)|\{([^}]*)\})", re.MULTILINE
)


def tight(name: str, text: str) -> str:
    """Leave out comments, line breaks and blanks, by the suffix of a file's name."""
    if name.endswith(".css"):
        return str(rcssmin.cssmin(text))
    return str(rjsmin.jsmin(text)) if name.endswith(".js") else text


def joined(entry: Path) -> str:
    """Join a module and those that it imports into one text, in the order in which they run.

    All of them share one scope: a name of a module's own may stand in one alone, and what is
    imported keeps its name. Raises StartupError for what cannot be joined.
    """
    parts = {path: path.read_text("utf-8") for path in _in_order(entry.resolve(), ())}
    names = [name for text in parts.values() for name in names_of(text)]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise StartupError(f"{entry}: {', '.join(twice)} would be declared twice, rename one")
    text = "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts.values())
    if left := _LEFT.search(str(rjsmin.jsmin(text))):
        raise StartupError(f"{entry}: {left[0]!r} cannot be joined")
    return text


def names_of(text: str) -> Iterator[str]:
    """Name what a module declares at its top."""
    for name, several in _NAMES.findall(text):
        yield from [name] if name else re.findall(r"(\w+)\s*(?:,|$)", several.strip())


def _in_order(entry: Path, importing: tuple[Path, ...]) -> tuple[Path, ...]:
    if entry in importing:
        raise StartupError(f"{entry} imports itself by way of {importing[-1]}")
    order: dict[Path, None] = {}
    for names, name in _IMPORT.findall(entry.read_text("utf-8")):
        if " as " in names:
            raise StartupError(f"{entry}: what is imported keeps its name, not {{{names}}}")
        order |= dict.fromkeys(_in_order((entry.parent / name).resolve(), (*importing, entry)))
    return (*order, entry)
