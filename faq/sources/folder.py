"""Every page below a folder, in the order of their names; one bad page never stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from faq.errors import AddressRefusedError, SourceError, SourceMissingError
from faq.sources import page, plain
from faq.sources.content import Content, name_of
from faq.sources.opening import Visit
from faq.sources.visit import Found, read_page

PAGE_SUFFIXES = page.SUFFIXES | plain.SUFFIXES


def read(path: Path, visit: Visit) -> Iterator[Found]:
    """Yield each page below the folder; its address is its path from there."""
    files = [p for p in sorted(path.rglob("*")) if _is_page(p, path)]
    if not files:
        why = "the folder holds no .html, .txt or .md page"
        visit.refuse(SourceMissingError(str(path), why))
    visit.tally.expect(len(files))
    for file in files:
        name = name_of(file.relative_to(path))
        try:
            _check_place(file, name, path)
            yield read_page(Content(name, file), visit)
        except SourceError as error:
            visit.refuse(error)
            visit.tally.done(name)


def _check_place(file: Path, name: str, folder: Path) -> None:
    """Refuse a link to what nobody has put into the folder; raises AddressRefusedError."""
    if not file.resolve().is_relative_to(folder.resolve()):
        why = "it leads out of the folder by a link; put the page into it"
        raise AddressRefusedError(name, why)


def _is_page(path: Path, folder: Path) -> bool:
    """Tell a page from assets, hidden files and the folder's own README."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return (
        path.is_file()
        and not hidden
        and path.stem.upper() != "README"
        and path.suffix.lower() in PAGE_SUFFIXES
    )
