"""Static files under `/static/<digest>/…`: the path changes with the content, so browsers may
keep a file for a year and never show a stale one. Our own scripts and style sheets go out without
their comments, and every text compressed.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file
from werkzeug.security import safe_join

from web.compression import compress
from web.linked import joined, joined_sheet, part, parts_of
from web.tight import tight

KEPT_FOR_EVER = "public, max-age=31536000, immutable"
TEXTS = {".css", ".js", ".svg"}
THEIRS = "vendor/"
ENTRIES = {"widget/panel.js"}
"""The scripts that documents load: joined with the modules that they import."""


def digest(folder: Path) -> str:
    """Give one short word for the names and contents of all files of a folder."""
    total = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def plain_file(folder: Path, name: str) -> Path | None:
    """Find a file below a folder; nothing outside of it, nothing hidden, no folder."""
    joined = safe_join(str(folder), name)
    if joined is None or any(part.startswith(".") for part in name.split("/")) or "\0" in name:
        return None
    path = Path(joined).resolve()
    try:
        return path if path.is_file() and path.is_relative_to(folder.resolve()) else None
    except OSError:  # no file has so long a name
        return None


def address_maker(version: str) -> Callable[[str], str]:
    """Give the function by which templates turn a file's path into its URL."""
    return lambda path: f"/static/{version}/{path}"


def blueprint(folder: Path, version: str) -> Blueprint:
    """Serve the folder; under an older digest too, but then nobody keeps it."""
    routes = Blueprint("assets", __name__)
    texts = text_names(folder)
    content = cache(partial(text_of, folder))

    @routes.get("/static/<wanted>/<path:name>")
    def static_file(wanted: str, name: str) -> Response:
        if name in texts:
            response = text_response(content(name), name)
        elif (path := plain_file(folder, name)) is not None:
            response = send_file(path, conditional=True, etag=True)
        else:
            abort(404)
        response.headers["Cache-Control"] = KEPT_FOR_EVER if wanted == version else "no-cache"
        return response

    return routes


def text_response(content: bytes, name: str) -> Response:
    """Serve a text, compressed for those who can read it so."""
    response = Response(content, mimetype=mimetypes.guess_type(name)[0])
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    compress(response).make_conditional(request)
    return response


def text_names(folder: Path) -> set[str]:
    """Name the texts that are served: the files, and the parts that an entry loads later."""
    files = (path for path in folder.rglob("*") if path.suffix in TEXTS)
    parts = {f"{entry[:-3]}/{name}" for entry in ENTRIES for name in parts_of(folder / entry)}
    return parts | {path.relative_to(folder).as_posix() for path in files}


def text_of(folder: Path, name: str) -> bytes:
    """Give a text as it goes out: joined with what it imports, and tight."""
    path = folder / name
    entry = path.parent.with_suffix(".js")
    if name in ENTRIES:
        return joined(path).encode()
    if not path.is_file():
        return part(entry, entry.parent / path.name).encode()
    text = joined_sheet(path) if path.suffix == ".css" else path.read_text("utf-8")
    return (text if name.startswith(THEIRS) else tight(name, text)).encode()
