"""The forms of sites: what an admin says of one, and what is wrong with it, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

import store
from chat import hours
from chat.emails import clean_email
from chat.errors import InvalidEmailError
from chat.urls import entry_address
from web.entry_forms import no_nul
from web.forms import Posted, wrong_fields
from web.payloads import base_url, origin
from web.people_commands import RETENTION_DAYS_MAX

GREETING_LENGTH_MAX, SECTIONS_MAX, ORIGINS_MAX = 500, 60, 50
SPARE_ROWS = 2
_FRENCH_TIME = re.compile(r"\b([0-9]{1,2}) ?h(?: ?([0-9]{2}))?\b")


def _contact(text: str) -> str:
    """Accept a page, a path of the site, or a mail address."""
    is_page = "@" not in text or "/" in text
    if not text or (is_page and entry_address(text, "/")):
        return text
    try:
        return f"mailto:{clean_email(text.removeprefix('mailto:'))}"
    except InvalidEmailError as error:
        raise ValueError("write the address of a page, or of a mailbox") from error


def _zone(text: str) -> str:
    return hours.time_zone(text).key


def _origins(text: str) -> str:
    """Accept one origin a line."""
    lines = text.split()
    if len(lines) > ORIGINS_MAX:
        raise ValueError("write fewer origins")
    return "\n".join(origin(each.rstrip("/")) for each in lines)


def _text(length_max: int, length_min: int = 0) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=length_min, max_length=length_max)


class SiteForm(Posted):
    """What a site says of itself, but for its greetings and hours."""

    site_name: Annotated[str, _text(200, 1), AfterValidator(no_nul)]
    locale: Annotated[str, Field(max_length=16)]
    base_url: Annotated[str, _text(2000, 1), AfterValidator(no_nul), AfterValidator(base_url)]
    origins: Annotated[str, Field(max_length=5000), AfterValidator(_origins)] = ""
    contact_url: Annotated[str, _text(2000), AfterValidator(no_nul), AfterValidator(_contact)] = ""


class NewSiteForm(SiteForm):
    """A new site: its key is part of the tag on its pages, and stays."""

    key: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]


class WholeSiteForm(SiteForm):
    """A site that is changed, as it was seen."""

    time_zone: Annotated[str, _text(64, 1), AfterValidator(no_nul), AfterValidator(_zone)]
    retention_days: Annotated[int, Field(ge=1, le=RETENTION_DAYS_MAX)]
    seen: Annotated[str, Field(max_length=64)]


def read_new(posted: Mapping[str, str], locales: list[str]) -> tuple[store.Site | None, list[str]]:
    """Read a new site; give the names of the fields that are wrong instead."""
    said, wrong = _read(NewSiteForm, posted, locales)
    if not isinstance(said, NewSiteForm) or wrong:
        return None, wrong
    return store.Site(key=said.key, **_told(said)), []


def read_change(
    posted: Mapping[str, str], site: store.Site, locales: list[str]
) -> tuple[store.Site | None, list[str]]:
    """Read what is said of a site; give the names of the fields that are wrong instead."""
    said, wrong = _read(WholeSiteForm, posted, locales)
    greetings, wrong_greetings = _greetings(posted, locales)
    sections, wrong_sections = _sections(posted)
    opening, wrong_hours = _hours(posted)
    wrong += [*wrong_greetings, *wrong_sections, *wrong_hours]
    if not isinstance(said, WholeSiteForm) or wrong:
        return None, wrong
    changed = store.Site(
        key=site.key,
        knowledge_version=site.knowledge_version,
        theme=site.theme,
        greetings=greetings,
        section_greetings=sections,
        hours=opening,
        time_zone=said.time_zone,
        retention_days=said.retention_days,
        **_told(said),
    )
    return changed, []


def values_of(site: store.Site, locales: list[str]) -> dict[str, str]:
    """Give what stands in the form of a site."""
    told = {
        "site_name": site.name,
        "locale": site.locale,
        "base_url": site.base_url,
        "origins": "\n".join(site.origins),
        "contact_url": site.contact_url.removeprefix("mailto:"),
        "time_zone": site.time_zone,
        "retention_days": str(site.retention_days),
        "closed": "\n".join(site.hours.get(hours.CLOSED, ())),
    }
    told |= {f"greeting_{each}": site.greetings.get(each, "") for each in locales}
    told |= {f"hours_{day}": ", ".join(site.hours.get(day, ())) for day in hours.DAYS}
    for number, (section, text) in enumerate(site.section_greetings.items()):
        told |= {f"section_{number}": section, f"section_greeting_{number}": text}
    return told


def rows_of(values: Mapping[str, str]) -> range:
    """Number the rows of greetings by section: those that say something, and some to spare."""
    said = [number for number in range(SECTIONS_MAX) if values.get(f"section_{number}")]
    return range(min(max(said, default=-1) + 1 + SPARE_ROWS, SECTIONS_MAX))


def _read(
    model: type[SiteForm], posted: Mapping[str, str], locales: list[str]
) -> tuple[SiteForm | None, list[str]]:
    try:
        said = model.model_validate(dict(posted))
    except ValidationError as error:
        return None, wrong_fields(error)
    return said, [] if said.locale in locales else ["locale"]


def _told(said: SiteForm) -> dict[str, Any]:
    return {
        "name": said.site_name,
        "locale": said.locale,
        "base_url": said.base_url,
        "origins": tuple(said.origins.split()),
        "contact_url": said.contact_url,
    }


def _greetings(posted: Mapping[str, str], locales: list[str]) -> tuple[dict[str, str], list[str]]:
    told = {each: posted.get(f"greeting_{each}", "").strip() for each in locales}
    wrong = [f"greeting_{each}" for each, text in told.items() if not _is_short(text)]
    return {each: text for each, text in told.items() if text}, wrong


def _sections(posted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Read what is said on the pages of a section; a row without both is left out, if empty."""
    told, wrong = {}, []
    for number in range(SECTIONS_MAX):
        section = posted.get(f"section_{number}", "").strip()
        text = posted.get(f"section_greeting_{number}", "").strip()
        if bool(section) != bool(text) or not _is_short(section) or not _is_short(text):
            wrong.append(f"section_{number}")
        elif section:
            told[section] = text
    return told, wrong


def _is_short(text: str) -> bool:
    return len(text) <= GREETING_LENGTH_MAX and "\0" not in text


def _hours(posted: Mapping[str, str]) -> tuple[hours.Told, list[str]]:
    """Read when people are there: `9h-12h30, 14:00-18:00` a day, and days that are closed."""
    told, wrong = hours.Told(), []
    for day, spans in _spans(posted):
        try:
            told |= hours.parse(f"{day} {spans}") if day in hours.DAYS else _closed(spans)
        except hours.HoursError:
            wrong.append(f"hours_{day}" if day in hours.DAYS else day)
    if not any(day in told for day in hours.DAYS):
        told = hours.Told()
    return told, wrong


def _spans(posted: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for day in hours.DAYS:
        text = posted.get(f"hours_{day}", "").lower().replace("–", "-").replace(";", ",")
        text = _FRENCH_TIME.sub(lambda found: f"{found[1]}:{found[2] or '00'}", text)
        if text.strip():
            yield day, re.sub(r"\s*-\s*", "-", text)
    if closed := posted.get("closed", "").replace(";", " ").strip():
        yield hours.CLOSED, closed


def _closed(days: str) -> hours.Told:
    told = hours.parse(f"mo 9:00-10:00; {hours.CLOSED} {days}")
    return {hours.CLOSED: told[hours.CLOSED]}
