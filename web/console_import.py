"""Entries in and out: a file is looked at, told, then stored; and all of them given as a file."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, get_args

from flask import Blueprint, Response, abort, request

import store
from chat import bringing, entry_files
from chat.authorize import Action
from chat.bringing import Outcome
from chat.entry_files import Kind
from chat.errors import RegressionError, UnreadableTableError
from web.console import Answer, Console, done, signed_in
from web.console_site import site_of, told_of
from web.forms import Form
from web.housework import publisher_of
from web.kept_uploads import KeptUploads
from web.startup import in_a_thread

KINDS: dict[str, Kind] = {
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
    "json": "json",
    "md": "md",
    "markdown": "md",
}
MIME = {"csv": "text/csv", "json": "application/json", "md": "text/markdown"}


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/entries/import` and `…/entries/export.<kind>`."""
    services = console.services
    uploads = KeptUploads(services.settings.instance_path / "uploads", services.now)
    _add_look(routes, console, uploads)
    _add_confirm(routes, console, uploads)
    _add_export(routes, console)


def _add_look(routes: Blueprint, console: Console, uploads: KeptUploads) -> None:
    services = console.services

    @routes.get("/sites/<site_key>/entries/import", endpoint="import_entries")
    def ask(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        return console.page("import", **told_of(site))

    @routes.post("/sites/<site_key>/entries/import", endpoint="look_at_entries")
    def look(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        sent = request.files.get("file")
        kind = KINDS.get((sent.filename or "").lower().rpartition(".")[2]) if sent else None
        if sent is None or kind is None:
            return _refused(console, site, console.text("error_file"))
        agent, name = signed_in().agent, services.new_id()
        path = uploads.keep(name, f"{agent.id}-{site.key}", kind, sent.stream)
        try:
            with path.open("rb") as file:
                told = bringing.look(
                    publisher_of(services), agent, site.key, kind, file, in_a_thread
                )
        except UnreadableTableError as error:
            path.unlink(missing_ok=True)
            return _refused(console, site, _why(console, error))
        return _looked(console, site, told, name, kind)


def _add_confirm(routes: Blueprint, console: Console, uploads: KeptUploads) -> None:
    services = console.services

    @routes.post("/sites/<site_key>/entries/import/confirm", endpoint="bring_entries")
    def bring(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        agent, name = signed_in().agent, request.form.get("upload", "")
        kind = KINDS.get(request.form.get("kind", ""))
        path = uploads.find(name, f"{agent.id}-{site.key}", kind) if kind else None
        if path is None or kind is None:
            return _refused(console, site, console.text("error_upload"))
        is_meant = request.form.get("force") == "on"
        told = (publisher_of(services), agent, site.key, kind)
        try:
            with path.open("rb") as file:
                bringing.bring(*told, file, in_a_thread, force=is_meant)
        except RegressionError:
            with path.open("rb") as file:
                outcome = bringing.look(*told, file, in_a_thread)
            return _looked(console, site, outcome, name, kind, HTTPStatus.CONFLICT)
        except UnreadableTableError as error:
            return _refused(console, site, _why(console, error))
        path.unlink(missing_ok=True)
        return done("console.entries", "imported", site_key=site.key)


def _add_export(routes: Blueprint, console: Console) -> None:
    @routes.get("/sites/<site_key>/entries/export.<kind>", endpoint="export_entries")
    def export(site_key: str, kind: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        if kind not in get_args(Kind):
            abort(404)
        rows = bringing.rows_of(console.office.database, site.key)
        pieces = _together(entry_files.write(KINDS[kind], rows))
        response = Response(pieces, mimetype=MIME[kind])
        response.headers["Content-Disposition"] = f'attachment; filename="salut-{site.key}.{kind}"'
        return response


def _together(pieces: Iterator[str], at_least: int = 65_536) -> Iterator[str]:
    """Send small pieces together."""
    held, size = list[str](), 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= at_least:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _looked(
    console: Console,
    site: store.Site,
    outcome: Outcome,
    name: str,
    kind: Kind,
    status: int = HTTPStatus.OK,
) -> Answer:
    reasons = {each.reason: _reason(console, each.reason) for each in outcome.refusals}
    told: dict[str, Any] = {"outcome": outcome, "upload": name, "kind": kind, "reasons": reasons}
    return console.page("import", status, **told, **told_of(site))


def _refused(console: Console, site: store.Site, words: str) -> Answer:
    form = Form({}, {"file": words})
    return console.page("import", HTTPStatus.BAD_REQUEST, form=form, **told_of(site))


def _why(console: Console, error: UnreadableTableError) -> str:
    words = console.text(f"table_{error.why}")
    return console.text("table_at", line=error.line, why=words) if error.line else words


def _reason(console: Console, reason: str) -> str:
    return console.text(f"row_{reason}")
