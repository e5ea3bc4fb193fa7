"""Staff as callers see it: frozen values of agents, their sessions, invitations and the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Role = Literal["viewer", "agent", "editor", "admin"]
AgentState = Literal["invited", "active", "disabled"]

EVERY_SITE = "*"  # no key of a site: a role on all that there are and will be


@dataclass(frozen=True, slots=True)
class Agent:
    """One member of the staff; raising `epoch` ends every session that he has.

    `roles` maps a site's key, or EVERY_SITE, to his role there. `password` is its argon2id hash,
    empty until an invitation is accepted; `totp_secret` is empty without a second factor, and
    `totp_step` the last step of which a code was used.
    """

    id: str
    email: str
    name: str
    created_at: datetime
    roles: Mapping[str, Role] = field(default_factory=dict)
    state: AgentState = "invited"
    locale: str = ""
    password: str = field(default="", repr=False)
    epoch: int = 1
    totp_secret: str = field(default="", repr=False)
    totp_step: int = 0

    @property
    def has_second_factor(self) -> bool:
        """Tell whether a code is asked for after the password."""
        return bool(self.totp_secret)


@dataclass(frozen=True, slots=True)
class AgentSession:
    """One browser in which an agent is signed in; `id` is the digest of the token in its cookie.

    It is good as long as `epoch` is its agent's. `is_confirmed` tells that the second factor was
    given; `browser` is a short name of the browser.
    """

    id: str
    agent_id: str
    epoch: int
    is_confirmed: bool
    browser: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which an agent chooses his password; `id` is the digest of the token in it."""

    id: str
    agent_id: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AuditLine:
    """Who did what and when; `digest` is over all of it and over the digest of the line before."""

    number: int
    at: datetime
    agent_id: str
    agent_name: str
    act: str
    site_key: str
    about: str
    details: Mapping[str, str]
    previous: str
    digest: str
