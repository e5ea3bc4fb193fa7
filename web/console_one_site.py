"""One site: what it says of itself, how its widget looks, and the tag for its pages."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import Blueprint, g, request
from pydantic import ValidationError

import store
from chat import hours, site_editing
from chat.authorize import Action
from chat.errors import StaleEditError
from store import entry_search
from web import theme
from web.console import Answer, Console, done, signed_in
from web.console_guard import FRAMING_POLICY
from web.console_site import site_of, told_of
from web.forms import Form, wrong_fields
from web.site_forms import read_change, rows_of, values_of
from web.snippet_commands import snippet

LOOKS = tuple(theme.Theme.model_fields)


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>` and what is changed there."""

    @routes.get("/sites/<site_key>", endpoint="site")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_SITE)
        return _page(console, site)

    @routes.post("/sites/<site_key>", endpoint="change_site")
    def change(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_SITE)
        locales = console.services.translations.locales
        changed, wrong = read_change(request.form, site, locales)
        if changed is None:
            return _again(console, site, {name: _word(console, name) for name in wrong})
        seen = request.form.get("seen", "")
        try:
            site_editing.change(console.office, signed_in().agent, changed, seen)
        except StaleEditError as error:
            return _again(console, site, {"": console.error_text(error)}, HTTPStatus.CONFLICT)
        return done("console.site", "site_saved", site_key=site.key)

    @routes.post("/sites/<site_key>/theme", endpoint="site_theme")
    def change_theme(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_SITE)
        said = {name: request.form.get(name, "").strip() for name in LOOKS}
        try:
            chosen = theme.Theme.model_validate(said)
        except ValidationError as error:
            wrong = {
                name: console.text(f"error_{name}", nearest=nearest(error, name))
                for name in wrong_fields(error)
            }
            return _page(console, site, looks=Form(said, wrong), status=HTTPStatus.BAD_REQUEST)
        if "preview" in request.form:
            return _page(console, site, looks=Form(said))
        site_editing.set_theme(console.office, signed_in().agent, site.key, chosen.said())
        return done("console.site", "theme_saved", site_key=site.key)


def nearest(error: ValidationError, name: str) -> str:
    """Give the nearest colour that can be read, where one was named."""
    told = next((each["msg"] for each in error.errors() if each["loc"][:1] == (name,)), "")
    return told.rpartition("try ")[2] if "try #" in told else "#a5331c"


def _page(
    console: Console,
    site: store.Site,
    form: Form | None = None,
    looks: Form | None = None,
    status: int = HTTPStatus.OK,
) -> Answer:
    g.policy = FRAMING_POLICY
    words = console.services.translations
    values = dict(form.values) if form else values_of(site, words.locales)
    with console.office.database.read() as session:
        sections = entry_search.sections(session, site.key)
    looks = looks or Form({name: site.theme.get(name, "") for name in LOOKS})
    here = request.host_url.rstrip("/")
    return console.page(
        "site",
        status,
        form=form or Form(values),
        looks=looks,
        preview={name: text for name, text in looks.values.items() if text},
        seen=site_editing.digest(site),
        rows=rows_of(values),
        sections=sections,
        snippet=snippet(site, here, console.services, versioned=False),
        languages={each: words.text(each, "language", "name") for each in words.locales},
        days=hours.DAYS,
        fonts=tuple(theme.FONTS),
        radii=tuple(theme.RADII),
        staffing=hours.staffing(site, console.services.now()),
        closed=[_day(console, each) for each in site.hours.get(hours.CLOSED, ())],
        **told_of(site),
    )


def _again(
    console: Console,
    site: store.Site,
    wrong: dict[str, str],
    status: int = HTTPStatus.BAD_REQUEST,
) -> Answer:
    return _page(console, site, Form.again(request.form, wrong), status=status)


def _word(console: Console, name: str) -> str:
    """Say what is wrong with a field of which there are several."""
    for kind in ("greeting", "section", "hours"):
        if name.startswith(f"{kind}_"):
            return console.text(f"error_{kind}_row")
    return console.text(f"error_{name}")


def _day(console: Console, text: str) -> str:
    """Write a closed day in words."""
    day = date.fromisoformat(text)
    month = console.text("months").split()[day.month - 1]
    return console.text("date", day=day.day, month=month, year=day.year)
