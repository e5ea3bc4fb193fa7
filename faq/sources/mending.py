"""XML whose encoding is not what it says, or that begins with something else -> plain UTF-8."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
# References to the halves of UTF-16 pairs: libxml2 lets them in, and nothing can be done with them.
_HALF_A_CHARACTER = re.compile(
    r"&#(?:0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3])"
    r"|[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2});?"
)
_REFERENCE_CHARACTERS_MAX = 16
# Codecs that are none of text, or that make one byte many.
_SINGLE_BYTE = re.compile(r"iso8859-\d+|cp\d+|latin.*|mac-.*|koi8.*")
_MULTI_BYTE = re.compile(r"utf-16.*|utf-32.*|shift.*|euc.*|gb.*|big5.*|cp9[345]\d")
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_JUNK_CHARACTERS_MAX = 4_096


def mended(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield XML as UTF-8 without its declaration, and without what stands before that.

    What is not UTF-8 is read in the encoding that was declared, byte by byte, or in Windows-1252:
    old articles are pasted into new pages.
    """
    rest = ""
    for text in _texts(pieces):
        whole = rest + text
        begun = whole.rfind("&", max(0, len(whole) - _REFERENCE_CHARACTERS_MAX))
        end = begun if begun >= 0 else len(whole)
        rest = whole[end:]
        yield _HALF_A_CHARACTER.sub("", whole[:end]).encode("utf-8", "replace")
    yield _HALF_A_CHARACTER.sub("", rest).encode("utf-8", "replace")


def _texts(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield pieces of XML as text, the declaration left out."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece in pieces:
        if decoder is None:
            decoder = _decoder(piece)
            yield _from_declaration(decoder.decode(piece))
        else:
            yield decoder.decode(piece)
    if decoder is not None:
        yield decoder.decode(b"", final=True)


def beginning(head: bytes) -> str:
    """Return the text that an XML or HTML file begins with, however it is encoded."""
    return _decoder(head).decode(head) if head else ""


def _from_declaration(text: str) -> str:
    """Leave out the declaration, and a server's warning before it."""
    found = _DECLARATION.search(text, 0, _JUNK_CHARACTERS_MAX)
    return text[found.end() :] if found else text.lstrip()


def _decoder(head: bytes) -> codecs.IncrementalDecoder:
    declared = _declared(head)
    if _MULTI_BYTE.fullmatch(declared):
        return codecs.getincrementaldecoder(declared)(errors="replace")
    mark = next((name for mark, name in _MARKS.items() if head.startswith(mark)), "utf-8")
    if mark.startswith(("utf-16", "utf-32")):
        return codecs.getincrementaldecoder(mark)(errors="replace")
    fallback = declared if _SINGLE_BYTE.fullmatch(declared) else "cp1252"
    return codecs.getincrementaldecoder(mark)(errors=_falling_back_to(fallback))


def _declared(head: bytes) -> str:
    """Return the codec that is declared or evident from the first bytes; "" for none usable."""
    if head.startswith((b"<\0?\0", b"<\0r\0", b"<\0u\0")):
        return "utf-16-le"
    if head.startswith((b"\0<\0?", b"\0<\0r", b"\0<\0u")):
        return "utf-16-be"
    found = _DECLARED.search(head[:_JUNK_CHARACTERS_MAX])
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name if found else ""
    except LookupError:
        return ""
    # A declaration that reads as ASCII is not of UTF-16; and Latin-1 always means Windows-1252.
    return {"iso8859-1": "cp1252"}.get(name, "" if name.startswith(("utf-16", "utf-32")) else name)


@lru_cache(maxsize=32)
def _falling_back_to(codec: str) -> str:
    """Register and name what reads single bytes by a codec where they are not UTF-8."""

    def read(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        wrong = error.object[error.start : error.end]
        return wrong.decode(codec, "replace"), error.end

    name = f"salut-{codec}"
    codecs.register_error(name, read)
    return name
