"""One story over real HTTP: a paper is imported, changes an article, loses one, gets it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

import faq
import store
from chat import refreshing
from chat.knowledge import Knowledge
from chat.means import Means
from chat.report import Report
from faq.client import Limits
from faq.extraction_workers import WORKERS
from faq.fetch import Fetch, polite_fetch
from faq.progress import Tally
from store import schema, sites
from tests.chat.web import page
from tests.faq.unruly_server import CONTACT, UnrulyServer, reply

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MUSEUM = "Le musée de la mer ouvre chaque jour de 9 h à 18 h, sauf le lundi, toute l’année."
POOL = "La piscine municipale rouvre samedi après six mois de travaux, avec un bassin chauffé."
MARKET = "Le marché de Noël s’installe place de la République du 1er au 24 décembre, dès 10 h."


@pytest.fixture
def server() -> Iterator[UnrulyServer]:
    with UnrulyServer() as running:
        yield running


class Paper:
    """A paper on a real server, its site, and what readers are answered."""

    def __init__(self, server: UnrulyServer, database: store.Database) -> None:
        self.server, self.database = server, database
        self.base = f"http://news.example:{server.port}"
        self.site = store.Site("paper", "Le Papier", base_url=f"{self.base}/")
        self.listed: dict[str, str] = {}
        self.knowledge = Knowledge(database)
        with database.write() as session:
            sites.add(session, self.site, NOW)

    def publish(self, name: str, text: str, day: str) -> None:
        body = page(name.capitalize(), text)
        self.server.answers[f"/{name}.html"] = reply(body, etag=f'"{hash(text)}"')
        self.listed[name] = day
        self._list()

    def take_away(self, name: str) -> None:
        self.server.answers[f"/{name}.html"] = reply(b"", "410 Gone")
        del self.listed[name]
        self._list()

    def _list(self) -> None:
        told = "".join(
            f"<url><loc>{self.base}/{name}.html</loc><lastmod>{day}</lastmod></url>"
            for name, day in self.listed.items()
        )
        body = f"<urlset>{told}</urlset>".encode()
        self.server.answers["/sitemap.xml"] = reply(body, content_type="application/xml")

    def means(self) -> Means:
        return Means(self.database, self._fetch(), lambda: NOW, Tally(), WORKERS)

    def _fetch(self) -> Fetch:
        return polite_fetch(
            [f"news.example:{self.server.port}"],
            CONTACT,
            Limits(pause_seconds=0),
            resolve=lambda _host, _port: ["127.0.0.1"],
            is_allowed_address=lambda _: True,
        )

    def refreshed(self) -> tuple[Report, list[str]]:
        before = len(self.server.requests)
        report = refreshing.refresh(self.means(), self.site)
        paths = [each.path for each in self.server.requests[before:]]
        return report, [path for path in paths if path.endswith(".html")]

    def answer(self, question: str) -> str:
        self.knowledge.refresh()
        return faq.answer(self.knowledge.index("paper"), question).text


@pytest.fixture
def paper(server: UnrulyServer, tmp_path: Path) -> Iterator[Paper]:
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"))
    schema.upgrade(database)
    yield Paper(server, database)
    database.close()


def test_a_paper_is_followed_through_change_loss_and_return(paper: Paper) -> None:
    for name, text in (("musee", MUSEUM), ("piscine", POOL), ("marche", MARKET)):
        paper.publish(name, text, "2026-11-01")
    report = refreshing.import_sources(paper.means(), paper.site, [f"{paper.base}/sitemap.xml"])
    assert (report.new, report.refused) == (3, 0)
    assert "9 h à 18 h" in paper.answer("quand ouvre le musee de la mer")

    report, asked = paper.refreshed()
    assert (report.unchanged, report.is_different, asked) == (3, False, [])

    paper.publish("musee", MUSEUM.replace("9 h", "8 h"), "2026-11-23")
    report, asked = paper.refreshed()
    assert (report.changed, report.unchanged, asked) == (1, 2, ["/musee.html"])
    assert "8 h à 18 h" in paper.answer("quand ouvre le musee de la mer")

    paper.take_away("piscine")
    report, asked = paper.refreshed()
    assert (report.withdrawn, asked) == (1, ["/piscine.html"])
    assert "bassin" not in paper.answer("quand rouvre la piscine municipale")

    paper.publish("piscine", POOL, "2026-11-24")
    report, asked = paper.refreshed()
    assert (report.changed, asked) == (1, ["/piscine.html"])
    assert "bassin" in paper.answer("quand rouvre la piscine municipale")

    paper.server.answers["/musee.html"] = reply(b"", "500 Oops")
    paper.listed["musee"] = "2026-11-24"
    paper._list()
    report, _ = paper.refreshed()
    assert report.refused == 1
    assert "8 h à 18 h" in paper.answer("quand ouvre le musee de la mer")
