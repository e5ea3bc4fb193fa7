"""Let a fuzzer that sees which lines were reached make up the bytes: `python -m tests.attack.fuzz`.

It runs for the seconds given, 60 by default, and ends with an error at the first exception.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["web", "engineio", "socketio", "websockets"]):
    from tests.attack.house import House

from tests.web.line import client_frame
from tests.web.visitor import NAMESPACE

SECONDS = "60"
TEXT = 1
SEEDS = (
    f"40{NAMESPACE},{{}}",
    f'42{NAMESPACE},1["message",{{"client_id":"a","text":"bonjour"}}]',
    f'42{NAMESPACE},2["suggest",{{"text":"abonnement"}}]',
    f'451-{NAMESPACE},["message",{{"_placeholder":true,"num":0}}]',
    f"41{NAMESPACE},",
    "3",
)


def stream_of(data: bytes) -> bytes:
    """Make a reader's bytes: the first tells whether he joins, and whether the rest is framed."""
    kind, rest = data[:1], data[1:]
    stream = client_frame(TEXT, f"40{NAMESPACE},{{}}".encode()) if kind >= b"\x80" else b""
    if kind and kind[0] % 2:
        return stream + rest
    return stream + b"".join(client_frame(TEXT, text) for text in rest.split(b"\n"))


def main() -> None:
    """Fuzz until the time is over."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS):
            (corpus / f"text{number}").write_bytes(b"\x00" + seed.encode())
            (corpus / f"frame{number}").write_bytes(b"\x01" + client_frame(TEXT, seed.encode()))

        def one(data: bytes) -> None:
            house.serve(stream_of(data))
            house.check()

        arguments = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=2000", str(corpus)]
        atheris.Setup(arguments, one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
