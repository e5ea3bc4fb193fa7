"""The process that reads pages for `extraction_workers`: a page in, an article or a refusal out.

`python -m faq.extraction_process SECONDS MEGABYTES`. It ends itself at its limits, and when who
started it is gone, so nothing is left behind whatever happens there.
"""

from __future__ import annotations

import contextlib
import logging
import resource
import signal
import sys
from collections.abc import Callable

import orjson

from faq.article_lines import written
from faq.errors import ExtractionFailedError, SourceError
from faq.extract import article_from_html
from faq.extraction_frames import READY, read_frame, write_frame
from faq.model import Article

Extract = Callable[[bytes, str, list[str]], Article]


def serve(seconds_max: float, megabytes_max: int, extract: Extract = article_from_html) -> None:
    """Answer pages from standard input on standard output until it ends.

    A frame with address and languages comes before each page. Only one page at a time is read.
    """
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    pages, answers = sys.stdin.buffer, sys.stdout.buffer
    write_frame(answers, READY)
    _limit(resource.RLIMIT_AS, megabytes_max * 1_000_000)
    while (told := read_frame(pages)) is not None and (page := read_frame(pages)) is not None:
        location, languages = orjson.loads(told)
        # What it does is not handled: it ends the process, in the midst of C code too.
        signal.setitimer(signal.ITIMER_REAL, seconds_max)
        answer = _answer(extract, page, location, languages)
        signal.setitimer(signal.ITIMER_REAL, 0)
        write_frame(answers, answer)


def _answer(extract: Extract, page: bytes, location: str, languages: list[str]) -> bytes:
    try:
        return written(extract(page, location, languages))
    except SourceError as error:
        return written(error)
    except MemoryError:
        why = "reading it takes more memory than a page may; simplify the page"
        return written(ExtractionFailedError(location, why))
    except Exception as error:  # what is found may not even be text
        why = f"it cannot be extracted ({type(error).__name__}); mend the page"
        return written(ExtractionFailedError(location, why))


def _limit(what: int, most: int) -> None:
    """Limit a resource, where the system lets us."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        serve(float(sys.argv[1]), int(sys.argv[2]))
