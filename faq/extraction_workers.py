"""Pages -> Articles in processes of their own, so that one bad page costs only itself.

A page that takes too long, too much memory, or brings the parser down ends the process that reads
it; the page is refused by name and the next one goes to a fresh process. They are started as
programs: nothing of the caller is copied into them, threads, sockets and greenlets least of all.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, LifoQueue
from threading import Lock
from types import TracebackType
from typing import NamedTuple, Self

from faq.errors import ExtractionFailedError, FaqError, SourceError
from faq.extraction_child import LIMITS, PROGRAM, Child, PageLimits
from faq.language import LANGUAGES
from faq.model import Article

# Two may take 900 MB together, and a build has to end below 1 GB.
WORKERS = min(2, os.cpu_count() or 1)
PAGES_AHEAD = 4


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


def extract_pages(
    pages: Iterable[Page | Article | SourceError],
    workers: int = WORKERS,
    languages: Iterable[str] = LANGUAGES,
    limits: PageLimits = LIMITS,
) -> Generator[Article | SourceError, None, None]:
    """Yield for each page its article or why there is none, in the order of the pages.

    What is no page, an article or a refusal that the caller has, is passed through in its place.
    Without workers the pages are read here and now, and nothing limits their time and memory.
    `languages` are those of the site, for pages that declare none.
    Closing it ends the processes. Raises FaqError when none can be started.
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
    # Not above: trafilatura would be half of what it takes to import faq.
    from faq.extract import article_from_html

    try:
        return page.finish(article_from_html(page.content, page.location, languages))
    except SourceError as error:
        return error


def _is_there(found: _Found) -> bool:
    return not isinstance(found, Future) or found.done()


def _awaited(found: _Found) -> Article | SourceError:
    return found.result() if isinstance(found, Future) else found


class ExtractionWorkers:
    """Processes that read pages; started when there is a page for them, and ended with `close`.

    They may be kept for years: each is replaced after some pages, and when one brings it down.
    Under gevent they are asked from greenlets, not from the threads of its pool.
    """

    def __init__(
        self,
        count: int = WORKERS,
        languages: Iterable[str] = LANGUAGES,
        limits: PageLimits = LIMITS,
        program: tuple[str, ...] = PROGRAM,
    ) -> None:
        self._languages = list(languages)
        self._limits = limits
        self._program = program
        self._idle: LifoQueue[Child] = LifoQueue()
        self._all: set[Child] = set()
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
        found = worker.ask(page.content, page.location, self._languages)
        if worker.is_gone and worker.pages > 1:
            # It may have been ended while it was idle, so the page is given another one.
            self._dismiss(worker)
            worker = self._started()
            found = worker.ask(page.content, page.location, self._languages)
        if isinstance(found, ExtractionFailedError) or worker.pages >= self._limits.pages_max:
            self._dismiss(worker)
        else:
            self._idle.put(worker)
        return page.finish(found) if isinstance(found, Article) else found

    def _idle_worker(self) -> Child:
        try:
            return self._idle.get_nowait()
        except Empty:
            return self._started()

    def _started(self) -> Child:
        with self._lock:
            if self._is_closed:
                raise FaqError("the processes that read pages were ended")
            worker = Child.started(self._program, self._limits)
            self._all.add(worker)
        worker.wait_until_ready()
        return worker

    def _dismiss(self, worker: Child) -> None:
        with self._lock:
            self._all.discard(worker)
        worker.process.kill()
        worker.end()
