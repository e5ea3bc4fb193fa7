"""A question is tried: what a reader would be told, by which matches, and what to do about it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Blueprint, request
from pydantic import AfterValidator, StringConstraints, ValidationError

import store
from chat import editing, examination, trying
from chat.authorize import Action, authorize
from chat.errors import ChatError, RegressionError
from chat.office import as_he_is_now
from chat.urls import page_address
from store import expectations
from web.console import Answer, Console, done, signed_in
from web.console_site import serve, site_of, told_of
from web.entry_forms import no_nul
from web.forms import Form, Posted
from web.housework import publisher_of

QUESTION_LENGTH_MAX = examination.QUESTION_CHARACTERS_MAX


Asked = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_LENGTH_MAX),
    AfterValidator(no_nul),
]
Id = Annotated[str, StringConstraints(max_length=255), AfterValidator(no_nul)]


class Question(Posted):
    """A question, and the page on which it is asked."""

    question: Asked
    page: Annotated[str, StringConstraints(max_length=2000), AfterValidator(no_nul)] = ""


class Expected(Question):
    """The entry that is to answer a question; none where nobody is to."""

    entry_id: Id = ""


class Wording(Question):
    """The entry that is to be asked by a question too."""

    entry_id: Id
    force: Literal["", "on"] = ""


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/try` and what can be done there."""

    @routes.get("/sites/<site_key>/try", endpoint="try_question")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.SEE_ENTRIES)
        return console.page("try", **_tried(console, site, request.args.to_dict()))

    @routes.post("/sites/<site_key>/try/expect", endpoint="expect")
    def expect(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(Expected)
        if said is None:
            return console.again("try", wrong, **_shown(console, site))
        agent, services = signed_in().agent, console.services

        def work(session: store.Session) -> None:
            authorize(as_he_is_now(session, agent), Action.EDIT_ENTRIES, site)
            told = (site.key, said.question, said.entry_id, agent.name)
            examination.expect(session, *told, services.now(), services.new_id)

        try:
            console.office.database.commit(work)
        except ChatError as error:
            return console.refused("try", "question", error, **_shown(console, site))
        return done("console.try_question", "expected", **_place(site, said))

    @routes.post("/sites/<site_key>/try/wording", endpoint="add_wording")
    def add_wording(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(Wording)
        if said is None:
            return console.again("try", wrong, **_shown(console, site))
        told = (signed_in().agent, site.key, said.entry_id, said.question)
        try:
            editing.add_wording(publisher_of(console.services), *told, force=bool(said.force))
        except RegressionError as error:
            shown = {**_shown(console, site), "report": error.report, "asked_for": said.entry_id}
            return console.refused("try", "", error, **shown)
        serve(console)
        return done("console.try_question", "wording_added", **_place(site, said))


def _place(site: store.Site, said: Question) -> dict[str, str]:
    page = {"page": said.page} if said.page else {}
    return {"site_key": site.key, "question": said.question, **page}


def _shown(console: Console, site: store.Site) -> dict[str, Any]:
    """Give what the page shows below a form that was refused."""
    told = _tried(console, site, request.form.to_dict())
    told.pop("form")
    return told


def _tried(console: Console, site: store.Site, said: dict[str, str]) -> dict[str, Any]:
    """Ask the question that stands in an address, if there is one."""
    with console.office.database.read() as session:
        held = expectations.of_site(session, site.key)
    told: dict[str, Any] = {"tried": None, "expected": held, **told_of(site)}
    if "question" not in said:
        return {**told, "form": Form()}
    try:
        asked = Question.model_validate(said)
    except ValidationError:
        wrong = {"question": console.text("error_question_tried")}
        return {**told, "form": Form.again(said, wrong)}
    page = page_address(asked.page) if asked.page else None
    tried = trying.try_question(console.services.bot, site.key, asked.question, page, site.locale)
    return {**told, "form": Form(asked.model_dump()), "asked": asked, "tried": tried}
