"""Pages -> Articles in processes of their own, so that one bad page costs only itself.

A page that takes too long, too much memory, or brings the parser down ends the process that reads
it; the page is refused by name and the next one goes to a fresh process. They are started as
programs: nothing of the caller is copied into them, threads, sockets and greenlets least of all.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, LifoQueue
from threading import Lock
from types import TracebackType
from typing import IO, NamedTuple, Self

import orjson

from faq.article_lines import found_in
from faq.errors import ExtractionFailedError, FaqError, SourceError
from faq.extract import article_from_html
from faq.extraction_process import READY, read_frame, write_frame
from faq.language import LANGUAGES
from faq.model import Article

# Two may take 900 MB together, and a build has to end below 1 GB.
WORKERS = min(2, os.cpu_count() or 1)
PAGES_AHEAD = 4

_PROGRAM = ("-P", "-m", "faq.extraction_process")
_END_SECONDS = 5.0
_TOO_SLOW = frozenset({-signal.SIGALRM, -signal.SIGXCPU})

_Found = Future[Article | SourceError] | Article | SourceError


def unchanged(article: Article) -> Article:
    """Return the article as it is."""
    return article


class Page(NamedTuple):
    """A page to be read, and where it stands.

    `finish` is given the article that was found, and returns it with what the caller knows better:
    the title, date, author and section of a feed come before what the page says.
    """

    content: bytes
    location: str
    finish: Callable[[Article], Article] = unchanged


@dataclass(frozen=True, slots=True)
class PageLimits:
    """What one page may take, and after how many pages a process is replaced.

    `megabytes_max` is all that a process may map; 150 of it are Python and its libraries.
    """

    seconds_max: float = 10.0
    megabytes_max: int = 450
    pages_max: int = 500


LIMITS = PageLimits()


def extract_pages(
    pages: Iterable[Page | Article | SourceError],
    workers: int = WORKERS,
    languages: Iterable[str] = LANGUAGES,
    limits: PageLimits = LIMITS,
) -> Iterator[Article | SourceError]:
    """Yield for each page its article or why there is none, in the order of the pages.

    What is no page, an article or a refusal that the caller has, is passed through in its place.
    Without workers the pages are read here and now, and nothing limits their time and memory.
    `languages` are those of the site, for pages that declare none.
    Raises FaqError when no process can be started.
    """
    spoken = list(languages)
    if workers < 1:
        yield from (_read_here(page, spoken) if isinstance(page, Page) else page for page in pages)
        return
    with ExtractionWorkers(workers, spoken, limits) as pool:
        waiting: deque[_Found] = deque()
        for page in pages:
            waiting.append(pool.submit(page) if isinstance(page, Page) else page)
            while waiting and (_is_there(waiting[0]) or len(waiting) > PAGES_AHEAD * workers):
                yield _awaited(waiting.popleft())
        while waiting:
            yield _awaited(waiting.popleft())


def _read_here(page: Page, languages: list[str]) -> Article | SourceError:
    try:
        return page.finish(article_from_html(page.content, page.location, languages))
    except SourceError as error:
        return error


def _is_there(found: _Found) -> bool:
    return not isinstance(found, Future) or found.done()


def _awaited(found: _Found) -> Article | SourceError:
    return found.result() if isinstance(found, Future) else found


class ExtractionWorkers:
    """Processes that read pages; started when there is a page for them, and ended with `close`."""

    def __init__(
        self,
        count: int = WORKERS,
        languages: Iterable[str] = LANGUAGES,
        limits: PageLimits = LIMITS,
        program: tuple[str, ...] = _PROGRAM,
    ) -> None:
        self._languages = list(languages)
        self._limits = limits
        self._program = program
        self._idle: LifoQueue[_Worker] = LifoQueue()
        self._all: set[_Worker] = set()
        self._lock = Lock()
        self._is_closed = False
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="extraction")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, page: Page) -> Future[Article | SourceError]:
        """Have a page read; what comes of it is an article or a refusal."""
        return self._threads.submit(self._extracted, page)

    def close(self) -> None:
        """End every process, those in the midst of a page too, and wait until they are gone."""
        with self._lock:
            self._is_closed = True
            workers = list(self._all)
        for worker in workers:
            worker.process.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in workers:
            worker.end()

    def _extracted(self, page: Page) -> Article | SourceError:
        worker = self._idle_worker()
        found = worker.ask(page, self._languages)
        if worker.is_gone and worker.pages > 1:
            # It may have been ended while it was idle, so the page is given another one.
            self._dismiss(worker)
            worker = self._started()
            found = worker.ask(page, self._languages)
        if isinstance(found, ExtractionFailedError) or worker.pages >= self._limits.pages_max:
            self._dismiss(worker)
        else:
            self._idle.put(worker)
        return page.finish(found) if isinstance(found, Article) else found

    def _idle_worker(self) -> _Worker:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._started()

    def _started(self) -> _Worker:
        with self._lock:
            if self._is_closed:
                raise FaqError("the processes that read pages were ended")
            worker = _Worker.started(self._program, self._limits)
            self._all.add(worker)
        worker.wait_until_ready()
        return worker

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.process.kill()
        worker.end()


@dataclass(eq=False, slots=True)
class _Worker:
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

    def ask(self, page: Page, languages: list[str]) -> Article | SourceError:
        """Have one page read."""
        self.pages += 1
        answer = None
        with suppress(BrokenPipeError):
            write_frame(self.pages_in, orjson.dumps([page.location, languages]))
            write_frame(self.pages_in, page.content)
            answer = read_frame(self.answers)
        if answer is not None:
            return found_in(answer)
        code = self.process.wait()
        self.is_gone = code not in _TOO_SLOW
        return ExtractionFailedError(page.location, self._reason(code))

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
