"""Any bytes as frames: what is heard is what another implementation of the protocol hears."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, TextMessage
from wsproto.utilities import LocalProtocolError, RemoteProtocolError

from tests.web.line import MemoryLine, client_frame, server_frames
from web.websocket import WebSocket

CLOSE = 8
MESSAGE_BYTES_MAX = 16_000
CODES = {1000, 1002, 1003, 1007, 1009}
ECHOED = {1001, 1010, 1011, 1012, 1013, 1014, *range(3000, 5000)}  # a reader's own are sent back
GOOD = st.builds(
    client_frame,
    st.sampled_from([0, 0, 1, 1, 1, 9, 10]),
    st.text(max_size=90).map(lambda text: text.encode("utf-8", "replace")),
    st.booleans(),
    st.binary(min_size=4, max_size=4),
)
ODD = st.builds(
    client_frame,
    st.integers(0, 15) | st.sampled_from([0x41, 0x21, 0x11, 8]),
    st.binary(max_size=300) | st.binary(min_size=65_536, max_size=65_540),
    st.booleans(),
    st.binary(min_size=4, max_size=4),
)
STREAMS = st.lists(GOOD | ODD | st.binary(max_size=20), max_size=8).map(b"".join)


def pieces(stream: bytes, size: int) -> Iterator[bytes]:
    """Cut a stream as the network may."""
    return (stream[at : at + size] for at in range(0, len(stream), size))


def heard(stream: bytes, size: int) -> tuple[list[str], list[tuple[int, bytes]]]:
    """Give the texts that our driver hears, and the frames that it sends."""
    line = MemoryLine(pieces(stream, size))
    texts = list(WebSocket(line, MESSAGE_BYTES_MAX).receive())
    assert line.is_half_closed
    return texts, server_frames(bytes(line.sent))


def heard_by_another(stream: bytes) -> list[str]:
    """Give the texts that `wsproto` hears before it hears an end, or anything that we refuse."""
    connection, texts, parts = Connection(ConnectionType.SERVER), [], ""
    connection.receive_data(stream)
    try:
        for event in connection.events():
            match event:
                case TextMessage():
                    parts += event.data
                    if event.message_finished:
                        texts.append(parts)
                        parts = ""
                    if len(parts.encode()) > MESSAGE_BYTES_MAX:
                        break
                case BytesMessage() | CloseConnection():
                    break
    except (RemoteProtocolError, LocalProtocolError):
        pass
    return [text for text in texts if len(text.encode()) <= MESSAGE_BYTES_MAX]


@given(STREAMS, st.integers(1, 5000))
def test_every_stream_is_heard_as_another_implementation_hears_it(stream: bytes, size: int) -> None:
    texts, _ = heard(stream, size)
    assert texts == heard_by_another(stream)


@given(STREAMS, st.integers(1, 5000))
def test_every_stream_ends_with_at_most_one_close_frame_of_a_known_code(
    stream: bytes, size: int
) -> None:
    _, frames = heard(stream, size)
    closes = [(at, payload) for at, (opcode, payload) in enumerate(frames) if opcode == CLOSE]
    assert len(closes) <= 1
    for at, payload in closes:
        assert at == len(frames) - 1
        code = int.from_bytes(payload[:2], "big")
        assert not payload or code in CODES or code in ECHOED


@given(st.lists(st.text(min_size=1, max_size=2000), max_size=5), st.data())
def test_every_text_is_heard_as_it_was_written(texts: list[str], data: st.DataObject) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    stream = b""
    for text in texts:
        cut = data.draw(st.integers(0, len(text.encode())))
        first, second = text.encode()[:cut], text.encode()[cut:]
        stream += client_frame(1, first, is_last=False) + client_frame(9, b"")
        stream += client_frame(0, second)
    assert heard(stream, data.draw(st.integers(1, 500)))[0] == texts
