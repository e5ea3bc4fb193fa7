"""Static files under `/static/<digest>/…`: the path changes with the content, so browsers may
keep a file for a year and never show a stale one. Our own scripts and style sheets go out without
their comments, and every text compressed.
"""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file
from werkzeug.security import safe_join

from web.compression import compress
from web.linked import tight

KEPT_FOR_EVER = "public, max-age=31536000, immutable"
TEXTS = {".css", ".js", ".svg"}
THEIRS = "vendor"


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

    @routes.get("/static/<wanted>/<path:name>")
    def static_file(wanted: str, name: str) -> Response:
        path = plain_file(folder, name)
        if path is None:
            abort(404)
        if path.suffix in TEXTS:
            response = text_response(path)
        else:
            response = send_file(path, conditional=True, etag=True)
        response.headers["Cache-Control"] = KEPT_FOR_EVER if wanted == version else "no-cache"
        return response

    return routes


def text_response(path: Path) -> Response:
    """Serve a text as it goes out: tight, and compressed for those who can read it."""
    content = _content(path, path.stat().st_mtime_ns)
    response = Response(content, mimetype=mimetypes.guess_type(path.name)[0])
    response.set_etag(hashlib.sha256(content).hexdigest()[:32])
    compress(response).make_conditional(request)
    return response


@lru_cache(256)
def _content(path: Path, _changed_ns: int) -> bytes:
    text = path.read_text("utf-8")
    return (text if THEIRS in path.parts else tight(path.name, text)).encode()
