"""The loader: one script that publishers put on their pages, made when the server starts.

It has an address that never changes, and one that changes with its bytes, to be kept for a year
and checked by the browser. Every loader that was ever served under such an address is kept in the
instance folder: a page that names an old one goes on working.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from markupsafe import escape

from web.errors import StartupError
from web.linked import joined
from web.tight import tight
from web.translations import Translations

FOLDER = "loaders"
DIGEST = re.compile(r"[0-9a-f]{32}")
WORDS = ("open", "ask", "unavailable")

log = logging.getLogger(__name__)

_LAUNCHER = re.compile(r"/\* launcher \*/(.*?)/\* end launcher \*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]+);")


@dataclass(frozen=True, slots=True)
class Loader:
    """The bytes that are served, the same for every visitor."""

    script: bytes

    @property
    def digest(self) -> str:
        """Give the word that stands in the address of these bytes."""
        return hashlib.sha256(self.script).hexdigest()[:32]

    @property
    def path(self) -> str:
        """Give the address under which these bytes never change."""
        return f"/widget/{self.digest}/loader.js"

    @property
    def integrity(self) -> str:
        """Give what a page may have its browser check, as the attribute of that name."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.script).digest()).decode()}"

    def tag(self, options: Mapping[str, str], chat: str, *, versioned: bool) -> str:
        """Give the script tag for a page, with the origin of the chat; see docs/embedding.md."""
        told = "".join(f' data-{name}="{escape(value)}"' for name, value in options.items())
        address, checked = "/widget.js", ""
        if versioned:
            address = self.path
            checked = f' integrity="{self.integrity}" crossorigin="anonymous"'
        return f'<script async src="{escape(chat)}{address}"{checked}{told}></script>'


def make(folder: Path, translations: Translations) -> Loader:
    """Join the modules, and put style and words in."""
    style = tight(".css", tokens((folder / "tokens.css").read_text("utf-8")))
    style += tight(".css", (folder / "launcher.css").read_text("utf-8"))
    words = {locale: _words(locale, translations) for locale in translations.locales}
    script = joined(folder / "loader.js", is_module=False)
    for placeholder, value in (("__SALUT_STYLE__", style), ("__SALUT_STRINGS__", words)):
        literal = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        script = script.replace(f'"{placeholder}"', literal)
    whole = f'(()=>{{try{{{script}}}catch(error){{console.warn("Salut:",error)}}}})();'
    return Loader(tight(".js", whole).encode())


def tokens(sheet: str) -> str:
    """Give the launcher's colours of tokens.css, light and dark of each in one declaration."""
    found = _LAUNCHER.search(sheet)
    colours: dict[str, list[str]] = {}
    for name, colour in _TOKEN.findall(found[1] if found else ""):
        if colour not in colours.setdefault(name, []):
            colours[name].append(colour)
    if not colours or any(len(each) != 2 for each in colours.values()):
        raise StartupError("tokens.css: each colour of the launcher has to be said light and dark")
    told = (f"{name}:light-dark({light},{dark})" for name, (light, dark) in colours.items())
    return f":host{{{';'.join(told)}}}"


def keep(loader: Loader, instance: Path) -> None:
    """Keep a loader in the instance folder, for the pages that name it by its digest."""
    path = _kept_path(instance, loader.digest)
    try:
        path.parent.mkdir(exist_ok=True)
        if not path.is_file():
            unfinished = path.with_suffix(f".{os.getpid()}")
            unfinished.write_bytes(loader.script)
            unfinished.replace(path)
    except OSError as error:
        log.warning("%s is not kept for pages that name it: %s", path, error.strerror or error)


def kept(instance: Path, digest: str) -> Loader | None:
    """Find the loader that was served under a digest; None if there was none."""
    if not DIGEST.fullmatch(digest):
        return None
    try:
        found = Loader(_kept_path(instance, digest).read_bytes())
    except OSError:
        return None
    return found if found.digest == digest else None


def _kept_path(instance: Path, digest: str) -> Path:
    return instance / FOLDER / f"{digest}.js"


def _words(locale: str, translations: Translations) -> dict[str, str]:
    own = translations.section(locale, "launcher")
    is_mirrored = translations.direction(locale) == "rtl"
    return {each: own[each] for each in WORDS} | ({"direction": "rtl"} if is_mirrored else {})
