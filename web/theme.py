"""A site's own theme: what it may choose of the panel's look, and the style sheet that says so.

A colour that cannot be read is refused, with the nearest one that can. What the theme leaves out
stays as tokens.css has it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from flask import Blueprint, Response, request
from pydantic import AfterValidator, BaseModel, ConfigDict

import store
from chat.conversations import find_site
from web.assets import KEPT_FOR_EVER
from web.colours import TEXT_CONTRAST_MIN, Palette, house, least_contrast, readable
from web.services import Services

LAUNCHER_TEXT = "#ffffff"
"""What the loader writes on a launcher that has a colour of its own."""

_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)

FONTS: Mapping[str, Mapping[str, str]] = {
    "press": {},
    "charter": {"serif": 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif'},
    "georgia": {"serif": 'Georgia, "Times New Roman", serif'},
    "sans": {"serif": "var(--salut-sans)"},
}
"""What passages and headings are set in; every stack is one that readers' systems have."""

RADII: Mapping[str, Mapping[str, str]] = {
    "square": {"radius": "0", "round": "0"},
    "soft": {"radius": "4px", "round": "10px"},
    "round": {},
}
"""How the corners of buttons are cut."""


_LIGHT = ":root"
_DARK = (
    '@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"])',
    '@media screen { :root[data-theme="dark"]',
)


def _colour(text: str) -> str:
    """Accept `#abc` and `#aabbcc`, and give the long form."""
    if text and not _COLOUR.fullmatch(text):
        raise ValueError("write a colour like #a5331c")
    digits = text.lower().removeprefix("#")
    return text and "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)


def _grounds(palette: Palette) -> list[str]:
    return [palette["paper"], palette["sheet"]]


def _readable_on(grounds: Callable[[], list[str]]) -> AfterValidator:
    """Refuse a colour that cannot be read, and name the nearest that can."""

    def check(colour: str) -> str:
        if colour and (ratio := least_contrast(colour, grounds())) < TEXT_CONTRAST_MIN:
            raise ValueError(
                f"{colour} cannot be read: its contrast with {grounds()[0]} is {ratio:.1f}:1, "
                f"it takes {TEXT_CONTRAST_MIN}:1; try {readable(colour, grounds())}"
            )
        return colour

    return AfterValidator(check)


Colour = Annotated[str, AfterValidator(_colour)]


class Theme(BaseModel):
    """What a site says of its look; empty is the house's."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accent: Annotated[Colour, _readable_on(lambda: _grounds(house()[0]))] = ""
    accent_dark: Annotated[Colour, _readable_on(lambda: _grounds(house()[1]))] = ""
    launcher: Annotated[Colour, _readable_on(lambda: [LAUNCHER_TEXT])] = ""
    font: Literal["", "press", "charter", "georgia", "sans"] = ""
    radius: Literal["", "square", "soft", "round"] = ""

    @property
    def dark_accent(self) -> str:
        """Give the accent on dark paper: the one that was chosen, or the accent made lighter."""
        made = self.accent and readable(self.accent, _grounds(house()[1]))
        return self.accent_dark or made

    def said(self) -> dict[str, str]:
        """Give what was chosen, as it is stored."""
        return {name: value for name, value in self.model_dump().items() if value}


def theme_of(site: store.Site) -> Theme:
    """Give a site's theme; the house's where what is stored holds no longer."""
    try:
        return Theme.model_validate(dict(site.theme))
    except ValueError:
        return Theme()


def style_sheet(theme: Theme) -> str:
    """Write the style sheet of a theme; "" when there is nothing to say."""
    shape = {**FONTS.get(theme.font, {}), **RADII.get(theme.radius, {})}
    light = shape | ({"accent": theme.accent} if theme.accent else {})
    dark = {"accent": theme.dark_accent} if theme.dark_accent else {}
    rules = [(_LIGHT, light), *((selector, dark) for selector in _DARK)]
    return "".join(_rule(selector, tokens) for selector, tokens in rules if tokens)


def address(site: store.Site) -> str:
    """Give the URL of a site's style sheet, which changes with it; "" when it needs none."""
    style = style_sheet(theme_of(site))
    return f"/widget/{site.key}/theme.css?v={_digest(style)}" if style else ""


def blueprint(services: Services) -> Blueprint:
    """Serve `/widget/<site>/theme.css`; kept for a year under its present digest alone."""
    routes = Blueprint("theme", __name__)

    @routes.get("/widget/<site_key>/theme.css")
    def theme(site_key: str) -> Response:
        with services.database.read() as session:
            style = style_sheet(theme_of(find_site(session, site_key)))
        response = Response(style, mimetype="text/css")
        response.set_etag(_digest(style))
        is_present = request.args.get("v") == _digest(style)
        response.headers["Cache-Control"] = KEPT_FOR_EVER if is_present else "no-cache"
        response.make_conditional(request)
        return response

    return routes


def _rule(selector: str, tokens: Mapping[str, str]) -> str:
    said = " ".join(f"--salut-{name}: {value};" for name, value in tokens.items())
    return f"{selector} {{ {said} }}{'}' * selector.count('{')}\n"


def _digest(style: str) -> str:
    return hashlib.sha256(style.encode()).hexdigest()[:16]
