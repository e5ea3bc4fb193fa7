"""Editors say where pages come from, have them read again, and see what came of it."""

from __future__ import annotations

from html import unescape

import pytest

import store
from chat import refreshing, source_running
from store import audit, source_runs, sources
from web import source_process
from web.services import Services

from .office import Newspaper, wrong

HERE = "/sites/demo/sources"
FEED = "https://fanal.example.org/feed.xml"


def services_of(paper: Newspaper) -> Services:
    found: Services = paper.app.extensions["salut"]
    return found


def locations(paper: Newspaper) -> list[str]:
    with paper.office.database.read() as session:
        return [each.location for each in sources.every(session, "demo")]


def begun(paper: Newspaper) -> str:
    return source_running.begin(paper.office, paper.agent("Edith"), "demo")


def test_a_source_is_added_and_taken_away_after_asking(paper: Newspaper) -> None:
    edith = paper.tab("Edith")
    assert edith.post(HERE, location=FEED).status_code == 303
    assert locations(paper) == [FEED]
    asked = f"{HERE}/{sources.id_of(FEED)}/remove"
    assert FEED in edith.get(asked).text
    assert locations(paper) == [FEED]
    assert edith.post(asked).status_code == 303
    assert locations(paper) == []
    with paper.office.database.read() as session:
        line = audit.last(session)
    assert line is not None
    assert (line.act, line.details) == ("sources_changed", {"what": "source_removed"})


@pytest.mark.parametrize(
    "location",
    ["", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", "https://", "https://[a", "ftp://a/",
     "https://me:secret@a.example.org/", "https://a.example.org/\0", "https://a/" + "a" * 2000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_refused(paper: Newspaper, location: str) -> None:
    response = paper.tab("Edith").post(HERE, location=location)
    assert response.status_code == 400
    assert len(wrong(response)) == 1
    assert locations(paper) == []


def test_a_pass_tells_how_far_it_is_and_what_it_came_to(paper: Newspaper) -> None:
    edith = paper.tab("Edith")
    edith.post(HERE, location=FEED)
    run_id = begun(paper)
    progress = edith.get(f"{HERE}/progress").json
    assert progress == {"is_live": True, "words": "En cours\u00a0: 0 pages.", "id": run_id}
    assert "data-progress" in edith.get(HERE).text
    source_process.run(services_of(paper), "demo", run_id)
    progress = edith.get(f"{HERE}/progress").json
    assert progress is not None
    assert progress["is_live"] is False
    page = unescape(edith.get(HERE).text)
    assert "Dernière mise à jour" in page
    assert "refusées" in page


def test_one_pass_goes_on_at_a_time(paper: Newspaper) -> None:
    edith = paper.tab("Edith")
    edith.post(HERE, location=FEED)
    begun(paper)
    response = edith.post(f"{HERE}/run")
    assert response.location == f"/console{HERE}?done=source_running"


def test_a_pass_that_fell_silent_is_told_and_another_may_begin(paper: Newspaper) -> None:
    begun(paper)
    with paper.office.database.write() as session:
        held = source_runs.get(session, "demo")
        assert held is not None
        long_ago = held.began_at - 2 * source_runs.SILENT_MAX
        source_runs.tell(session, held.id, 3, 9, long_ago)
    assert "arrêtée avant la fin" in unescape(paper.tab("Victor").get(HERE).text)
    assert begun(paper) != held.id


def test_a_pass_that_fails_is_told(paper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    run_id = begun(paper)
    monkeypatch.setattr(refreshing, "refresh", fail)
    with pytest.raises(ZeroDivisionError):
        source_process.run(services_of(paper), "demo", run_id)
    with paper.office.database.read() as session:
        held = source_runs.get(session, "demo")
    assert held is not None
    assert (held.ended_at is not None, held.report) == (True, {"failure": "ZeroDivisionError"})
    assert "arrêtée avant la fin" in unescape(paper.tab("Victor").get(HERE).text)


def test_a_pass_that_nobody_began_is_not_done(paper: Newspaper) -> None:
    with pytest.raises(store.MissingError):
        source_process.run(services_of(paper), "demo", "0" * 32)


def test_a_viewer_looks_and_begins_nothing(paper: Newspaper) -> None:
    victor = paper.tab("Victor")
    assert "Ajouter une source" not in victor.get(HERE).text
    assert victor.post(f"{HERE}/run").status_code == 403
    assert victor.post(HERE, location=FEED).status_code == 403


@pytest.mark.service
def test_a_process_of_its_own_does_the_pass(paper: Newspaper) -> None:
    import gevent

    edith = paper.tab("Edith")
    edith.post(HERE, location=FEED)
    edith.post(f"{HERE}/run")
    with gevent.Timeout(60):
        while edith.get(f"{HERE}/progress").json["is_live"]:  # type: ignore[index]
            gevent.sleep(0.2)
    assert "refusées" in unescape(edith.get(HERE).text)
