"""What the pages of one site share: whose it is, and what may be done on it."""

from __future__ import annotations

from typing import Any

import store
from chat.authorize import Action, authorize, may
from chat.conversations import find_site
from web.console import Console, signed_in


def site_of(console: Console, site_key: str, action: Action) -> store.Site:
    """Give a site on which whoever is signed in may do this; raise NotAllowedError."""
    with console.office.database.read() as session:
        site = find_site(session, site_key)
    authorize(signed_in().agent, action, site)
    return site


def serve(console: Console) -> None:
    """Serve what was published, here at once; other workers look by themselves."""
    console.services.knowledge.follow_editors()


def told_of(site: store.Site) -> dict[str, Any]:
    """Give what every page of a site shows, and what its reader may do there."""
    agent = signed_in().agent
    return {
        "site": site,
        "may_edit": may(agent, Action.EDIT_ENTRIES, site),
        "may_run": may(agent, Action.RUN_SOURCES, site),
        "may_change_site": may(agent, Action.EDIT_SITE, site),
    }
