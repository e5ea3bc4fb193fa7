"""The pages of a site that lie on disk beside its feed or sitemap; none outside of that folder."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from faq.errors import AddressRefusedError

WEB = ("http", "https")
_SUFFIX = ".html"


def file_of(address: str, folder: Path) -> Path | None:
    """Return the file that holds an address, found by its path below the folder; None for none.

    Raises AddressRefusedError for what is no web address or path, or leads out of the folder.
    """
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise AddressRefusedError(address[:200], "no web address; mend it") from error
    if parts.scheme and parts.scheme not in WEB:
        raise AddressRefusedError(address[:200], "not an http(s) address; leave it out")
    path = unquote(parts.path).replace("\\", "/")
    if ".." in path.split("/") or "\0" in path:
        why = "it leads out of the folder; name pages below it alone"
        raise AddressRefusedError(address[:200], why)
    return _below(folder, path.strip("/"), address)


def _below(folder: Path, path: str, address: str) -> Path | None:
    candidates = [path, f"{path}{_SUFFIX}", f"{path}/index{_SUFFIX}"] if path else ["index.html"]
    for name in candidates:
        try:
            file = (folder / name).resolve()
            is_there = file.is_file()
        except (OSError, ValueError, RuntimeError):
            continue
        if is_there and not file.is_relative_to(folder.resolve()):
            why = "it leads out of the folder by a link; put the page into it"
            raise AddressRefusedError(address[:200], why)
        if is_there:
            return file
    return None
