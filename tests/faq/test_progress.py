"""How far a build is: told to whoever asks, drawn on terminals alone."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

import faq
from faq.progress import Tally, bar, line_of

from .gathering import TODAY, Web, item, rss, urlset, web_of
from .pages import MUSEUM, POOL, write

Told = list[tuple[int, int | None, str]]


def told(*sources: Path, web: Web | None = None) -> Told:
    """Build the sources; give what progress was told."""
    calls: Told = []
    report = faq.BuildReport()
    found = faq.build(
        map(str, sources),
        report,
        fetch=web,
        today=TODAY,
        progress=lambda done, total, location: calls.append((done, total, location)),
    )
    assert list(found)
    return calls


def test_each_page_of_a_folder_counts_those_that_are_refused_too(tmp_path: Path) -> None:
    write(tmp_path / "a.md", f"# A\n\n{MUSEUM}\n")
    write(tmp_path / "b.html", "")
    write(tmp_path / "c.txt", f"{POOL}\n")
    assert told(tmp_path) == [(1, 3, "a.md"), (2, 3, "b.html"), (3, 3, "c.txt")]


def test_the_pages_of_a_feed_are_counted_before_they_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "feed.xml", rss(item("a") + item("b") + item("a") + item("gone")))
    calls = told(path, web=web_of("a", "b"))
    assert sorted(done for done, _, _ in calls) == [1, 2, 3, 4]
    assert {total for _, total, _ in calls} == {4}


def test_how_much_an_export_holds_is_not_known(site: Path) -> None:
    assert [(done, total) for done, total, _ in told(site / "export.xml")] == [
        (1, None),
        (2, None),
        (3, None),
    ]


def test_several_sources_are_counted_together(tmp_path: Path) -> None:
    one = write(tmp_path / "one.txt", f"{MUSEUM}\n")
    two = write(tmp_path / "two.txt", f"{POOL}\n")
    assert [done for done, _, _ in told(one, two)] == [1, 2]


def test_more_than_was_expected_moves_the_end() -> None:
    calls: Told = []
    tally = Tally(lambda *call: calls.append(call))
    tally.expect(1)
    tally.done("a")
    tally.done("b")
    tally.expect(None)
    tally.done("c")
    assert calls == [(1, 1, "a"), (2, 2, "b"), (3, None, "c")]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (5, 20, 10.0, "[#####...............] 5/20 · 0/s · 0:30 left · a"),
        (50, 100, 1.0, "[##########..........] 50/100 · 50/s · 0:01 left · a"),
        (100, 100_000, 10.0, "[....................] 100/100000 · 10/s · 2 h 46 min left · a"),
        (0, 100, 0.0, "[....................] 0/100 · 0/s · … · a"),
        (7, None, 2.0, "7 · 4/s · a"),
    ],
)
def test_the_line_tells_rate_and_time_left(
    done: int, total: int | None, seconds: float, line: str
) -> None:
    assert line_of(done, total, "a", seconds) == line


def test_a_name_cannot_write_over_the_terminal() -> None:
    assert "\x1b" not in line_of(1, 2, "a\x1b[2J\r\n", 1.0)


class Terminal(StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_and_taken_away() -> None:
    moments = iter([0.0, 1.0, 1.01, 2.0])
    terminal = Terminal()
    with bar(terminal, lambda: next(moments)) as progress:
        assert progress is not None
        progress(1, 4, "a")
        progress(2, 4, "b")
        progress(4, 4, "d")
    first, last, cleared = terminal.getvalue().split("\r")[1:]
    assert "1/4" in first
    assert "4/4" in last
    assert cleared == "\x1b[K"


def test_nothing_is_drawn_where_nobody_looks() -> None:
    stream = StringIO()
    with bar(stream) as progress:
        assert progress is None
    assert stream.getvalue() == ""


def test_a_sitemap_index_counts_its_pages_and_its_sitemaps(tmp_path: Path) -> None:
    web = web_of("a", "b")
    maps = {
        f"https://journal.example/{n}.xml": urlset(
            f"<url><loc>https://journal.example/{n}</loc></url>"
        ).encode()
        for n in "ab"
    }
    web.pages = {**web.pages, **maps}
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in maps)
    calls = told(write(tmp_path / "i.xml", f"<sitemapindex>{listed}</sitemapindex>"), web=web)
    assert calls[-1][:2] == (4, 4)
