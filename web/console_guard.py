"""The guard before every page of the console, and what each of them carries on its way out.

In this order a request is refused: without HTTPS, without a row in `web/access.py`, without the
token of a form, without anybody signed in, without his second factor, without his role.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus

from flask import Blueprint, Response, g, redirect, request, url_for
from werkzeug.exceptions import HTTPException

from chat import staff_sessions
from chat.authorize import Action, may_somewhere
from chat.errors import (
    ForeignRequestError,
    InsecureConnectionError,
    NotAllowedError,
    NotSignedInError,
)
from web import csrf, errors, staff_cookie
from web.access import ANYONE, BODY_BYTES_MAX, CONSOLE, HALFWAY, STAFF
from web.console import SECTION, Answer, Console, with_retry

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
FRAMING_POLICY = f"{POLICY}; frame-src 'self'"
FRAMED_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def blueprint(
    console: Console,
    *pages: Callable[[Blueprint, Console], None],
    name: str = SECTION,
) -> Blueprint:
    """Put guard and pages together, below a path that is the name of the blueprint too."""
    routes = Blueprint(name, __name__, url_prefix=f"/{name}")
    routes.before_request(partial(_guard, console))
    routes.after_request(partial(_seal, console))
    routes.register_error_handler(Exception, partial(_refuse, console))
    for add in pages:
        add(routes, console)
    return routes


def _guard(console: Console) -> Answer | None:
    """Let a request in, lead it to where it has to go first, or refuse it."""
    environ, trusted, office = request.environ, console.staff.trusted, console.office
    g.held = g.token = staff_cookie.token_of(environ, trusted)
    if not staff_cookie.is_safe(environ, trusted):
        raise InsecureConnectionError("no HTTPS")
    if not g.token and _comes_from_elsewhere():
        return console.page("onward", address=request.full_path)
    if not g.token:
        g.token = g.given = office.new_token()
    method = "GET" if request.method == "HEAD" else request.method
    access = CONSOLE.get(f"{method} {request.url_rule}")
    if access is None:
        raise NotAllowedError("this page has no row in the table of access")
    g.signed_in = found = console.staff.signed_in(environ)
    if found is not None and not found.awaits and f"{method} {request.url_rule}" in BODY_BYTES_MAX:
        request.max_content_length = BODY_BYTES_MAX[f"{method} {request.url_rule}"]
    csrf.check(request, office.key, g.held)
    if access == ANYONE:
        return None
    if found is None:
        return _to_login()
    staff_sessions.keep(office, found)
    if found.awaits and access != HALFWAY:
        return redirect(url_for("console.two_factor"), HTTPStatus.SEE_OTHER)
    if access not in (HALFWAY, STAFF) and not may_somewhere(found.agent, Action(access)):
        raise NotAllowedError("no site on which this is allowed")
    return None


def _comes_from_elsewhere() -> bool:
    """Tell whether a link of another site has led here.

    Then the browser keeps its cookie back, and another one would sign out whoever is signed in. A
    page that leads on to the same address is one of ours, so that the next request has the cookie.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    return request.method in csrf.SAFE_METHODS and site in ("cross-site", "same-site")


def _to_login() -> Answer:
    """Lead to the login; what was typed into a form is not thrown away for it."""
    if request.method not in csrf.SAFE_METHODS:
        raise NotSignedInError("nobody is signed in")
    return redirect(url_for("console.login"), HTTPStatus.SEE_OTHER)


def _seal(console: Console, response: Response) -> Response:
    """Add the policy of the console, and the cookie where it changes."""
    response.headers["Content-Security-Policy"] = g.get("policy", POLICY)
    response.headers["Referrer-Policy"] = "same-origin"  # else no browser names its origin to us
    given = g.get("given")
    if given and staff_cookie.is_safe(request.environ, console.staff.trusted):
        staff_cookie.give(response, given, request.environ, console.staff.trusted)
    return response


def _refuse(console: Console, error: Exception) -> Answer | HTTPException:
    """Tell a refusal as a page that says what to do."""
    if isinstance(error, HTTPException) and (error.code or 0) < HTTPStatus.BAD_REQUEST:
        return error
    said = errors.as_chat_error(error)
    status = errors.HTTP_STATUS[said.code]
    if isinstance(error, HTTPException) and error.code is not None:
        status = HTTPStatus(error.code)
    needs_login = type(said) is NotSignedInError or isinstance(said, ForeignRequestError)
    response = console.page(
        "error", status, message=console.error_text(said), needs_login=needs_login
    )
    return with_retry(response, said)
