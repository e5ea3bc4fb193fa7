"""One WebSocket on a line: whole sends in turn, little that waits, an end for all that is odd."""

from __future__ import annotations

import gevent
import pytest

from web.websocket import OUTGOING_BYTES_MAX, HandshakeError, WebSocket

from .line import MemoryLine, client_frame, server_frames

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
MESSAGE_BYTES_MAX = 1000
HANDSHAKE = {
    "REQUEST_METHOD": "GET",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_HOST": "chat.example",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "keep-alive, Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate",
}


def opened(line: MemoryLine) -> WebSocket:
    return WebSocket(line, MESSAGE_BYTES_MAX)


def heard(*pieces: bytes) -> tuple[list[str], list[tuple[int, bytes]]]:
    """Give the texts of a reader and what he was sent for them."""
    line = MemoryLine(pieces)
    texts = list(opened(line).receive())
    return texts, server_frames(bytes(line.sent))


def close_code(frames: list[tuple[int, bytes]]) -> int:
    """Give the code of the last frame, which has to be the close frame."""
    opcode, payload = frames[-1]
    assert opcode == CLOSE
    return int.from_bytes(payload[:2], "big")


def test_the_handshake_agrees_to_no_extension() -> None:
    line = MemoryLine()
    opened(line).shake_hands(HANDSHAKE)
    head = bytes(line.sent).decode().lower()
    assert head.startswith("http/1.1 101 ")
    assert "sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=" in head
    assert "extensions" not in head
    assert head.endswith("\r\n\r\n")


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("HTTP_SEC_WEBSOCKET_KEY", "é", 400),
        ("HTTP_SEC_WEBSOCKET_KEY", "", 400),
        ("HTTP_SEC_WEBSOCKET_VERSION", "8", 400),
        ("HTTP_UPGRADE", "h2c", 426),
        ("HTTP_CONNECTION", "close", 426),
        ("REQUEST_METHOD", "POST", 405),
        ("SERVER_PROTOCOL", "HTTP/1.0", 505),
    ],
)
def test_a_handshake_that_is_none_is_refused_in_http(name: str, value: str, status: int) -> None:
    line = MemoryLine()
    with pytest.raises(HandshakeError) as refused:
        opened(line).shake_hands({**HANDSHAKE, name: value})
    assert refused.value.response.status_code == status
    assert line.sent == b""


def test_a_text_is_heard_whole_however_it_is_cut() -> None:
    frames = client_frame(TEXT, "4é".encode()[:2], is_last=False)
    frames += client_frame(PING, b"?") + client_frame(CONTINUATION, b"", is_last=False)
    frames += client_frame(CONTINUATION, "4é".encode()[2:]) + client_frame(TEXT, b"2")
    texts, sent = heard(*(frames[at : at + 1] for at in range(len(frames))))
    assert texts == ["4é", "2"]
    assert sent == [(PONG, b"?")]


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        (client_frame(BINARY, b"x"), 1003),
        (client_frame(BINARY, b"x", is_last=False), 1003),
        (client_frame(TEXT, b"\xff"), 1007),
        (client_frame(TEXT, b"\xc3", is_last=False) + client_frame(CONTINUATION, b"x"), 1007),
        (client_frame(TEXT, b"a" * (MESSAGE_BYTES_MAX + 1)), 1009),
        (client_frame(TEXT, b"a" * (MESSAGE_BYTES_MAX + 1))[:4], 1009),
        (client_frame(TEXT, b"a" * 900, is_last=False) + client_frame(0, b"a" * 101), 1009),
        (b"\xc1\x80\0\0\0\0", 1002),
        (b"\x81\x01a", 1002),
        (client_frame(PING, b"a" * 126), 1002),
        (client_frame(PING, b"", is_last=False), 1002),
        (client_frame(CONTINUATION, b"a"), 1002),
        (client_frame(TEXT, b"a", is_last=False) + client_frame(TEXT, b"a"), 1002),
        (client_frame(3, b""), 1002),
    ],
)
def test_what_is_against_the_rules_ends_the_line_with_the_reason(frames: bytes, code: int) -> None:
    texts, sent = heard(client_frame(TEXT, b"before"), frames, client_frame(TEXT, b"after"))
    assert texts == ["before"]
    assert close_code(sent) == code


def test_what_came_before_a_fault_in_the_same_piece_is_heard() -> None:
    texts, sent = heard(client_frame(TEXT, b"before") + client_frame(3, b""))
    assert texts == ["before"]
    assert close_code(sent) == 1002


def test_a_message_of_the_greatest_size_is_heard() -> None:
    texts, _ = heard(client_frame(TEXT, b"a" * MESSAGE_BYTES_MAX))
    assert len(texts[0]) == MESSAGE_BYTES_MAX


def test_a_reader_who_closes_is_answered_with_his_own_code() -> None:
    texts, sent = heard(client_frame(TEXT, b"last") + client_frame(CLOSE, b"\x03\xe9bye"))
    assert texts == ["last"]
    assert sent == [(CLOSE, b"\x03\xe9bye")]


def test_after_the_end_nothing_is_sent() -> None:
    line = MemoryLine([client_frame(CLOSE, b"")])
    socket = opened(line)
    assert list(socket.receive()) == []
    socket.send("late")
    socket.close()
    assert server_frames(bytes(line.sent)) == [(CLOSE, b"")]
    assert line.is_half_closed


def test_a_slow_reader_gets_every_frame_whole_and_in_order() -> None:
    line = MemoryLine(room=7)
    socket = opened(line)
    texts = [f"{number}" * 300 for number in range(50)]
    for text in texts:
        socket.send(text)
    while len(line.sent) < sum(len(text) + 4 for text in texts):
        line.room += 1000
        gevent.sleep(0)
    assert [payload.decode() for _, payload in server_frames(bytes(line.sent))] == texts
    assert not line.is_cut


def test_a_reader_who_takes_nothing_is_cut_before_much_waits() -> None:
    line = MemoryLine(room=0)
    socket = opened(line)
    sent = 0
    while not line.is_cut and sent < 100:
        socket.send("a" * 1000)
        sent += 1
    assert OUTGOING_BYTES_MAX // 1000 <= sent <= OUTGOING_BYTES_MAX // 1000 + 2
    assert list(socket.receive()) == []


def test_nobody_waits_for_a_reader_who_takes_nothing() -> None:
    socket = opened(MemoryLine(room=0))
    turns: list[str] = []
    gevent.spawn(lambda: turns.append("other"))
    socket.send("a" * 1_000_000)
    assert turns == []


def test_a_long_message_may_wait_alone_however_long_it_is() -> None:
    line = MemoryLine(room=0)
    socket = opened(line)
    socket.send("a" * 1_000_000)
    socket.send("b" * 1000)
    line.room = 10**9
    gevent.sleep(0)
    gevent.sleep(0)
    assert [len(payload) for _, payload in server_frames(bytes(line.sent))] == [1_000_000, 1000]


def test_a_reader_who_floods_lets_others_work() -> None:
    turns = []
    flood = opened(MemoryLine([client_frame(TEXT, b"a") * 10] * 10))

    def read() -> None:
        for _ in flood.receive():
            turns.append("flood")

    def work() -> None:
        for _ in range(5):
            turns.append("other")
            gevent.sleep(0)

    gevent.joinall([gevent.spawn(read), gevent.spawn(work)], raise_error=True)
    assert turns.index("other") < 10
    assert len(turns) == 105
    assert "flood" in turns[-50:]
    assert turns[:60].count("other") == 5


def test_hanging_up_reads_what_still_comes_but_not_without_end() -> None:
    line = MemoryLine([b"x" * 4096] * 1000)
    opened(line).hang_up()
    assert line.is_cut
    assert 0 < len(line.pieces) < 1000


def test_a_silent_reader_is_cut_some_time_after_the_last_word() -> None:
    line = MemoryLine()
    opened(line).close()
    assert server_frames(bytes(line.sent)) == [(CLOSE, b"\x03\xe8")]
    with gevent.Timeout(20):
        while not line.is_cut:
            gevent.sleep(0.05)


def test_what_is_held_back_goes_in_one_piece_and_in_order() -> None:
    line = MemoryLine()
    websocket = opened(line)
    websocket.cork()
    websocket.send("ack")
    websocket.send("answer")
    assert bytes(line.sent) == b""
    websocket.uncork()
    websocket.send("later")
    told = [payload for _, payload in server_frames(bytes(line.sent))]
    assert told == [b"ack", b"answer", b"later"]
