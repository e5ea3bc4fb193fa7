"""The console's shell: what every page of it shares. Before each of them stands `console_guard`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask import Response, g, make_response, redirect, render_template, request, url_for
from pydantic import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from chat.authorize import Action, may_somewhere
from chat.errors import ChatError, NotSignedInError
from chat.office import Office
from chat.staff_sessions import SignedIn
from store import sites
from web import csrf, errors
from web.forms import Form, Posted, wrong_fields
from web.services import Services
from web.staff import Staff

SECTION = "console"
ZONE = "Europe/Paris"
Answer = Response | AnyResponse
Model = TypeVar("Model", bound=Posted)


@dataclass(frozen=True, slots=True)
class Console:
    """What the pages work with."""

    services: Services
    staff: Staff
    static: Callable[[str], str]
    zone: tzinfo

    @property
    def office(self) -> Office:
        """Give what the functions for the staff work with."""
        return self.staff.office

    @property
    def locale(self) -> str:
        """Choose the language: the one of the account, else the first that the browser asks for."""
        signed_in: SignedIn | None = g.get("signed_in")
        own = None if signed_in is None else signed_in.agent.locale
        accepted = (name for name, quality in request.accept_languages if quality > 0)
        return self.services.translations.negotiate(own, *accepted, section=SECTION)

    @property
    def locales(self) -> list[str]:
        """List the languages that the console speaks."""
        words = self.services.translations
        return [each for each in words.locales if words.negotiate(each, section=SECTION) == each]

    def text(self, key: str, **places: object) -> str:
        """Give a string in the language of the page, its places filled in."""
        return self._told(SECTION, key, places)

    def moment(self, at: datetime) -> str:
        """Write a moment as the page's language does, by the clock of the house."""
        here = at.astimezone(self.zone)
        month = self.text("months").split()[here.month - 1]
        return self.text(
            "date_time", day=here.day, month=month, year=here.year, time=f"{here:%H:%M}"
        )

    def error_text(self, error: ChatError) -> str:
        """Give the words of a refusal."""
        return self._told("errors", error.code, {"seconds": error.retry_after_seconds or 0})

    def page(self, template: str, status: int = HTTPStatus.OK, **values: Any) -> Response:
        """Fill in a template of templates/console/."""
        shown = render_template(
            f"console/{template}.html",
            **{"form": Form(), "done": self._done()} | values,
            t=self.text,
            moment=self.moment,
            locale=self.locale,
            static=self.static,
            agent=self._whole_agent(),
            form_field=csrf.FIELD,
            form_token=csrf.form_token(self.office.key, g.token),
            may=self._may,
            Action=Action,
        )
        return make_response(shown, status)

    def posted(self, model: type[Model]) -> tuple[Model | None, dict[str, str]]:
        """Read the form that was sent; give what is wrong with it, by field, instead."""
        try:
            return model.model_validate(request.form.to_dict()), {}
        except ValidationError as error:
            return None, {name: self.text(f"error_{name}") for name in wrong_fields(error)}

    def again(
        self,
        template: str,
        wrong: Mapping[str, str],
        status: int = HTTPStatus.BAD_REQUEST,
        **told: Any,
    ) -> Response:
        """Show a form again with what was typed and what is wrong."""
        return self.page(template, status, form=Form.again(request.form, wrong), **told)

    def refused(self, template: str, field: str, error: ChatError, **told: Any) -> Response:
        """Show a form again for which `chat` has refused one field, or "" for the whole of it."""
        status = errors.HTTP_STATUS[error.code]
        response = self.again(template, {field: self.error_text(error)}, status, **told)
        return with_retry(response, error)

    def _may(self, action: Action) -> bool:
        agent = self._whole_agent()
        return agent is not None and may_somewhere(agent, action)

    def _whole_agent(self) -> Any:
        signed_in: SignedIn | None = g.get("signed_in")
        return None if signed_in is None or signed_in.awaits else signed_in.agent

    def _done(self) -> str:
        """Say what was done by the form that led here."""
        key = f"done_{request.args.get('done', '')[:40]}"
        return self.services.translations.section(self.locale, SECTION).get(key, "")

    def _told(self, section: str, key: str, places: Mapping[str, object]) -> str:
        text = self.services.translations.text(self.locale, section, key)
        for name, value in places.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


def zone_of(services: Services) -> ZoneInfo:
    """Give the time zone of the house: that of the site which is meant when none is named."""
    with services.database.read() as session:
        site = sites.get(session, services.settings.site)
    return ZoneInfo(ZONE if site is None else site.time_zone)


def signed_in() -> SignedIn:
    """Give who is signed in; the guard has seen to it that somebody is."""
    found: SignedIn | None = g.get("signed_in")
    if found is None:
        raise NotSignedInError("nobody is signed in")
    return found


def done(endpoint: str, key: str, **values: Any) -> Answer:
    """Lead to a page that says what was done."""
    return redirect(url_for(endpoint, done=key, **values), HTTPStatus.SEE_OTHER)


def hand_over(token: str) -> None:
    """Have the browser hold another token from the end of this request on."""
    g.given = token


def with_retry(response: Response, error: ChatError) -> Response:
    """Say when the same may be tried again."""
    if error.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(error.retry_after_seconds)
    return response
