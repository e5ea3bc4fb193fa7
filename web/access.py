"""Who may open which page of the console: one row a route, and a route without one is shut.

A row with an action asks for it on any site at all; on which one is decided by `authorize` where
the site is known. `HALFWAY` is who has given his password and not yet his second factor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from chat.authorize import Action

Access = Action | Literal["anyone", "halfway", "staff"]

ANYONE: Access = "anyone"
HALFWAY: Access = "halfway"
STAFF: Access = "staff"

CONSOLE: Mapping[str, Access] = {
    "GET /console/login": ANYONE,
    "POST /console/login": ANYONE,
    "GET /console/invitation/<token>": ANYONE,
    "POST /console/invitation/<token>": ANYONE,
    "POST /console/logout": HALFWAY,
    "GET /console/two-factor": HALFWAY,
    "POST /console/two-factor": HALFWAY,
    "POST /console/two-factor/replace": STAFF,
    "GET /console": STAFF,
    "GET /console/account": STAFF,
    "POST /console/account/password": STAFF,
    "POST /console/account/language": STAFF,
    "POST /console/account/sign-out-everywhere": STAFF,
    "GET /console/agents": Action.GIVE_ROLES,
    "POST /console/agents": Action.GIVE_ROLES,
    "GET /console/agents/<agent_id>": Action.SEE_AGENT,
    "POST /console/agents/<agent_id>/role": Action.GIVE_ROLES,
    "GET /console/agents/<agent_id>/<act>": Action.MANAGE_AGENT,
    "POST /console/agents/<agent_id>/<act>": Action.MANAGE_AGENT,
    "GET /console/audit": Action.SEE_AUDIT,
    "GET /console/sites/<site_key>/entries": Action.SEE_ENTRIES,
    "GET /console/sites/<site_key>/entries/new": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/entries/new": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/entries/<entry_id>": Action.SEE_ENTRIES,
    "POST /console/sites/<site_key>/entries/<entry_id>": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/entries/<entry_id>/state": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/entries/<entry_id>/restore": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/teaching": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/teaching.csv": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/teaching/<cluster_id>": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/attach": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/write": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/ignore": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/undo": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/try": Action.SEE_ENTRIES,
    "POST /console/sites/<site_key>/try/expect": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/try/wording": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/tests": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/tests": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/tests/run": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/tests/<expectation_id>/remove": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/statistics": Action.SEE_STATISTICS,
    "GET /console/sites/<site_key>/statistics/<table>.csv": Action.SEE_STATISTICS,
    "GET /console/sites": Action.SEE_SITE,
    "GET /console/sites/new": Action.ADD_SITES,
    "POST /console/sites/new": Action.ADD_SITES,
    "GET /console/sites/<site_key>": Action.SEE_SITE,
    "POST /console/sites/<site_key>": Action.EDIT_SITE,
    "POST /console/sites/<site_key>/theme": Action.EDIT_SITE,
    "GET /console/sites/<site_key>/sample": Action.SEE_SITE,
    "GET /console/sites/<site_key>/sample.css": Action.SEE_SITE,
    "GET /console/sites/<site_key>/entries/import": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/entries/import": Action.EDIT_ENTRIES,
    "POST /console/sites/<site_key>/entries/import/confirm": Action.EDIT_ENTRIES,
    "GET /console/sites/<site_key>/entries/export.<kind>": Action.SEE_ENTRIES,
    "GET /console/sites/<site_key>/sources": Action.SEE_ENTRIES,
    "GET /console/sites/<site_key>/sources/progress": Action.SEE_ENTRIES,
    "POST /console/sites/<site_key>/sources": Action.RUN_SOURCES,
    "POST /console/sites/<site_key>/sources/run": Action.RUN_SOURCES,
    "GET /console/sites/<site_key>/sources/<source_id>/remove": Action.RUN_SOURCES,
    "POST /console/sites/<site_key>/sources/<source_id>/remove": Action.RUN_SOURCES,
    "GET /inbox": Action.READ_CONVERSATIONS,
}

BODY_BYTES_MAX: Mapping[str, int] = {
    "POST /console/sites/<site_key>/entries/new": 512_000,
    "POST /console/sites/<site_key>/entries/<entry_id>": 512_000,
    "POST /console/sites/<site_key>/entries/import": 128_000_000,
}
"""What may be sent by who is signed in, where that is more than elsewhere."""
