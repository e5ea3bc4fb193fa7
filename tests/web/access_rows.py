"""Who may: one row for each route and each event, written out by hand and held to the code.

Victor is a viewer at Le Fanal, Alice an agent, Edith an editor, Bob an admin, and Olga an admin of
every site; Charlie is an admin of Le Journal alone, Vera a visitor of Le Fanal with her token. What
a row is about is at Le Fanal. Each row is tried for each of them: `test_access.py` does it for
routes, `test_access_of_events.py` for events.
"""

from __future__ import annotations

STAFF = "Victor Alice Edith Bob Olga Charlie"
EVERYBODY = f"nobody Vera {STAFF}"
ACTORS = tuple(EVERYBODY.split())
WHO_REPLY = "Alice Edith Bob Olga"
WHO_SEES = f"Victor {WHO_REPLY}"
EDITORS = "Edith Bob Olga"
ADMINS = "Bob Olga"
NOBODY = ""

ROUTES = {
    "GET /": EVERYBODY,
    "GET /<path:name>": EVERYBODY,
    "GET /widget.js": EVERYBODY,
    "GET /widget/<digest>/loader.js": EVERYBODY,
    "GET /widget/<site_key>": EVERYBODY,
    "GET /widget/<site_key>/theme.css": EVERYBODY,
    "GET /static/<wanted>/<path:name>": EVERYBODY,
    "GET /healthz": EVERYBODY,
    "GET /readyz": EVERYBODY,
    "POST /api/ask": EVERYBODY,
    "POST /api/articles": NOBODY,  # a system that signs with the secret of its site, and no person
    "GET /console/login": EVERYBODY,
    "POST /console/login": EVERYBODY,  # whoever knows a password
    "GET /console/invitation/<token>": EVERYBODY,  # whoever holds a link
    "POST /console/invitation/<token>": EVERYBODY,
    "POST /console/logout": STAFF,
    "GET /console/two-factor": STAFF,
    "POST /console/two-factor": STAFF,
    "POST /console/two-factor/replace": STAFF,
    "GET /console": STAFF,
    "GET /console/account": STAFF,
    "POST /console/account/password": STAFF,
    "POST /console/account/language": STAFF,
    "POST /console/account/sign-out-everywhere": STAFF,
    "GET /console/agents": f"{ADMINS} Charlie",  # each sees those of his own sites
    "POST /console/agents": ADMINS,
    "GET /console/agents/<agent_id>": ADMINS,
    "POST /console/agents/<agent_id>/role": ADMINS,
    "GET /console/agents/<agent_id>/<act>": ADMINS,
    "POST /console/agents/<agent_id>/<act>": ADMINS,
    "GET /console/audit": f"{ADMINS} Charlie",
    "GET /console/sites/<site_key>/entries": WHO_SEES,
    "GET /console/sites/<site_key>/entries/new": EDITORS,
    "POST /console/sites/<site_key>/entries/new": EDITORS,
    "GET /console/sites/<site_key>/entries/<entry_id>": WHO_SEES,
    "POST /console/sites/<site_key>/entries/<entry_id>": EDITORS,
    "POST /console/sites/<site_key>/entries/<entry_id>/state": EDITORS,
    "POST /console/sites/<site_key>/entries/<entry_id>/restore": EDITORS,
    "GET /console/sites/<site_key>/teaching": EDITORS,
    "GET /console/sites/<site_key>/teaching.csv": EDITORS,
    "GET /console/sites/<site_key>/teaching/<cluster_id>": EDITORS,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/attach": EDITORS,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/write": EDITORS,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/ignore": EDITORS,
    "POST /console/sites/<site_key>/teaching/<cluster_id>/undo": EDITORS,
    "GET /console/sites/<site_key>/try": WHO_SEES,
    "POST /console/sites/<site_key>/try/expect": EDITORS,
    "POST /console/sites/<site_key>/try/wording": EDITORS,
    "GET /console/sites/<site_key>/tests": EDITORS,
    "POST /console/sites/<site_key>/tests": EDITORS,
    "POST /console/sites/<site_key>/tests/run": EDITORS,
    "POST /console/sites/<site_key>/tests/<expectation_id>/remove": EDITORS,
    "GET /console/sites/<site_key>/statistics": WHO_SEES,
    "GET /console/sites/<site_key>/statistics/<table>.csv": WHO_SEES,
    "GET /console/sites": f"{WHO_SEES} Charlie",  # each sees his own
    "GET /console/sites/new": "Olga",
    "POST /console/sites/new": "Olga",
    "GET /console/sites/<site_key>": WHO_SEES,
    "POST /console/sites/<site_key>": ADMINS,
    "POST /console/sites/<site_key>/theme": ADMINS,
    "GET /console/sites/<site_key>/sample": WHO_SEES,
    "GET /console/sites/<site_key>/sample.css": WHO_SEES,
    "GET /console/sites/<site_key>/entries/import": EDITORS,
    "POST /console/sites/<site_key>/entries/import": EDITORS,
    "POST /console/sites/<site_key>/entries/import/confirm": EDITORS,
    "GET /console/sites/<site_key>/entries/export.<kind>": WHO_SEES,
    "GET /console/sites/<site_key>/sources": WHO_SEES,
    "GET /console/sites/<site_key>/sources/progress": WHO_SEES,
    "POST /console/sites/<site_key>/sources": EDITORS,
    "POST /console/sites/<site_key>/sources/run": EDITORS,
    "GET /console/sites/<site_key>/sources/<source_id>/remove": EDITORS,
    "POST /console/sites/<site_key>/sources/<source_id>/remove": EDITORS,
    "GET /inbox": f"{WHO_REPLY} Charlie",
}

# A socket of readers asks nobody for a password: whoever connects is a visitor, with a conversation
# of his own and with no other. A socket of the staff is told by its cookie at every event.
EVENTS = {
    "/widget connect": EVERYBODY,
    "/widget message": EVERYBODY,
    "/widget suggest": EVERYBODY,
    "/widget handover": EVERYBODY,
    "/widget resume": EVERYBODY,
    "/widget feedback": EVERYBODY,
    "/widget typing": EVERYBODY,
    "/widget export": EVERYBODY,
    "/widget transcript": EVERYBODY,
    "/widget forget": EVERYBODY,
    "/widget malformed": NOBODY,
    "/widget *": NOBODY,
    "/inbox connect": f"{WHO_REPLY} Charlie",
    "/inbox list": f"{WHO_REPLY} Charlie",  # each sees those of his own sites
    "/inbox read": WHO_REPLY,
    "/inbox take": WHO_REPLY,
    "/inbox reply": WHO_REPLY,
    "/inbox hand_back": WHO_REPLY,
    "/inbox close": WHO_REPLY,
    "/inbox note": WHO_REPLY,
    "/inbox typing": WHO_REPLY,
    "/inbox canned": WHO_REPLY,
    "/inbox explain": WHO_REPLY,
    "/inbox malformed": NOBODY,
    "/inbox *": NOBODY,
}


def allowed(row: str) -> set[str]:
    """Name those whom a row lets in."""
    return set(row.split())
