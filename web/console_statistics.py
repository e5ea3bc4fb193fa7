"""The statistics of a site, from counts of days: as pictures, tables, and files of these."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, request
from pydantic import ValidationError

import store
from chat import urls
from chat.authorize import Action
from chat.errors import InvalidPayloadError
from chat.spreadsheets import clusters_csv, periods_csv, sections_csv, tops_csv
from chat.statistics import STEPS, Statistics, last_days, sections_of, statistics_of
from web import figures
from web.console import Answer, Console
from web.console_site import site_of, told_of
from web.days import period_name, whole_day
from web.downloads import as_table
from web.forms import Form
from web.statistics_forms import SPANS, Span

TABLES: Mapping[str, Callable[[Statistics], str]] = {
    "periods": periods_csv,
    "sections": sections_csv,
    "questions": lambda told: tops_csv(told.top_questions),
    "articles": lambda told: tops_csv(told.top_articles),
    "unanswered": lambda told: clusters_csv(told.unanswered),
}


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/statistics` and its tables."""

    @routes.get("/sites/<site_key>/statistics", endpoint="statistics")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_STATISTICS)
        told, is_wrong = _told_or_usual(console, site)
        return console.page("statistics", is_wrong=is_wrong, **_shown(console, site, told))

    @routes.get("/sites/<site_key>/statistics/<table>.csv", endpoint="statistics_csv")
    def export(site_key: str, table: str) -> Response:
        site = site_of(console, site_key, Action.SEE_STATISTICS)
        if table not in TABLES:
            abort(404)
        told, _ = _told_or_usual(console, site)
        days = f"{told.first.isoformat()}-{told.last.isoformat()}"
        return as_table(TABLES[table](told), f"{site.key}-{table}-{days}")


def _told_or_usual(console: Console, site: store.Site) -> tuple[Statistics, bool]:
    """Sum up the days that are asked for; where they are none, the usual ones, and say so."""
    try:
        asked = Span.model_validate(request.args.to_dict())
        return _told(console, site, asked), False
    except (ValidationError, InvalidPayloadError):
        return _told(console, site, Span()), True


def _told(console: Console, site: store.Site, asked: Span) -> Statistics:
    first, last = asked.days(site, console.office.now())
    step, section = asked.steps(first, last), asked.section or None
    return statistics_of(console.office.database, site.key, first, last, step, section)


def _shown(console: Console, site: store.Site, told: Statistics) -> dict[str, Any]:
    """Give what the page shows, and what it writes numbers and days with."""
    asked = {
        "first": told.first.isoformat(),
        "last": told.last.isoformat(),
        "step": told.step,
        "section": told.section or "",
    }
    presets = {}
    for count in SPANS:
        first, last = last_days(site, console.office.now(), count)
        presets[count] = {"first": first.isoformat(), "last": last.isoformat()}
    return {
        "told": told,
        "asked": asked,
        "presets": presets,
        "steps": STEPS,
        "sections": sections_of(console.office.database, site.key),
        "form": Form({**asked, **_typed()}),
        "number": partial(figures.number, console),
        "share": partial(figures.share, console),
        "most": partial(figures.most, console),
        "day": partial(whole_day, console),
        "period": period_name(console, told.step),
        "address": lambda url: urls.web_address(url, site.base_url),
        **told_of(site),
    }


def _typed() -> dict[str, str]:
    """Give the days as they were typed, so that a wrong one can be mended."""
    return {name: request.args[name][:10] for name in ("first", "last") if request.args.get(name)}
