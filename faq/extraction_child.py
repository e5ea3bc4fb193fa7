"""One process that reads pages, as who started it sees it: `extraction_process` is its inside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

import orjson

from faq.article_lines import found_in
from faq.errors import ExtractionFailedError, FaqError, SourceError
from faq.extraction_frames import READY, read_frame, write_frame
from faq.model import Article

PROGRAM = ("-P", "-m", "faq.extraction_process")

_END_SECONDS = 5.0
_TOO_SLOW = frozenset({-signal.SIGALRM, -signal.SIGXCPU})


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one page may take, and after how many pages a process is replaced.

    `megabytes_max` is all that a process may map; 150 of it are Python and its libraries.
    """

    seconds_max: float = 10.0
    megabytes_max: int = 450
    pages_max: int = 500


LIMITS = PageLimits()


@dataclass(eq=False, slots=True)
class Child:
    """One process, its pipes, and how many pages it was given."""

    process: subprocess.Popen[bytes]
    pages_in: IO[bytes]
    answers: IO[bytes]
    seconds_max: float
    pages: int = field(default=0, init=False)
    is_gone: bool = field(default=False, init=False)

    @classmethod
    def started(cls, program: tuple[str, ...], limits: PageLimits) -> Self:
        """Start the program with the paths of this one."""
        command = [sys.executable, *program, str(limits.seconds_max), str(limits.megabytes_max)]
        paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path)
        process = subprocess.Popen(  # noqa: S603  # our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Threads of numpy would map memory that the pages need.
            env=os.environ | {"PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"},
        )
        if process.stdin is None or process.stdout is None:
            raise FaqError("the process that reads pages has no pipes")
        return cls(process, process.stdin, process.stdout, limits.seconds_max)

    def wait_until_ready(self) -> None:
        """Wait for its first word; raises FaqError when there is none."""
        if read_frame(self.answers) != READY:
            code = self.process.wait()
            raise FaqError(f"the process that reads pages does not start (it ended with {code})")

    def ask(self, content: bytes, location: str, languages: list[str]) -> Article | SourceError:
        """Have one page read."""
        self.pages += 1
        answer = None
        with suppress(BrokenPipeError):
            write_frame(self.pages_in, orjson.dumps([location, languages]))
            write_frame(self.pages_in, content)
            answer = read_frame(self.answers)
        if answer is not None:
            return found_in(answer)
        code = self.process.wait()
        self.is_gone = code not in _TOO_SLOW
        return ExtractionFailedError(location, self._reason(code))

    def _reason(self, code: int) -> str:
        if code in _TOO_SLOW:
            return f"reading it takes more than {self.seconds_max:g} s; simplify the page"
        if code == -signal.SIGKILL:
            return "reading it was ended, perhaps for want of memory; try again"
        return f"reading it brings the parser down ({_name(code)}); simplify the page"

    def end(self) -> None:
        """Close its pipes and wait for its end."""
        for pipe in (self.pages_in, self.answers):
            with suppress(BrokenPipeError):
                pipe.close()
        self.process.wait(_END_SECONDS)


def _name(code: int) -> str:
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
