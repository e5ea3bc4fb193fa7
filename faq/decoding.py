"""The bytes of a web page -> its text, whatever they say of their own encoding.

What reads as UTF-8 is UTF-8, for hardly anything else does. After that a page is believed what it
declares, unless most of it is UTF-8 all the same; bytes that fit nowhere are Windows-1252, as
pages that were put together from several sources have them.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
# https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
_DECLARED_BYTES = 4096
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# The encodings of the web, by the names that Python gives them: no UTF-7, no punycode.
_WEB = re.compile(r"iso8859|cp(?:125\d|874|866|932|949|950)$|koi8|mac-|gb|big5|euc_|shift_jis|hz$")
_LATIN = frozenset({"iso8859-1", "cp1252"})

_ESCAPED = re.compile("[\udc80-\udcff]")
_SPREAD = re.compile("[^\x00-\x7f\udc80-\udcff]")
_MENDED = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", errors="replace") for byte in range(0x80, 0x100)
}

_BINARY_BYTES = 4096
_BINARY_SHARE = 0.1
_BINARY_HEADS = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"ID3",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
)
_CONTROL = bytes(byte for byte in range(0x20) if byte not in b"\t\n\f\r\x1b")


def is_binary(content: bytes) -> bool:
    """Tell an image, an archive or noise from a page; a few stray NUL bytes are no sign of one."""
    if content.startswith(_BINARY_HEADS):
        return True
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return False
    head = content[:_BINARY_BYTES]
    return len(head) - len(head.translate(None, _CONTROL)) > _BINARY_SHARE * len(head)


def decoded(content: bytes) -> str:
    """Return the text of a page; never raises, and holds no surrogates."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _undecided(content)


def _undecided(content: bytes) -> str:
    """Return the text of what is not UTF-8 throughout."""
    escaped = content.decode("utf-8", errors="surrogateescape")
    is_mostly_utf8 = len(_SPREAD.findall(escaped)) > len(_ESCAPED.findall(escaped))
    encoding = _declared(content)
    if is_mostly_utf8 or encoding in _LATIN:
        return escaped.translate(_MENDED)
    return content.decode(encoding, errors="replace")


def _declared(content: bytes) -> str:
    """Return the encoding that a page declares and that may be; else Windows-1252."""
    found = _DECLARED.search(content[:_DECLARED_BYTES])
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name if found else ""
    except (LookupError, UnicodeDecodeError):
        name = ""
    return name if _WEB.match(name) else "cp1252"
