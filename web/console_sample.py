"""A sample of the panel, for a theme that is being chosen: the same style sheets, and no reader."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import Blueprint, Response, g, request, url_for
from pydantic import ValidationError

from chat.authorize import Action
from web import theme
from web.console import Answer, Console
from web.console_guard import FRAMED_POLICY
from web.console_site import site_of
from web.widget import greeting

LOOKS = tuple(theme.Theme.model_fields)


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/sample` and its style sheet."""

    @routes.get("/sites/<site_key>/sample", endpoint="sample")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_SITE)
        g.policy = FRAMED_POLICY
        words = console.services.translations
        return console.page(
            "sample",
            site=site,
            words=words.section(site.locale, "widget"),
            direction=words.direction(site.locale),
            greeting=greeting(site, site.locale, words),
            style=f"{url_for('console.sample_style', site_key=site.key)}?{urlencode(_said())}",
        )

    @routes.get("/sites/<site_key>/sample.css", endpoint="sample_style")
    def style(site_key: str) -> Answer:
        site_of(console, site_key, Action.SEE_SITE)
        return Response(theme.style_sheet(_chosen()), mimetype="text/css")


def _said() -> dict[str, str]:
    told = {name: request.args.get(name, "").strip()[:40] for name in LOOKS}
    return {name: text for name, text in told.items() if text}


def _chosen() -> theme.Theme:
    """Read a theme as it is being chosen; what cannot be read yet is left out."""
    kept = {}
    for name, text in _said().items():
        try:
            theme.Theme.model_validate({name: text})
        except ValidationError:
            continue
        kept[name] = text
    return theme.Theme.model_validate(kept)
