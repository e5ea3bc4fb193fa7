"""An index as files: written aside and swapped whole, opened by mapping, checked by digests.

Every array is a .npy file, the entries are JSON lines with the offset at which each begins.
meta.json names the folder that they lie in, and the length and digest of each; to replace that one
small file is to swap the index. Workers that open the same files share their memory. What code made
an index is noted: code that reads text in another way does not open it.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import secrets
import shutil
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import Stemmer

from faq.acronyms import Acronyms
from faq.entry_lines import EntryLines, line_of
from faq.errors import IndexUnusableError
from faq.indexing import Parts
from faq.model import Entry
from faq.postings import FIELD_WEIGHTS, Postings, Tokens
from faq.spelling import Spelling
from faq.vocabulary import Vocabulary
from faq.wordings import Filed, Wordings

META, ENTRIES, STARTS = "meta.json", "entries.jsonl", "entries.starts"
_MAKING = (
    "acronyms", "entry_lines", "facts", "index_files", "indexing", "model", "postings", "spelling",
    "text", "vocabulary", "wordings",
)  # fmt: skip

_MADV_POPULATE_READ = 22  # Linux 5.14

Arrays = dict[str, npt.NDArray[Any]]


@cache
def making() -> str:
    """Return a digest of the code that makes an index: another one, another index."""
    digest = hashlib.sha256(f"{np.__version__} {Stemmer.version()}".encode())
    for name in _MAKING:
        digest.update(Path(__file__).with_name(f"{name}.py").read_bytes())
    return digest.hexdigest()[:16]


def write(folder: Path, entries: Sequence[Entry], parts: Parts) -> None:
    """Write an index into a folder, in place of what is there, whole or not at all."""
    data = f"data-{secrets.token_hex(8)}"
    aside = folder / f"{data}.part"
    aside.mkdir(parents=True)
    try:
        starts = _write_entries(aside / ENTRIES, entries)
        for name, array in (*_arrays(parts).items(), (STARTS, starts)):
            with (aside / f"{name}.npy").open("wb") as file:
                np.save(file, np.ascontiguousarray(array), allow_pickle=False)
                os.fsync(file.fileno())
        files = {path.name: _described(path) for path in sorted(aside.iterdir())}
        _settle(aside)
        aside.rename(folder / data)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    meta = {"making": making(), "entries": len(entries), "data": data, "files": files}
    _replace(folder / META, json.dumps(meta, indent=1))
    for other in folder.glob("data-*"):
        if other.name != data:
            shutil.rmtree(other, ignore_errors=True)


def read(folder: Path) -> tuple[Sequence[Entry], Parts]:
    """Open the index of a folder; raises IndexUnusableError with what to do."""
    try:
        meta = json.loads((folder / META).read_text("utf-8"))
        if meta["making"] != making():
            raise IndexUnusableError(f"{folder}: made by another version; build the index anew")
        data = folder / Path(meta["data"]).name
        for name, described in meta["files"].items():
            if _described(data / Path(name).name) != described:
                raise IndexUnusableError(f"{data / name}: cut or changed; build the index anew")
        return _opened(data, set(meta["files"]), int(meta["entries"]))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexUnusableError(f"{folder}: no whole index; build it anew ({error!r})") from error


def _write_entries(path: Path, entries: Sequence[Entry]) -> npt.NDArray[np.int64]:
    """Write the lines of entries; return where each begins, and where the last ends."""
    starts = np.zeros(len(entries) + 1, dtype=np.int64)
    with path.open("wb") as file:
        for number, entry in enumerate(entries, start=1):
            line = line_of(entry)
            starts[number] = starts[number - 1] + len(line)
            file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return starts


def _arrays(parts: Parts) -> Arrays:
    """Return every array of an index under the name of its file."""
    fields = {
        f"{name}.{kind}": getattr(tokens, kind)
        for name, tokens in parts.fields.items()
        for kind in ("terms", "starts")
    }
    return fields | {
        "stems": parts.stems.words,
        "words": parts.words.words,
        "spelling.keys": parts.spelling.keys,
        "spelling.owners": parts.spelling.owners,
        "sentences": parts.sentences,
        "facts": parts.facts,
        "articles": parts.articles,
        "named": parts.named,
        "postings.entries": parts.postings.entries,
        "postings.weights": parts.postings.weights,
        "postings.starts": parts.postings.starts,
        "postings.counts": parts.postings.counts,
        "asked.checksums": parts.wordings.asked.checksums,
        "asked.owners": parts.wordings.asked.owners,
        "pages.checksums": parts.wordings.pages.checksums,
        "pages.owners": parts.wordings.pages.owners,
        "asking": parts.wordings.asking,
        "acronyms.short": parts.acronyms.short,
        "acronyms.meant": parts.acronyms.meant,
    }


def _opened(data: Path, names: set[str], count: int) -> tuple[Sequence[Entry], Parts]:
    arrays = {
        name.removesuffix(".npy"): _mapped(data / name) for name in names if name.endswith(".npy")
    }
    entries = EntryLines(_mapped_bytes(data / ENTRIES), arrays[STARTS])
    if ENTRIES not in names or len(entries) != count:
        raise ValueError("files and counts do not agree")
    words = Vocabulary(arrays["words"])
    return entries, Parts(
        Vocabulary(arrays["stems"]),
        words,
        Spelling(words, arrays["spelling.keys"], arrays["spelling.owners"]),
        {name: Tokens(arrays[f"{name}.terms"], arrays[f"{name}.starts"]) for name in FIELD_WEIGHTS},
        arrays["sentences"],
        arrays["facts"],
        arrays["articles"],
        arrays["named"],
        Postings(
            arrays["postings.entries"],
            arrays["postings.weights"],
            arrays["postings.starts"],
            arrays["postings.counts"],
        ),
        Wordings(
            Filed(arrays["asked.checksums"], arrays["asked.owners"]),
            Filed(arrays["pages.checksums"], arrays["pages.owners"]),
            arrays["asking"],
        ),
        Acronyms.stored(arrays["acronyms.short"], arrays["acronyms.meant"]),
    )


def _mapped(path: Path) -> npt.NDArray[Any]:
    """Map an array, at once where the system can, so that no question waits for its pages.

    It is given as a plain array, which is quicker to slice than a memmap.
    """
    mapped: Any = np.load(path, mmap_mode="r", allow_pickle=False)
    if isinstance(mapped, np.memmap):
        with suppress(OSError, ValueError):
            cast(Any, mapped)._mmap.madvise(_MADV_POPULATE_READ)
    array: npt.NDArray[Any] = np.asarray(mapped)
    return array


def _mapped_bytes(path: Path) -> bytes | mmap.mmap:
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _described(path: Path) -> dict[str, int | str]:
    """Return the length and digest of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"bytes": path.stat().st_size, "sha256": digest}


def _replace(path: Path, text: str) -> None:
    """Put a text in place of a file, at one stroke."""
    aside = path.with_name(f"{path.name}.part")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Have a folder's names written to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
