"""The sites: all that one may see, and a new one for those who may add it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Blueprint, request

import store
from chat import site_editing
from chat.authorize import Action, authorize, may, sites_where
from store import sites
from web.console import Answer, Console, done, signed_in
from web.site_forms import read_new


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites` and `/console/sites/new`."""

    @routes.get("/sites", endpoint="sites")
    def show_all() -> Answer:
        agent = signed_in().agent
        with console.office.database.read() as session:
            seen = sites_where(agent, Action.SEE_SITE, sites.every(session))
        return console.page("sites", sites=seen, may_add=may(agent, Action.ADD_SITES))

    @routes.get("/sites/new", endpoint="new_site")
    def ask() -> Answer:
        authorize(signed_in().agent, Action.ADD_SITES)
        return console.page("site_new", **_told(console))

    @routes.post("/sites/new", endpoint="add_site")
    def add_it() -> Answer:
        agent = signed_in().agent
        authorize(agent, Action.ADD_SITES)
        site, wrong = read_new(request.form, console.services.translations.locales)
        if site is None:
            words = {name: console.text(f"error_{name}") for name in wrong}
            return console.again("site_new", words, **_told(console))
        try:
            made = site_editing.add(console.office, agent, site)
        except store.SiteExistsError:
            words = {"key": console.text("error_key_taken")}
            return console.again("site_new", words, HTTPStatus.CONFLICT, **_told(console))
        return done("console.site", "site_added", site_key=made.key)


def _told(console: Console) -> dict[str, Any]:
    """Give what the form of a new site offers."""
    words = console.services.translations
    names = {each: words.text(each, "language", "name") for each in words.locales}
    return {"languages": names}
