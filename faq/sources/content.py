"""The content of a file on disk or of a web address, checked before anything tries to read it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO

from faq.errors import ContentTooLargeError, SourceUnreadableError
from faq.inflate import PIECE_BYTES, inflated

FILE_BYTES_MAX = 5_000_000
HEAD_BYTES = 65_536
_SNIFFED_BYTES = 4096
# How Python shows bytes of a file's name that are no UTF-8.
_STRAY = re.compile("[\udc80-\udcff]")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Content:
    """What stands at a location: a file on disk, or bytes that came from `url`.

    `name` names it in refusals, and is the address of an article that declares none.
    """

    name: str
    path: Path | None = None
    data: bytes = b""
    url: str = ""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case, that of a packed file left out."""
        name = (self.path.name if self.path else self.name.partition("?")[0]).lower()
        return Path(name.removesuffix(".gz")).suffix

    def head(self) -> bytes:
        """Return the first bytes, unpacked; raises SourceError."""
        stream = self.stream(FILE_BYTES_MAX)
        try:
            return stream.read(HEAD_BYTES)
        except ContentTooLargeError:
            return b""
        finally:
            stream.close()

    def read(self, bytes_max: int = FILE_BYTES_MAX) -> bytes:
        """Return all of it, unpacked; raises SourceError when it is larger than `bytes_max`."""
        if self.path and self._size() > bytes_max:
            raise ContentTooLargeError(self.name, _too_large(bytes_max))
        return b"".join(self.pieces(bytes_max))

    def stream(self, bytes_max: int) -> BinaryIO:
        """Open it as a stream of what it holds, unpacked; reading raises SourceError."""
        return stream_of(self.pieces(bytes_max))

    def pieces(self, bytes_max: int) -> Iterator[bytes]:
        """Yield what it holds piece by piece, unpacked; raises SourceError over `bytes_max`."""
        packed = self._file() if self.path else self._data()
        first = next(packed, b"")
        kind = "gzip" if first.startswith(_GZIP) else ""
        yield from inflated(_after(first, packed), kind, bytes_max, self.name)

    def _data(self) -> Iterator[bytes]:
        for at in range(0, len(self.data), PIECE_BYTES):
            yield self.data[at : at + PIECE_BYTES]

    def _file(self) -> Iterator[bytes]:
        try:
            if not self.path or not self.path.exists():
                raise FileNotFoundError(2, "No such file or directory")
            if not self.path.is_file():
                raise OSError(0, "it is a pipe or a device, not a file")
            with self.path.open("rb") as file:
                while piece := file.read(PIECE_BYTES):
                    yield piece
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise SourceUnreadableError(self.name, f"cannot be opened ({why})") from error

    def _size(self) -> int:
        try:
            return self.path.stat().st_size if self.path else len(self.data)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise SourceUnreadableError(self.name, f"cannot be opened ({why})") from error


class _Pieces(io.RawIOBase):
    """Pieces of bytes as a stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # as io calls it
        """Fill the buffer with what comes next; 0 at the end."""
        while not self._rest:
            following = next(self._pieces, None)
            if following is None:
                return 0
            self._rest = following
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


def name_of(path: PurePath) -> str:
    """Return the name of a file as text; a byte that is none is written as addresses write it."""
    return _STRAY.sub(lambda found: f"%{ord(found[0]) - 0xDC00:02X}", path.as_posix())


def stream_of(pieces: Iterator[bytes]) -> BinaryIO:
    """Return pieces of bytes as a stream."""
    return io.BufferedReader(_Pieces(pieces), PIECE_BYTES)


def _after(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _too_large(bytes_max: int) -> str:
    return f"larger than {bytes_max // 1_000_000} MB; split it"


def text_bytes(content: Content) -> bytes:
    """Return the bytes of a text; raises SourceError when they are too many or cannot be one."""
    found = content.read()
    if b"\0" in found[:_SNIFFED_BYTES] and not found.startswith(_MARKS):
        raise SourceUnreadableError(content.name, "a binary file, not a page of text")
    return found


def decode(content: bytes) -> str:
    """Return the text of a plain file: UTF-8 or UTF-16 with its mark, else Windows-1252."""
    if content.startswith(_MARKS):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
