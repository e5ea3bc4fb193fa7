"""Agents: the staff, each with his roles; found by id or by e-mail address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import cast

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from store.account_records import Agent, Role
from store.account_tables import AgentRoleRow, AgentRow

_OWN = tuple(each.name for each in fields(Agent) if each.name != "roles")
_COLUMNS = tuple(getattr(AgentRow, name) for name in _OWN)


def add(session: Session, agent: Agent) -> Agent:
    """Store a new agent and his roles; raise ConflictError when his address is taken."""
    session.execute(insert(AgentRow).values(**_values(agent)))
    _add_roles(session, agent)
    return agent


def get(session: Session, agent_id: str) -> Agent | None:
    """Find an agent by id."""
    row = session.execute(select(*_COLUMNS).where(AgentRow.id == agent_id)).one_or_none()
    return None if row is None else _record(row, _roles(session, [agent_id]))


def by_email(session: Session, email: str) -> Agent | None:
    """Find an agent by his address, which is written as it is stored: in small letters."""
    found = session.scalar(select(AgentRow.id).where(AgentRow.email == email))
    return None if found is None else get(session, found)


def every(session: Session) -> list[Agent]:
    """List all agents by name."""
    rows = session.execute(select(*_COLUMNS).order_by(func.lower(AgentRow.name), AgentRow.id)).all()
    roles = _roles(session, [row.id for row in rows])
    return [_record(row, roles) for row in rows]


def is_any(session: Session) -> bool:
    """Tell whether there is an agent at all."""
    return session.scalar(select(AgentRow.id).limit(1)) is not None


def save(session: Session, agent: Agent) -> Agent:
    """Store what has changed of an agent, his roles too."""
    session.execute(update(AgentRow).where(AgentRow.id == agent.id).values(**_values(agent)))
    session.execute(delete(AgentRoleRow).where(AgentRoleRow.agent_id == agent.id))
    _add_roles(session, agent)
    return agent


def use_step(session: Session, agent_id: str, step: int) -> bool:
    """Note that a code of a step was used; tell whether none of it or of a later one ever was."""
    used = session.execute(
        update(AgentRow)
        .where(AgentRow.id == agent_id, AgentRow.totp_step < step)
        .values(totp_step=step)
        .returning(AgentRow.id)
    )
    return used.one_or_none() is not None


def _values(agent: Agent) -> dict[str, object]:
    return {name: getattr(agent, name) for name in _OWN}


def _add_roles(session: Session, agent: Agent) -> None:
    for site_key, role in agent.roles.items():
        made = {"agent_id": agent.id, "site_key": site_key, "role": role}
        session.execute(insert(AgentRoleRow).values(**made))


def _roles(session: Session, agent_ids: Iterable[str]) -> dict[str, dict[str, Role]]:
    """Map each agent to his roles."""
    found: dict[str, dict[str, Role]] = {}
    wanted = select(AgentRoleRow).where(AgentRoleRow.agent_id.in_(list(agent_ids)))
    for row in session.scalars(wanted.order_by(AgentRoleRow.site_key)):
        found.setdefault(row.agent_id, {})[row.site_key] = cast("Role", row.role)
    return found


def _record(row: object, roles: Mapping[str, Mapping[str, Role]]) -> Agent:
    told = {name: getattr(row, name) for name in _OWN}
    return Agent(**told, roles=roles.get(told["id"], {}))
