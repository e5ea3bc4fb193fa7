"""The content of a file on disk, checked before anything tries to understand it."""

from __future__ import annotations

from pathlib import Path

from faq.errors import SourceUnreadableError

FILE_BYTES_MAX = 5_000_000
_SNIFFED_BYTES = 4096


def read_bytes(path: Path, name: str) -> bytes:
    """Return the bytes of a text file; raises SourceUnreadableError when it cannot be one."""
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise SourceUnreadableError(
                name, f"larger than {FILE_BYTES_MAX // 1_000_000} MB; split it"
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceUnreadableError(name, f"cannot be opened ({error.strerror})") from error
    if b"\0" in content[:_SNIFFED_BYTES] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceUnreadableError(name, "a binary file, not a page of text")
    return content


def decode(content: bytes) -> str:
    """Return the text of a plain file: UTF-8 or UTF-16 with its mark, else Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
