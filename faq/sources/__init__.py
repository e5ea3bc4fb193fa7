"""Where articles come from; `read` recognises what it is given.

- content.py    the bytes of a file, checked, and their text
- page.py       `read(path, name) -> Article` of one HTML file
- plain.py      `read(path, name) -> Article` of one text or Markdown file
- folder.py     `read(path, refuse, read_file) -> Iterator[Article]` of every page below a folder
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from faq.errors import SourceError, SourceMissingError, SourceUnreadableError
from faq.model import Article
from faq.sources import folder, page, plain

Refuse = Callable[[SourceError], None]


def read(location: str, refuse: Refuse) -> Iterator[Article]:
    """Yield the articles at a file or folder; `refuse` is told of each page that gives none."""
    path = Path(location)
    if not _is_there(path):
        refuse(SourceMissingError(location, "there is no such file or folder; check the path"))
    elif path.is_dir():
        yield from folder.read(path, refuse, read_file)
    else:
        try:
            yield read_file(path, path.name)
        except SourceError as error:
            refuse(error)


def _is_there(path: Path) -> bool:
    """Tell whether there is anything at a path; a name that cannot be one leads nowhere."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def read_file(path: Path, name: str) -> Article:
    """Read one file as an article whose address, where it declares none, is `name`.

    Raises SourceUnreadableError or PageWithoutTextError.
    """
    suffix = path.suffix.lower()
    if suffix in page.SUFFIXES:
        return page.read(path, name)
    if suffix in plain.SUFFIXES:
        return plain.read(path, name)
    raise SourceUnreadableError(name, "not a kind that can be read; give .html, .txt or .md files")
