"""One entry: read, changed, retired, and made again what it was; of two editors none loses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flask import Blueprint, request

import store
from chat import editing
from chat.authorize import Action
from chat.editing import Saved
from chat.errors import BadRedirectError, InvalidPayloadError, RegressionError, StaleEditError
from store import redirects
from store.editing_records import Revision
from web.console import Answer, Console, done, signed_in
from web.console_entries import aim, choices
from web.console_site import serve, site_of
from web.entry_forms import ChangedEntry, RestoreForm, StateForm
from web.forms import Form
from web.housework import publisher_of


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/entries/<entry>` and what is done to it."""
    _add_form(routes, console)
    _add_acts(routes, console)


def _add_form(routes: Blueprint, console: Console) -> None:
    @routes.get("/sites/<site_key>/entries/<entry_id>", endpoint="entry")
    def show(site_key: str, entry_id: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        return console.page("entry", **_one(console, site, entry_id))

    @routes.post("/sites/<site_key>/entries/<entry_id>", endpoint="change_entry")
    def change(site_key: str, entry_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(ChangedEntry)
        if said is None:
            return console.again("entry", wrong, **_one(console, site, entry_id))
        changed = said

        def store_it() -> Saved:
            return editing.change(
                publisher_of(console.services),
                signed_in().agent,
                site.key,
                entry_id,
                changed.draft(aim(console, site, changed)),
                datetime.fromisoformat(changed.seen),
                force=bool(changed.force),
            )

        return _tried(console, site, entry_id, store_it, "entry_saved")


def _add_acts(routes: Blueprint, console: Console) -> None:
    @routes.post("/sites/<site_key>/entries/<entry_id>/state", endpoint="put_entry")
    def put(site_key: str, entry_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, _ = console.posted(StateForm)
        if said is None:
            raise InvalidPayloadError("no state, or no moment")
        told = (signed_in().agent, site.key, entry_id, said.state)
        seen, force = datetime.fromisoformat(said.seen), bool(said.force)
        return _tried(
            console,
            site,
            entry_id,
            lambda: editing.put(publisher_of(console.services), *told, seen, force=force),
            f"entry_{said.state}",
        )

    @routes.post("/sites/<site_key>/entries/<entry_id>/restore", endpoint="restore_entry")
    def restore(site_key: str, entry_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, _ = console.posted(RestoreForm)
        if said is None:
            raise InvalidPayloadError("no revision, or no moment")
        told = (signed_in().agent, site.key, entry_id, said.number)
        seen, force = datetime.fromisoformat(said.seen), bool(said.force)
        return _tried(
            console,
            site,
            entry_id,
            lambda: editing.restore(publisher_of(console.services), *told, seen, force=force),
            "entry_restored",
        )


def _tried(
    console: Console, site: store.Site, entry_id: str, work: Callable[[], Saved], key: str
) -> Answer:
    """Do what was asked; else show the form again with what was typed, and why it was refused."""
    try:
        work()
    except BadRedirectError as error:
        return console.refused("entry", "redirect_to", error, **_one(console, site, entry_id))
    except RegressionError as error:
        told = _one(console, site, entry_id)
        form = _form(told["history"], {"": console.error_text(error)})
        status = HTTPStatus.CONFLICT
        return console.page("entry", status, form=form, report=error.report, **told)
    except StaleEditError:
        told = _one(console, site, entry_id)
        form = _form(told["history"], {})
        return console.page("entry", HTTPStatus.CONFLICT, form=form, is_conflict=True, **told)
    serve(console)
    return done("console.entry", key, site_key=site.key, entry_id=entry_id)


def _form(history: list[Revision], wrong: Mapping[str, str]) -> Form:
    """Show what was typed; where a revision was to be restored, what stands in that."""
    number = request.form.get("number", "")
    wanted = next((each for each in history if str(each.number) == number), None)
    if wanted is None:
        return Form.again(request.form, wrong)
    entry, placing = wanted.entry, wanted.placing
    values = {
        "question": entry.question,
        "answer": entry.answer,
        "variants": "\n".join(entry.variants),
        "url": entry.url,
        "source_title": entry.title,
        "section": entry.section,
        "language": entry.language,
        "state": wanted.state,
        "valid_from": placing.valid_from,
        "valid_until": placing.valid_until,
        "redirect_to": placing.redirect_to,
        "is_pinned": "on" if placing.is_pinned else "",
    }
    return Form(values, wrong)


def _one(console: Console, site: store.Site, entry_id: str) -> dict[str, Any]:
    """Give what the page of one entry shows; raise NotFoundError."""
    with console.office.database.read() as session:
        kept = editing.find(session, site.key, entry_id)
        history = editing.history(session, site.key, entry_id)
        sent_here = redirects.are_sent_to(session, site.key, entry_id)
        named = {each: editing.find(session, site.key, each).entry.question for each in sent_here}
    return {
        "kept": kept,
        "seen": kept.updated_at.isoformat(),
        "history": history,
        "sent_here": named,
        **choices(console, site),
    }
