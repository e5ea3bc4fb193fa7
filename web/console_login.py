"""Signing in and out, and the invitation by which somebody comes for the first time."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, redirect, request, url_for

from chat import invitations, signing_in, staff_sessions
from chat.errors import RateLimitedError, WeakPasswordError, WrongPasswordError
from store import agents
from store.account_records import Agent
from web.addresses import countable_address
from web.browsers import browser_name
from web.console import Answer, Console, done, hand_over, signed_in
from web.forms import Acceptance, Form, Login


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/login`, `/console/logout` and `/console/invitation/<token>`."""
    office = console.office

    @routes.get("/login")
    def login() -> Answer:
        with office.database.read() as session:
            is_any = agents.is_any(session)
        return console.page("login", is_any=is_any)

    @routes.post("/login")
    def log_in() -> Answer:
        said, wrong = console.posted(Login)
        if said is None:
            return console.again("login", wrong, is_any=True)
        address = countable_address(request.environ, console.staff.trusted)
        browser = browser_name(request.user_agent.string)
        try:
            token = signing_in.sign_in(office, said.email, said.password, address, browser)
        except (RateLimitedError, WrongPasswordError) as error:
            return console.refused("login", "", error, is_any=True)
        hand_over(token)
        return redirect(url_for("console.home"), HTTPStatus.SEE_OTHER)

    @routes.post("/logout")
    def log_out() -> Answer:
        staff_sessions.end(office, signed_in())
        hand_over(office.new_token())
        return done("console.login", "signed_out")

    @routes.get("/invitation/<token>")
    def invitation(token: str) -> Answer:
        invited = _invited(console, token)
        return console.page("invitation", invited=invited, form=Form({"name": invited.name}))

    @routes.post("/invitation/<token>")
    def accept(token: str) -> Answer:
        invited = _invited(console, token)
        said, wrong = console.posted(Acceptance)
        if said is None:
            return console.again("invitation", wrong, invited=invited)
        browser = browser_name(request.user_agent.string)
        try:
            made = invitations.accept(office, token, said.name, said.new_password, browser)
        except WeakPasswordError as error:
            return console.refused("invitation", "new_password", error, invited=invited)
        hand_over(made)
        return redirect(url_for("console.home"), HTTPStatus.SEE_OTHER)


def _invited(console: Console, token: str) -> Agent:
    with console.office.database.read() as session:
        return invitations.find(session, console.office, token)
