"""An import that is killed at any moment goes on where it was, and readers see whole pages."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

import store
from chat.page_keeping import STORED_AT_A_TIME
from store import entries, schema, sites
from tests.chat.web import page, text_of
from tests.faq.unruly_server import UnrulyServer, reply, silent
from tests.server_process import ROOT

from .test_import_story import NOW

PAGES = 160
KILLED_AT = 110
SECONDS_MAX = 60.0

IMPORT = """
import sys
from datetime import UTC, datetime
import store
from chat import refreshing
from chat.means import Means
from faq.client import Limits
from faq.fetch import polite_fetch
from faq.progress import Tally
from store import sites
database = store.open_database(sys.argv[1])
with database.read() as session:
    site = sites.get(session, "paper")
fetch = polite_fetch([f"news.example:{sys.argv[2]}"], "https://news.example/",
    Limits(pause_seconds=0), resolve=lambda host, port: ["127.0.0.1"],
    is_allowed_address=lambda address: True)
means = Means(database, fetch, lambda: datetime.now(UTC), Tally())
print(refreshing.import_sources(means, site, [f"http://news.example:{sys.argv[2]}/sitemap.xml"]))
"""


@pytest.mark.service
def test_what_was_fetched_is_not_fetched_again(tmp_path: Path) -> None:
    address = store.sqlite_address(tmp_path / "salut.db")
    database = store.open_database(address)
    schema.upgrade(database)
    with UnrulyServer() as server:
        base = f"http://news.example:{server.port}"
        with database.write() as session:
            sites.add(session, store.Site("paper", "Le Papier", base_url=f"{base}/"), NOW)
        listed = "".join(f"<url><loc>{base}/{n}.html</loc></url>" for n in range(PAGES))
        sitemap = f"<urlset>{listed}</urlset>".encode()
        server.answers["/sitemap.xml"] = reply(sitemap, content_type="application/xml")
        for number in range(PAGES):
            server.answers[f"/{number}.html"] = reply(page(f"Page {number}", text_of(f"{number}")))
        stuck = f"/{KILLED_AT}.html"
        server.answers[stuck] = [silent, reply(page("Page", text_of(stuck)))]
        command = [sys.executable, "-c", IMPORT, address, str(server.port)]
        killed = subprocess.Popen(command, cwd=ROOT)
        deadline = time.monotonic() + SECONDS_MAX
        while stuck not in server.paths() and time.monotonic() < deadline:
            time.sleep(0.005)
        killed.kill()
        killed.wait(SECONDS_MAX)
        with database.read() as session:
            assert entries.published(session, "paper") == []

        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        asked = Counter(path for path in server.paths() if path.endswith(".html"))
    assert "0 refused" in done.stdout
    assert set(asked) == {f"/{number}.html" for number in range(PAGES)}
    assert asked.total() - PAGES <= STORED_AT_A_TIME
    with database.read() as session:
        assert len({each.url for each in entries.published(session, "paper")}) == PAGES
    database.close()
