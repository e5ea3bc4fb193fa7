"""Questions without a good answer: listed, the most asked first, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from flask import Blueprint, Response, request
from pydantic import ValidationError

import store
from chat.authorize import Action
from chat.spreadsheets import clusters_csv
from chat.zones import zone_of
from store import clusters
from store.teaching_records import Cluster, ClusterState, Unanswered
from web.console import Answer, Console
from web.console_site import site_of, told_of
from web.days import whole_day
from web.downloads import as_table
from web.forms import Form
from web.teaching_forms import Clusters

STATES: tuple[ClusterState, ...] = get_args(ClusterState)
DAYS = ("", "7", "30", "90")
CLUSTERS_A_PAGE = 25
PAGES_SHOWN_MAX = 3
EXPORTED_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A cluster as it stands in the list: where it is asked, and how it went last."""

    cluster: Cluster
    pages: list[str]
    last: Unanswered | None


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/teaching` and `…/teaching.csv`."""

    @routes.get("/sites/<site_key>/teaching", endpoint="teaching")
    def show_all(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        asked = _asked()
        form = Form(asked.model_dump())
        return console.page("teaching", form=form, **_list(console, site, asked))

    @routes.get("/sites/<site_key>/teaching.csv", endpoint="teaching_csv")
    def export(site_key: str) -> Response:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        asked = _asked()
        with console.office.database.read() as session:
            found = clusters.every(
                session,
                site.key,
                asked.state,
                since=_since(console, asked),
                count_max=EXPORTED_MAX,
            )
        return as_table(clusters_csv(found), f"{site.key}-{asked.state}")


def days_of(console: Console, site: store.Site) -> dict[str, Any]:
    """Give what pages about clusters write days with."""
    zone = zone_of(site)

    def day(at: datetime) -> str:
        return whole_day(console, at.astimezone(zone).date())

    return {"day": day}


def _asked() -> Clusters:
    """Read which clusters are asked for; what cannot be read is left out."""
    try:
        return Clusters.model_validate(request.args.to_dict())
    except ValidationError:
        return Clusters()


def _since(console: Console, asked: Clusters) -> datetime | None:
    return console.office.now() - timedelta(days=int(asked.days)) if asked.days else None


def _list(console: Console, site: store.Site, asked: Clusters) -> dict[str, Any]:
    number = int(asked.page)
    with console.office.database.read() as session:
        found = clusters.every(
            session,
            site.key,
            asked.state,
            since=_since(console, asked),
            count_max=CLUSTERS_A_PAGE + 1,
            skipped=(number - 1) * CLUSTERS_A_PAGE,
        )
        listed = [_listed(session, each) for each in found[:CLUSTERS_A_PAGE]]
        counts = clusters.counts(session, site.key)
        decided = clusters.get(session, site.key, request.args.get("cluster", "")[:200])
    return {
        "listed": listed,
        "counts": counts,
        "states": STATES,
        "spans": DAYS,
        "asked": asked,
        "following": number + 1 if len(found) > CLUSTERS_A_PAGE else None,
        "decided": decided if decided is not None and decided.state != "open" else None,
        **days_of(console, site),
        **told_of(site),
    }


def _listed(session: store.Session, cluster: Cluster) -> Listed:
    last = clusters.questions(session, cluster.id, 1)
    pages = clusters.pages(session, cluster.id, PAGES_SHOWN_MAX)
    return Listed(cluster, [page for page, _ in pages], last[0] if last else None)
