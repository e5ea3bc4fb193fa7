"""Every page below a folder, in the order of their names; one bad page never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from faq.errors import SourceError, SourceMissingError
from faq.model import Article
from faq.sources import page, plain

PAGE_SUFFIXES = page.SUFFIXES | plain.SUFFIXES


def read(
    path: Path, refuse: Callable[[SourceError], None], read_file: Callable[[Path, str], Article]
) -> Iterator[Article]:
    """Yield an article for each page below the folder; its address is its path from there."""
    pages = [p for p in sorted(path.rglob("*")) if _is_page(p, path)]
    if not pages:
        refuse(SourceMissingError(str(path), "the folder holds no .html, .txt or .md page"))
    for file in pages:
        name = file.relative_to(path).as_posix()
        try:
            yield read_file(file, name)
        except SourceError as error:
            refuse(error)


def _is_page(path: Path, folder: Path) -> bool:
    """Tell a page from assets, hidden files and the folder's own README."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return (
        path.is_file()
        and not hidden
        and path.stem.upper() != "README"
        and path.suffix.lower() in PAGE_SUFFIXES
    )
