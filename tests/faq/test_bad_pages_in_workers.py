"""Processes that read pages: a page that brings one down costs itself; nothing stays behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from faq.errors import ExtractionFailedError, FaqError, PageWithoutTextError, SourceError
from faq.extraction_child import PageLimits
from faq.extraction_workers import ExtractionWorkers, Page, extract_pages
from faq.model import Article

from .pages import MUSEUM, POOL, article, html

ROOT = Path(__file__).parents[2]
QUICK = PageLimits(seconds_max=1.0)
GONE_SECONDS_MAX = 30.0
# A process whose parser is as bad as its page says.
FRAGILE = """
import os, signal, sys, time
from faq.extract import article_from_html
from faq.extraction_process import serve

def extract(page, location, languages):
    if page == b"hangs":
        while True: pass
    if page == b"hangs in C":
        sum(range(10**15))
    if page == b"crashes":
        os.kill(os.getpid(), signal.SIGSEGV)
    if page == b"exits":
        os._exit(3)
    if page == b"eats memory":
        return bytearray(10**9)
    if page == b"gives nonsense":
        return {"blocks": 1}
    return article_from_html(page, location, languages)

serve(float(sys.argv[1]), int(sys.argv[2]), extract)
"""


def read_by(program: str, *pages: bytes, limits: PageLimits = QUICK) -> list[Article | SourceError]:
    with ExtractionWorkers(2, limits=limits, program=("-P", "-c", program)) as workers:
        futures = [workers.submit(Page(page, f"{n}.html")) for n, page in enumerate(pages)]
        return [future.result() for future in futures]


def texts(found: Article | SourceError) -> list[str]:
    assert isinstance(found, Article), found
    return [block.text for block in found.blocks]


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def children_of(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in told for child in file.read_text("ascii").split()]


def until_gone(processes: list[int]) -> None:
    end = time.monotonic() + GONE_SECONDS_MAX
    while any(map(is_running, processes)):
        assert time.monotonic() < end, "a process was left behind"
        time.sleep(0.02)


@pytest.mark.parametrize("workers", [0, 2])
def test_articles_and_refusals_come_in_the_order_of_the_pages(workers: int) -> None:
    own = article()
    refusal = SourceError("z.html", "no")
    pages: list[Page | Article | SourceError] = [
        Page(html(f"<p>{number} {POOL}</p>" * (1 + number % 7)), f"{number}.html")
        for number in range(40)
    ]
    pages[7:7] = [own, refusal, Page(b"", "vide.html")]
    found = list(extract_pages(pages, workers))
    assert found[7:9] == [own, refusal]
    assert isinstance(found[9], PageWithoutTextError)
    names = [each.url for each in found[:7] + found[10:] if isinstance(each, Article)]
    assert names == [f"{number}.html" for number in range(40)]


def test_a_process_finds_what_is_found_here() -> None:
    page = html(f"<h2>Où se garer ?</h2><p>{POOL}</p><ul><li>un</li><li>deux</li></ul>")
    assert list(extract_pages([Page(page, "a.html")], 1)) == list(
        extract_pages([Page(page, "a.html")], 0)
    )


def test_what_the_caller_knows_better_comes_first() -> None:
    def finish(found: Article) -> Article:
        return Article("u", "Titre du flux", found.blocks)

    (found,) = extract_pages([Page(html(), "musee.html", finish)], 1)
    assert isinstance(found, Article)
    assert (found.title, texts(found)) == ("Titre du flux", [MUSEUM])


@pytest.mark.service
@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"hangs", "takes more than 1 s"),
        (b"hangs in C", "takes more than 1 s"),
        (b"crashes", "brings the parser down .SIGSEGV."),
        (b"exits", "brings the parser down .exit code 3."),
        (b"eats memory", "more memory than a page may"),
        (b"gives nonsense", "cannot be extracted"),
    ],
)
def test_a_page_that_brings_a_process_down_costs_only_itself(page: bytes, reason: str) -> None:
    first, bad, last = read_by(FRAGILE, html(), page, html(f"<p>{POOL}</p>"))
    assert (texts(first), texts(last)) == ([MUSEUM], [POOL])
    with pytest.raises(ExtractionFailedError, match=rf"^1\.html: .*{reason}"):
        raise bad if isinstance(bad, SourceError) else AssertionError(bad)


@pytest.mark.service
def test_one_bad_page_after_another_is_refused_and_the_rest_is_read() -> None:
    found = read_by(FRAGILE, *[b"crashes", b"exits", html()] * 2)
    assert [isinstance(each, Article) for each in found] == [False, False, True] * 2


@pytest.mark.service
def test_a_process_is_replaced_after_some_pages() -> None:
    limits = PageLimits(pages_max=2)
    teller = FRAGILE.replace("(page, location, languages)\n\n", "(page, str(os.getpid()))\n\n")
    found = read_by(teller, *[html()] * 5, limits=limits)
    numbers = [each.url for each in found if isinstance(each, Article)]
    assert len(numbers) == 5
    assert max(map(numbers.count, numbers)) <= 2


def test_a_process_that_does_not_start_is_no_fault_of_the_page() -> None:
    with pytest.raises(FaqError, match="does not start"):
        read_by("raise SystemExit(7)", html())


@pytest.mark.service
def test_one_that_was_ended_while_it_was_idle_costs_no_page() -> None:
    before = set(children_of(os.getpid()))
    with ExtractionWorkers(1) as workers:
        assert texts(workers.submit(Page(html(), "a.html")).result()) == [MUSEUM]
        (child,) = set(children_of(os.getpid())) - before
        os.kill(child, signal.SIGKILL)
        assert texts(workers.submit(Page(html(), "a.html")).result()) == [MUSEUM]


def test_no_process_is_left_when_all_is_read_or_given_up() -> None:
    before = set(children_of(os.getpid()))

    def endless() -> Iterator[Page]:
        while True:
            yield Page(html(), "a.html")

    found = extract_pages(endless(), 2)
    assert isinstance(next(found), Article)
    started = [each for each in children_of(os.getpid()) if each not in before]
    assert started
    found.close()
    assert not any(map(is_running, started))


@pytest.mark.service
def test_closing_does_not_wait_for_a_page_that_hangs() -> None:
    before = set(children_of(os.getpid()))
    with ExtractionWorkers(1, limits=PageLimits(), program=("-P", "-c", FRAGILE)) as workers:
        read = workers.submit(Page(html(), "a.html")).result()
        hanging = workers.submit(Page(b"hangs", "b.html"))
        started = set(children_of(os.getpid())) - before
        assert started
    assert texts(read) == [MUSEUM]
    assert not any(map(is_running, started))
    assert hanging.done()


IMPORT = """
import sys
from faq.extraction_child import PageLimits
from faq.extraction_workers import Page, extract_pages
page = sys.stdin.buffer.read()
for found in extract_pages((Page(page, "a.html") for _ in iter(int, 1)), 2):
    print("read", flush=True)
"""


@pytest.mark.service
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_import_that_is_interrupted_leaves_no_process(sign: signal.Signals) -> None:
    command = [sys.executable, "-c", IMPORT]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT
    ) as importing:
        assert importing.stdin is not None
        assert importing.stdout is not None
        importing.stdin.write(html())
        importing.stdin.close()
        assert importing.stdout.readline() == b"read\n"
        started = children_of(importing.pid)
        assert started
        importing.send_signal(sign)
        importing.stdout.close()
    until_gone(started)
