"""The entries of a site: looked for by words and by what they are, and new ones written."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from pydantic import ValidationError

import store
from chat import editing
from chat.authorize import Action
from chat.errors import BadRedirectError, RegressionError
from store import entry_search
from web.console import Answer, Console, done, signed_in
from web.console_site import serve, site_of, told_of
from web.entry_forms import EntryForm, Listing
from web.forms import Form
from web.housework import publisher_of

ENTRIES_A_PAGE = 50
STATES = ("published", "draft", "retired")
OWNERS = ("editor", "rebuild")
PROBLEMS = ("expired", "upcoming", "lost_redirect", "no_link")


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/entries` and `…/entries/new`."""

    @routes.get("/sites/<site_key>/entries", endpoint="entries")
    def show_all(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        asked, is_wrong = _listing()
        return console.page(
            "entries",
            form=Form(asked.model_dump()),
            is_wrong=is_wrong,
            **_list(console, site, asked),
        )

    @routes.get("/sites/<site_key>/entries/new", endpoint="new_entry")
    def write(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said = {name: request.args.get(name, "")[:500] for name in ("question",)}
        return console.page("entry_new", form=Form(said), **choices(console, site))

    @routes.post("/sites/<site_key>/entries/new", endpoint="store_entry")
    def store_new(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(EntryForm)
        told = choices(console, site)
        if said is None:
            return console.again("entry_new", wrong, **told)
        try:
            saved = editing.write(
                publisher_of(console.services),
                signed_in().agent,
                site.key,
                said.draft(aim(console, site, said)),
                force=bool(said.force),
            )
        except BadRedirectError as error:
            return console.refused("entry_new", "redirect_to", error, **told)
        except RegressionError as error:
            return console.refused("entry_new", "", error, report=error.report, **told)
        serve(console)
        return done("console.entry", "entry_written", site_key=site.key, entry_id=saved.entry_id)


def choices(console: Console, site: store.Site) -> dict[str, Any]:
    """Give what the form of an entry offers."""
    with console.office.database.read() as session:
        sections = entry_search.sections(session, site.key)
    words = console.services.translations
    languages = {each: words.text(each, "language", "name") for each in words.locales}
    return {"sections": sections, "languages": languages, "states": STATES, **told_of(site)}


def aim(console: Console, site: store.Site, said: EntryForm) -> str:
    """Find the entry that another one is to be sent to; raise BadRedirectError."""
    with console.office.database.read() as session:
        return editing.aim_of(session, site.key, said.redirect_to)


def _listing() -> tuple[Listing, bool]:
    """Read what is looked for; what cannot be read is left out, and told."""
    try:
        return Listing.model_validate(request.args.to_dict()), False
    except ValidationError:
        return Listing(), True


def _list(console: Console, site: store.Site, asked: Listing) -> dict[str, Any]:
    wanted = asked.wanted()
    with console.office.database.read() as session:
        found = entry_search.page(session, site.key, wanted, asked.behind(), ENTRIES_A_PAGE + 1)
        count = entry_search.count(session, site.key, wanted)
        sections = entry_search.sections(session, site.key)
    shown = found[:ENTRIES_A_PAGE]
    further = None
    if len(found) > ENTRIES_A_PAGE:
        last = shown[-1]
        further = asked.following((last.updated_at, last.entry.id)).asked()
    return {
        "entries": shown,
        "count": count,
        "further": further,
        "is_filtered": any((asked.words, asked.state, asked.owner, asked.section, asked.problem)),
        "sections": sections,
        "states": STATES,
        "owners": OWNERS,
        "problems": PROBLEMS,
        **told_of(site),
    }
