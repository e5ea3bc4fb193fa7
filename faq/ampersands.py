"""What an ampersand begins in XML that is not quite XML, made safe to read.

XML knows no `&eacute;`, a bare `&` is a fault, and after the first fault libxml2 loses all that is
not a number, `&lt;` too. So everything becomes a number.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from html.entities import html5

_CDATA_START, _CDATA_END = b"<![CDATA[", b"]]>"
_CDATA_MARK = re.compile(rb"(<!\[CDATA\[|\]\]>)")
_AMPERSAND = re.compile(
    rb"&(?!#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};)(?:([A-Za-z][A-Za-z0-9]{0,31});)?"
)
# What a piece may end in the middle of.
_BEGUN = re.compile(
    rb"(?:&[#A-Za-z0-9]{0,33}|\]{1,2}|<(?:!(?:\[(?:C(?:D(?:A(?:T(?:A)?)?)?)?)?)?)?)\Z"
)
_BEGUN_BYTES_MAX = 34


def numbered(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Write every `&` of an XML text as a number, but in CDATA, where it stands for itself."""
    rest, is_cdata = b"", False
    for piece in pieces:
        whole = rest + piece
        begun = _BEGUN.search(whole, max(0, len(whole) - _BEGUN_BYTES_MAX))
        end = begun.start() if begun else len(whole)
        rest = whole[end:]
        is_cdata = yield from _parts(whole[:end], is_cdata)
    yield from _parts(rest, is_cdata)


def _parts(text: bytes, is_cdata: bool) -> Generator[bytes, None, bool]:
    """Yield a text so written, and return whether it ends within CDATA."""
    pieces = []
    for part in _CDATA_MARK.split(text):
        is_cdata = part == _CDATA_START or (is_cdata and part != _CDATA_END)
        pieces.append(part if is_cdata else _AMPERSAND.sub(_number, part))
    yield b"".join(pieces)
    return is_cdata


def _number(found: re.Match[bytes]) -> bytes:
    name = found[1]
    letters = html5.get(f"{name.decode()};") if name else None
    if letters is None:
        return b"&#38;" + found[0][1:]
    return "".join(f"&#{ord(letter)};" for letter in letters).encode()
