"""How long a site of many articles takes to be read again when next to nothing has changed.

`python -m benchmarks.refresh [ARTICLES]`. Nothing is fetched: the web is a function, so that what
is measured is ours.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import store
from chat import refreshing
from chat.means import Means
from chat.report import Report
from faq.fetch import FIRST_TIME, Fetched, Known
from faq.progress import Tally
from store import schema, sites

SITE = store.Site("paper", "Le Papier", base_url="https://paper.example/")
SITEMAP = "https://paper.example/sitemap.xml"
A_SITEMAP = 50_000
WORDS = (
    "le la les un une des dans sur pour avec sans port quai digue phare marin filet marée vague"
    " dune plage école mairie marché halle place rue pont canal moulin ferme champ verger ruche"
).split()


class Web:
    """A paper of so many articles; those in `changed` read otherwise."""

    def __init__(self, articles: int, *, tells_dates: bool) -> None:
        self.articles, self.tells_dates = articles, tells_dates
        self.changed: set[int] = set()

    def __call__(self, url: str, known: Known = FIRST_TIME) -> Fetched:
        """Answer as a server would that knows what it has sent."""
        if "sitemap" in url:
            return Fetched(url, self._sitemap(url).encode(), "application/xml", "", "")
        number = int(url.rpartition("/")[2].removesuffix(".txt"))
        tag = f'"{number} {number in self.changed}"'
        if known.etag == tag:
            return Fetched(url, b"", "", tag, "", is_unchanged=True)
        return Fetched(url, self._article(number).encode(), "text/plain; charset=utf-8", tag, "")

    def _sitemap(self, url: str) -> str:
        if url == SITEMAP:
            begins = range(0, self.articles, A_SITEMAP)
            parts = (f"<sitemap><loc>{SITEMAP}?{begin}</loc></sitemap>" for begin in begins)
            return f"<sitemapindex>{''.join(parts)}</sitemapindex>"
        begin = int(url.partition("?")[2])
        numbers = range(begin, min(begin + A_SITEMAP, self.articles))
        return f"<urlset>{''.join(map(self._listed, numbers))}</urlset>"

    def _listed(self, number: int) -> str:
        day = 2 if number in self.changed else 1
        date = f"<lastmod>2026-11-{day:02}T10:{number % 60:02}:00Z</lastmod>"
        told = date if self.tells_dates else ""
        return f"<url><loc>https://paper.example/{number}.txt</loc>{told}</url>"

    def _article(self, number: int) -> str:
        chosen = Random(f"{number} {number in self.changed}")
        lines = (" ".join(chosen.choices(WORDS, k=60)).capitalize() for _ in range(4))
        return f"Titre numéro {number}\n\n" + "\n".join(f"{line}." for line in lines)


def measure(articles: int, *, tells_dates: bool) -> None:
    """Import a paper, read it again unchanged, and with one change; print a line for each."""
    web = Web(articles, tells_dates=tells_dates)
    with tempfile.TemporaryDirectory() as folder:
        database = store.open_database(store.sqlite_address(Path(folder) / "salut.db"))
        schema.upgrade(database)
        with database.write() as session:
            sites.add(session, SITE, datetime.now(UTC))
        means = Means(database, web, lambda: datetime.now(UTC), Tally())
        told = "lastmod" if tells_dates else "ETag"
        tell(f"{told}: import", lambda: refreshing.import_sources(means, SITE, [SITEMAP]))
        tell(f"{told}: nothing changed", lambda: refreshing.refresh(means, SITE))
        web.changed.add(articles // 2)
        tell(f"{told}: one changed", lambda: refreshing.refresh(means, SITE))
        database.close()


def tell(name: str, work: Callable[[], Report]) -> None:
    """Print how long something takes, what came of it, and the most memory so far."""
    began = time.perf_counter()
    report = work()
    seconds = time.perf_counter() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    counts = str(report).partition("\n")[0]
    print(
        f"{name}: {seconds:.1f} s, {megabytes:.0f} MB, {counts}, re-indexed: {report.is_different}"
    )


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    measure(count, tells_dates=True)
    measure(count, tells_dates=False)
