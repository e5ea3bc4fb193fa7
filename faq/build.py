"""Sources -> entries, with a report that names every page that gave none and why."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain

from faq.compose import entries_of
from faq.errors import FaqError, NothingBuiltError, SourceError
from faq.fetch import Fetch
from faq.model import Article, Entry
from faq.near_duplicates import near_duplicates
from faq.progress import Progress, Tally
from faq.repeated_lines import without_repeated_lines
from faq.sources import Found, Refuse, articles, pages
from faq.text import fold

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class BuildReport:
    """What a build read and what it left out.

    `refusals` holds (location, reason) pairs; `silent` the addresses of near-duplicates, each with
    that of the article which speaks in its place.
    """

    articles: int = 0
    entries: int = 0
    duplicates: int = 0
    refusals: list[tuple[str, str]] = field(default_factory=list)
    silent: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"{self.articles} articles, {self.entries} entries, "
            f"{self.duplicates} duplicates left out, {len(self.refusals)} refused"
        ]
        lines += [f"  refused {location}: {reason}" for location, reason in self.refusals]
        lines += [
            f"  left out {address}: {speaker} says the same" for address, speaker in self.silent
        ]
        return "\n".join(lines)


def build(
    sources: Iterable[str],
    report: BuildReport | None = None,
    *,
    fetch: Fetch | None = None,
    progress: Progress | None = None,
    today: date | None = None,
    workers: int = 0,
) -> Iterator[Entry]:
    """Yield the entries of all sources: files, folders and web addresses of any known kind.

    `fetch` gets the pages of the web; without it those of a feed or sitemap are looked for below
    its folder. `progress` is told how many pages are done, how many there are where that is known,
    and which was the last. A date after `today` counts as none. Pages are extracted in so many
    `workers`, processes with a limit of time and memory a page; without them here and now.
    Lines that stand on many pages go, and of articles that say the same one speaks, so that nothing
    is yielded before all pages are read. A page that cannot be read is noted in `report` and
    logged; the rest is built.
    Raises the source's own error when a single location failed and nothing else was built,
    NothingBuiltError when several did, and FaqError when `sources` is not a list.
    """
    if isinstance(sources, str):
        raise FaqError(f"sources must be a list of locations, e.g. [{sources!r}], not one string")
    tally = Tally(progress)
    read_all = partial(pages, fetch=fetch, today=today or datetime.now(UTC).date(), tally=tally)
    return _build(
        list(sources), report if report is not None else BuildReport(), read_all, tally, workers
    )


def _build(
    sources: list[str],
    report: BuildReport,
    read_all: Callable[[str, Refuse], Iterator[Found]],
    tally: Tally,
    workers: int,
) -> Iterator[Entry]:
    refused: list[SourceError] = []

    def refuse(error: SourceError) -> None:
        refused.append(error)
        report.refusals.append((error.location, error.reason))
        _log.warning("refused %s", error)

    found = chain.from_iterable(read_all(str(location), refuse) for location in sources)
    seen: set[str] = set()
    for article in _speaking(articles(found, refuse, tally, workers), report, refuse):
        for entry in entries_of(article):
            key = fold(entry.question + entry.answer)
            if key in seen:
                report.duplicates += 1
                continue
            seen.add(key)
            report.entries += 1
            yield entry
    if report.entries == 0:
        raise _reason(refused)


def _speaking(read: Iterator[Article], report: BuildReport, refuse: Refuse) -> Iterator[Article]:
    """Yield the articles without the lines of the whole site, but for near-duplicates."""
    own: list[Article] = []
    for each in without_repeated_lines(read):
        report.articles += 1
        if isinstance(each, Article):
            own.append(each)
        else:
            refuse(each)
    silent = near_duplicates(own)
    report.silent += sorted(silent.items())
    yield from (article for article in own if article.url not in silent)


def _reason(refused: list[SourceError]) -> FaqError:
    """Return the error that explains why nothing was built."""
    if len(refused) == 1:
        return refused[0]
    named = "; ".join(map(str, refused[:5])) or "no source was given"
    return NothingBuiltError(f"no entry was built: {named}")
