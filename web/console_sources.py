"""The sources of a site: where its pages come from, read again on demand, with what came of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, jsonify, request

import store
from chat import source_running
from chat.authorize import Action
from chat.errors import AlreadyTakenError, InvalidPayloadError
from store import pages, source_runs, sources
from web import source_process
from web.console import Answer, Console, done, signed_in
from web.console_site import site_of, told_of
from web.forms import Form


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/sources` and what is done there."""
    _add_page(routes, console)
    _add_acts(routes, console)


def _add_page(routes: Blueprint, console: Console) -> None:
    @routes.get("/sites/<site_key>/sources", endpoint="sources")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        return console.page("sources", **_told(console, site))

    @routes.get("/sites/<site_key>/sources/progress", endpoint="source_progress")
    def progress(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        told = _run(console, site)
        run = told["run"]
        words = "" if run is None else _far(console, run)
        return jsonify(is_live=told["is_live"], words=words, id="" if run is None else run.id)

    @routes.post("/sites/<site_key>/sources", endpoint="add_source")
    def add_it(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.RUN_SOURCES)
        location = request.form.get("location", "")
        try:
            source_running.add(console.office, signed_in().agent, site.key, location)
        except InvalidPayloadError:
            form = Form.again(request.form, {"location": console.text("error_location")})
            return console.page(
                "sources", HTTPStatus.BAD_REQUEST, **_told(console, site) | {"form": form}
            )
        return done("console.sources", "source_added", site_key=site.key)


def _add_acts(routes: Blueprint, console: Console) -> None:
    @routes.post("/sites/<site_key>/sources/run", endpoint="run_sources")
    def run(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.RUN_SOURCES)
        try:
            run_id = source_running.begin(console.office, signed_in().agent, site.key)
        except AlreadyTakenError:
            return done("console.sources", "source_running", site_key=site.key)
        source_process.start(console.services, site.key, run_id)
        return done("console.sources", "source_begun", site_key=site.key)

    @routes.get("/sites/<site_key>/sources/<source_id>/remove", endpoint="ask_remove_source")
    def ask(site_key: str, source_id: str) -> Answer:
        site = site_of(console, site_key, Action.RUN_SOURCES)
        found = _source(console, site, source_id)
        return console.page("source_remove", source=found, **told_of(site))

    @routes.post("/sites/<site_key>/sources/<source_id>/remove", endpoint="remove_source")
    def remove(site_key: str, source_id: str) -> Answer:
        site = site_of(console, site_key, Action.RUN_SOURCES)
        found = _source(console, site, source_id)
        source_running.remove(console.office, signed_in().agent, site.key, found.location)
        return done("console.sources", "source_removed", site_key=site.key)


def _source(console: Console, site: store.Site, source_id: str) -> store.PageSource:
    """Find a source by its id; raise NotFoundError."""
    with console.office.database.read() as session:
        return source_running.find(session, site.key, source_id)


def _told(console: Console, site: store.Site) -> dict[str, Any]:
    with console.office.database.read() as session:
        held = sources.every(session, site.key)
        counts = {each.id: pages.count_live(session, site.key, each.id) for each in held}
    told = _run(console, site)
    run = told["run"]
    return {
        "sources": held,
        "counts": counts,
        "far": "" if run is None else _far(console, run),
        **told,
        **told_of(site),
    }


def _run(console: Console, site: store.Site) -> dict[str, Any]:
    with console.office.database.read() as session:
        run = source_runs.get(session, site.key)
    is_live = run is not None and run.is_live(console.services.now())
    return {"run": run, "is_live": is_live}


def _far(console: Console, run: source_runs.SourceRun) -> str:
    """Say how far a pass is."""
    if run.total:
        return console.text("source_far", done=run.done, total=run.total)
    return console.text("source_far_unknown", done=run.done)
