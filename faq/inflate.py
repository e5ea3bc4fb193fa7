"""What came compressed, unpacked piece by piece: a bomb is noticed before it goes off."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from faq.errors import ContentTooLargeError, FetchFailedError

ACCEPTED = "gzip, deflate"
PIECE_BYTES = 65_536
# A file of several parts is seldom of many: `bgzip`, the finest, makes one of 64 kB.
MEMBERS_MAX = 1_000

_GZIP = b"\x1f\x8b"
_KINDS = frozenset({"gzip", "x-gzip", "deflate"})


def inflated(
    pieces: Iterable[bytes], encoding: str, bytes_max: int, location: str
) -> Iterator[bytes]:
    """Unpack a body as its `Content-Encoding` says; what comes and what goes out are both counted.

    Raises ContentTooLargeError over `bytes_max`, FetchFailedError when the body is not what
    `encoding` says, is cut short, or is packed twice or in a way that was not asked for.
    """
    kinds = [each.strip().lower() for each in encoding.split(",")]
    kinds = [kind for kind in kinds if kind not in ("", "identity")]
    if len(kinds) > 1 or not _KINDS.issuperset(kinds):
        why = f"packed as {encoding[:80]!r}, though {ACCEPTED} was asked for"
        raise FetchFailedError(location, f"{why}; mend the server")
    counted = _counted(pieces, bytes_max, location)
    return _counted(_unpacked(counted, location), bytes_max, location) if kinds else counted


def gunzipped(content: bytes, bytes_max: int, location: str) -> bytes:
    """Return a file as it is or, when it is gzip, unpacked; raises what `inflated` does."""
    if not content.startswith(_GZIP):
        return content
    view = memoryview(content)
    pieces = (bytes(view[at : at + PIECE_BYTES]) for at in range(0, len(content), PIECE_BYTES))
    return b"".join(inflated(pieces, "gzip", bytes_max, location))


def _counted(pieces: Iterable[bytes], bytes_max: int, location: str) -> Iterator[bytes]:
    count = 0
    for piece in pieces:
        count += len(piece)
        if count > bytes_max:
            size = f"larger than {bytes_max / 1_000_000:g} MB, unpacked"
            raise ContentTooLargeError(location, f"{size}; split it or leave it out")
        yield piece


def _unpacked(pieces: Iterable[bytes], location: str) -> Iterator[bytes]:
    """Unpack gzip of one or several parts, zlib or bare deflate, told apart by how they begin."""
    unpacker, members = None, 0
    try:
        for piece in pieces:
            rest = piece
            while rest and not _is_padding(rest, unpacker, members):
                if unpacker is None:
                    unpacker, members = _unpacker(rest), members + 1
                    _check_members(members, location)
                yield unpacker.decompress(rest, PIECE_BYTES)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
                unpacker = None if unpacker.eof else unpacker
        if unpacker is not None:
            yield unpacker.flush()
    except zlib.error as error:
        raise FetchFailedError(location, "not packed as it says; mend the server") from error
    if unpacker is not None and not unpacker.eof:
        raise FetchFailedError(location, "it ends too early; try again later")


def _is_padding(rest: bytes, unpacker: zlib._Decompress | None, members: int) -> bool:
    """Tell what follows the last part, and is no further one, from what is to be unpacked."""
    return unpacker is None and members > 0 and not rest.startswith(_GZIP[:1])


def _unpacker(beginning: bytes) -> zlib._Decompress:
    if beginning.startswith(_GZIP[:1]):
        return zlib.decompressobj(16 + zlib.MAX_WBITS)
    is_zlib = beginning[0] & 0x0F == 8 and int.from_bytes(beginning[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)


def _check_members(members: int, location: str) -> None:
    if members > MEMBERS_MAX:
        why = f"packed in more than {MEMBERS_MAX} parts; pack it as one"
        raise ContentTooLargeError(location, why)
