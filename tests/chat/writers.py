"""Who writes at the demo site of the tests."""

from __future__ import annotations

from chat.agents import Agent
from store import agents
from store.account_records import Role

from .conftest import NOW, Desk


def hire(desk: Desk, name: str, role: Role, site: str = "demo") -> Agent:
    """Give somebody an account with a role on one site."""
    made = Agent(
        id=desk.new_id(),
        email=f"{name.lower()}@example.org",
        name=name,
        created_at=NOW,
        roles={site: role},
        state="active",
    )
    desk.database.commit(lambda session: agents.add(session, made))
    return made
