"""Le Journal as the tests of imports and refreshes see it: its pages, its clock, its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import store
from chat import refreshing
from chat.means import Means
from chat.report import Report
from faq.progress import Tally
from store import entries, sites

from .conftest import NOW, Desk
from .web import SITE, SITEMAP, Web, pages_of

JOURNAL = store.Site("journal", "Le Journal", base_url=SITE)


@dataclass
class Newsroom:
    """Le Journal, its web, and a clock that can be turned."""

    desk: Desk
    web: Web = field(default_factory=lambda: Web(pages_of(["musee", "piscine", "marche"])))
    now: datetime = NOW

    def means(self, **told: bool) -> Means:
        return Means(self.desk.database, self.web, lambda: self.now, Tally(), **told)

    def imported(self, *locations: str, **told: bool) -> Report:
        self.web.asked.clear()
        return refreshing.import_sources(self.means(**told), JOURNAL, locations or [SITEMAP])

    def refreshed(self, **told: bool) -> Report:
        self.web.asked.clear()
        return refreshing.refresh(self.means(**told), JOURNAL)

    @property
    def version(self) -> int:
        with self.desk.database.read() as session:
            return sites.knowledge_versions(session)["journal"]

    @property
    def answers(self) -> dict[str, str]:
        """Map the address of each published entry to its text."""
        with self.desk.database.read() as session:
            told = entries.published(session, "journal")
        return {each.url.removeprefix(SITE): each.answer for each in told}


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return (report.new, report.changed, report.unchanged, report.withdrawn, report.refused)
