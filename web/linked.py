"""Scripts of several modules joined into one, style sheets likewise, both without what only their
readers need: comments and blank space.

Nothing is built beforehand: this happens when a file is first asked for. The modules stay what they
are, ES modules that a browser runs as they stand and whose types are checked. What is joined is the
plain half of the language that we write them in; anything else is refused, by a StartupError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from web.errors import StartupError
from web.tight import bare, shortened, stands_in, tight

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("\./([\w-]+\.js)"\)')
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |let |class )", re.MULTILINE)
_EXPORTED = re.compile(r"^export (?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:function|const|let|class) (?:(\w+)|\{([^}]*)\})", re.MULTILINE
)
_REFUSED = re.compile(r"(?:(?:^|[;}\n])(?:import|export)\b[^(]|\bimport\(\"\.).{0,60}")
_SHEET = re.compile(r'^@import "\./([\w-]+\.css)"(?: (\w+))?;$', re.MULTILINE)

Modules = Mapping[Path, str]


def joined_sheet(entry: Path) -> str:
    """Join a style sheet and those that it imports, a medium's own within its medium."""

    def put_in(found: re.Match[str]) -> str:
        sheet = (entry.parent / found[1]).read_text("utf-8")
        return f"@media {found[2]} {{\n{sheet}\n}}" if found[2] else sheet

    return _SHEET.sub(put_in, entry.read_text("utf-8"))


def joined(entry: Path, *, is_module: bool = True) -> str:
    """Join a module and those that it imports, as a module or as the text of a plain script.

    What is imported keeps its name, and no two modules export the same; what a module keeps to
    itself may be called as it likes. What is imported later, by `import("./name.js")`, is asked
    for as one more file, `part` of this.
    """
    modules = _modules(entry.resolve())
    text, names = _linked(entry, entry.parent, modules, is_module=is_module)
    needed = {name for later in parts_of(entry) for name in _needed(modules, entry.parent / later)}
    if not is_module and (needed or text.startswith("import")):
        raise StartupError(f"{entry}: a plain script imports nothing")
    if needed:
        text = _LATER.sub(rf'import("./{entry.stem}/\1")', text)
        text += f"\nexport{{{','.join(sorted(needed))}}};"
    return shortened(text, names - needed)


def part(entry: Path, later: Path) -> str:
    """Give a module that is imported later, as `<entry>/<later>`; it shares what is there."""
    shared = _modules(entry.resolve())
    own = {path: text for path, text in _modules(later.resolve()).items() if path not in shared}
    text, _ = _linked(later, entry.parent / entry.stem, own)
    head = f'import{{{",".join(sorted(_needed(shared, later)))}}}from"../{entry.name}";'
    exports = ",".join(_EXPORTED.findall(own[later.resolve()]))
    return f"{head}\n{text}\nexport{{{exports}}};"


def parts_of(entry: Path) -> set[str]:
    """Name the files that a module, and those that it imports, import later."""
    modules = _modules(entry.resolve())
    return {name for text in modules.values() for name in _LATER.findall(tight(".js", text))}


def names_of(text: str) -> Iterator[str]:
    """Name what a module declares at its top."""
    for name, several in _DECLARED.findall(text):
        yield from [name] if name else re.findall(r"(\w+)\s*(?:,|$)", several.strip())


def _modules(entry: Path, importing: Collection[Path] = ()) -> Modules:
    """Give the modules beside one that it needs, in the order in which they run."""
    if entry in importing:
        raise StartupError(f"{entry} imports itself, by way of others")
    text = entry.read_text("utf-8")
    found: dict[Path, str] = {}
    for names, name in _IMPORT.findall(text):
        if " as " in names:
            raise StartupError(f"{entry}: {names.strip()}: what is imported keeps its name")
        if name.startswith("./"):
            found |= _modules((entry.parent / name).resolve(), {*importing, entry})
    return {**found, entry: text}


def _imported(text: str, beginning: str = "./") -> set[str]:
    """Name what a module imports from beside it, or from elsewhere."""
    found = (names for names, name in _IMPORT.findall(text) if name.startswith(beginning))
    return {each.strip() for names in found for each in names.split(",") if each.strip()}


def _needed(shared: Modules, later: Path) -> set[str]:
    """Name what a part takes from the script that it is a part of."""
    own = (text for path, text in _modules(later.resolve()).items() if path not in shared)
    there = {name for text in shared.values() for name in _EXPORTED.findall(text)}
    return {name for text in own for name in _imported(text)} & there


def _linked(
    entry: Path, folder: Path, modules: Modules, *, is_module: bool = True
) -> tuple[str, set[str]]:
    """Write modules one after the other; name what they share."""
    codes = {path: bare(tight(".js", text)) for path, text in modules.items()}
    texts: list[str] = []
    names: list[str] = []
    for path, text in modules.items():
        own = _EXPORT.sub("", _IMPORT.sub("", text))
        exports = _EXPORTED.findall(text)
        private = set(names_of(text)) - set(exports)
        others = [code for other, code in codes.items() if other != path]
        if not is_module or not any(stands_in(name, code) for name in private for code in others):
            names += [*exports, *private]
            texts.append(own)
        elif re.search("^export let ", text, re.MULTILINE):
            raise StartupError(f"{path}: what changes is exported from a module of its own")
        else:
            names += exports
            texts.append(_in_its_own_scope(own, exports))
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise StartupError(f"{entry}: {', '.join(twice)}: declared twice, choose another name")
    for path, text in modules.items():
        _refuse_captures(path, codes[path], set(names) - _imported(text) - set(names_of(text)))
    heads = _from_elsewhere(folder, modules)
    return "\n".join([*heads, _checked(entry, "\n".join(texts))]), set(names)


def _from_elsewhere(folder: Path, modules: Modules) -> list[str]:
    """Write the imports from other folders, as they are seen from where the text is served."""
    heads: dict[str, None] = {}
    for path, text in modules.items():
        for wanted, name in _IMPORT.findall(text):
            if not name.startswith("./"):
                address = os.path.relpath(path.parent / name, folder.resolve()).replace(os.sep, "/")
                heads[f'import{{{wanted.strip()}}}from"{address}";'] = None
    return list(heads)


def _refuse_captures(path: Path, code: str, names: set[str]) -> None:
    """Refuse a module in which a name of the browser's would become that of another module."""
    for name in names:
        declared = rf"\b(?:const|let|function|class|catch)[ (]{name}\b|[({{\[,.]{name}\b|\b{name}=>"
        if stands_in(name, code) and not re.search(declared, code):
            raise StartupError(f"{path}: {name} is exported by another module, import or rename it")


def _in_its_own_scope(text: str, exports: list[str]) -> str:
    told = f"const{{{','.join(exports)}}}=" if exports else ""
    result = f"return{{{','.join(exports)}}}" if exports else ""
    return f"{told}(()=>{{{text}\n{result}}})();"


def _checked(entry: Path, text: str) -> str:
    """Give a text without comments; refuse what would not run in it as it did in its module."""
    told = tight(".js", text)
    left = _REFUSED.search(_LATER.sub("", told))
    if left:
        raise StartupError(f"{entry}: {left[0].strip()!r} cannot be joined")
    return told
