"""Sites as their admins change them: added, told about, given a look; each with its audit line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, replace

import store
from chat import audit
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.conversations import find_site
from chat.errors import StaleEditError
from chat.office import Office, as_he_is_now
from store import sites
from store.account_records import Agent


def add(office: Office, by: Agent, site: store.Site) -> store.Site:
    """Add a site; raise NotAllowedError, store.SiteExistsError."""

    def work(session: store.Session) -> store.Site:
        who = as_he_is_now(session, by)
        authorize(who, Action.ADD_SITES)
        made = sites.add(session, site, office.now())
        _note(session, office, who, site.key, "added")
        return made

    return office.database.commit(work)


def change(office: Office, by: Agent, site: store.Site, seen: str) -> None:
    """Store what a site says of itself, if it still is as it was `seen`.

    Raise NotAllowedError, UnknownSiteError, StaleEditError.
    """

    def work(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        held = find_site(session, site.key)
        authorize(who, Action.EDIT_SITE, held)
        if digest(held) != seen:
            raise StaleEditError("somebody else has changed this site meanwhile")
        sites.change(session, site)
        _note(session, office, who, site.key, "told")

    office.database.commit(work)


def set_theme(office: Office, by: Agent, site_key: str, theme: Mapping[str, str]) -> None:
    """Say how the widget of a site looks; raise NotAllowedError, UnknownSiteError."""

    def work(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        authorize(who, Action.EDIT_SITE, find_site(session, site_key))
        sites.set_theme(session, site_key, theme)
        _note(session, office, who, site_key, "theme")

    office.database.commit(work)


def digest(site: store.Site) -> str:
    """Tell one state of a site from another; its entries and its look do not count."""
    said = sorted(asdict(replace(site, knowledge_version=0, theme={})).items())
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _note(session: store.Session, office: Office, who: Agent, site_key: str, what: str) -> None:
    audit.note(
        session,
        who,
        Act.SITE_CHANGED,
        office.now(),
        site_key=site_key,
        about=site_key,
        details={"what": what},
    )
