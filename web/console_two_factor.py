"""The second factor: asked for, set up, or given back to set up another one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import segno
from flask import Blueprint, redirect, url_for

from chat import signing_in, totp
from chat.errors import RateLimitedError, WrongCodeError
from store import invitations
from web.console import Answer, Console, done, hand_over, signed_in
from web.forms import SecondFactor

CODE, SETUP, HELD = "two_factor_code", "two_factor_setup", "two_factor_held"


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/two-factor`."""
    office = console.office

    @routes.get("/two-factor")
    def two_factor() -> Answer:
        return console.page(_template(), **_told(console))

    @routes.post("/two-factor")
    def give_code() -> Answer:
        template = _template()
        said, wrong = console.posted(SecondFactor)
        if template == HELD:
            return redirect(url_for("console.two_factor"), HTTPStatus.SEE_OTHER)
        if said is None:
            return console.again(template, wrong, **_told(console))
        try:
            if template == SETUP:
                token, codes = signing_in.set_up(office, signed_in(), said.code)
                hand_over(token)
                return console.page("recovery_codes", codes=codes)
            hand_over(signing_in.confirm(office, signed_in(), said.code))
        except (RateLimitedError, WrongCodeError) as error:
            return console.refused(template, "code", error, **_told(console))
        return redirect(url_for("console.home"), HTTPStatus.SEE_OTHER)

    @routes.post("/two-factor/replace")
    def replace_factor() -> Answer:
        said, wrong = console.posted(SecondFactor)
        if said is None:
            return console.again(HELD, wrong, **_told(console))
        try:
            signing_in.drop_second_factor(office, signed_in(), said.code)
        except (RateLimitedError, WrongCodeError) as error:
            return console.refused(HELD, "code", error, **_told(console))
        return done("console.two_factor", "factor_dropped")


def _template() -> str:
    """Choose the page: a code is awaited, nothing is set up yet, or all is well."""
    who = signed_in()
    if not who.agent.has_second_factor:
        return SETUP
    return CODE if who.awaits else HELD


def _told(console: Console) -> dict[str, Any]:
    """Give what the page shows: the offered secret as picture and text, or the codes left."""
    who = signed_in()
    if who.agent.has_second_factor:
        with console.office.database.read() as session:
            return {"codes_left": invitations.count_recovery_codes(session, who.agent.id)}
    secret = signing_in.offered_secret(console.office, who)
    return {"picture": picture(totp.address(secret, who.agent.email)), "secret": grouped(secret)}


def picture(text: str) -> str:
    """Draw a QR code as SVG, without any style of its own."""
    drawn: str = segno.make_qr(text, error="m").svg_inline(
        omitsize=True, svgclass="qr", lineclass="qr-line"
    )
    return drawn


def grouped(secret: str) -> str:
    """Part a secret in groups that can be typed by hand."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
