"""Signing in: password first, then the second factor. Guesses are counted before any work.

Whoever is refused learns nothing of who has an account: known and unknown addresses get the same
answer after the same work.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import store
from chat import totp
from chat.audit import Act, note
from chat.errors import NotSignedInError, WrongCodeError, WrongPasswordError
from chat.office import Office, as_he_is_now
from chat.passwords import check_new, is_too_long
from chat.staff_sessions import SignedIn, begin, begin_alone
from store import agent_sessions, agents, invitations
from store.account_records import Agent


def folded(email: str) -> str:
    """Give an address as it is stored and found."""
    return email.strip().lower()


def sign_in(office: Office, email: str, password: str, address: str | None, browser: str) -> str:
    """Check address and password, begin a session and give its token.

    Raise RateLimitedError, WrongPasswordError, chat.errors.BusyError.
    """
    email = folded(email)
    office.guesses.count_password(address, email)
    with office.database.read() as session:
        found = agents.by_email(session, email)
    held = found.password if found is not None and found.state == "active" else ""
    if is_too_long(password) or not office.passwords.is_right(password, held) or found is None:
        raise WrongPasswordError("address and password do not belong together")
    renewed = office.passwords.hashed(password) if office.passwords.is_outdated(held) else held

    def work(session: store.Session) -> str:
        agent = as_he_is_now(session, found)
        if agent.password != held:
            raise WrongPasswordError("the password was changed meanwhile")
        agent = agents.save(session, replace(agent, password=renewed))
        token = begin(session, office, agent, browser, is_confirmed=False)
        if not agent.has_second_factor:
            note(session, agent, Act.SIGNED_IN, office.now(), details={"browser": browser})
        return token

    token = office.database.commit(work)
    if not found.has_second_factor:
        office.guesses.forget(email, found.id)
    return token


def confirm(office: Office, signed_in: SignedIn, code: str) -> str:
    """Take the code of the second factor, and give the session another token.

    A recovery code stands in for it. Raise RateLimitedError, WrongCodeError.
    """
    office.guesses.count_code(signed_in.agent.id)
    now, held = office.now(), signed_in.session

    def work(session: store.Session) -> str:
        agent = as_he_is_now(session, signed_in.agent)
        _use_code(session, agent, code, now)
        agent_sessions.remove(session, held.id)
        note(session, agent, Act.SIGNED_IN, now, details={"browser": held.browser})
        return begin(session, office, agent, held.browser, is_confirmed=True)

    token = office.database.commit(work)
    office.guesses.forget(signed_in.agent.email, signed_in.agent.id)
    return token


def offered_secret(office: Office, signed_in: SignedIn) -> str:
    """Give the secret that this session may set up as a second factor."""
    return totp.secret_for(office.key, signed_in.session.id)


def set_up(office: Office, signed_in: SignedIn, code: str) -> tuple[str, list[str]]:
    """Set up the offered second factor; give another token, and recovery codes to be shown once.

    Raise RateLimitedError, WrongCodeError; NotSignedInError when there is a factor already.
    """
    office.guesses.count_code(signed_in.agent.id)
    now, secret = office.now(), offered_secret(office, signed_in)
    step = totp.step_of(secret, code, 0, now)
    if step is None:
        raise WrongCodeError("this is no code of the secret that was offered")
    codes = totp.new_recovery_codes()

    def work(session: store.Session) -> str:
        agent = as_he_is_now(session, signed_in.agent)
        if agent.has_second_factor:
            raise NotSignedInError("a second factor was set up meanwhile")
        agent = replace(agent, totp_secret=secret, totp_step=step)
        invitations.put_recovery_codes(session, agent.id, map(totp.recovery_digest, codes))
        note(session, agent, Act.SECOND_FACTOR_SET, now)
        held = replace(signed_in.session, is_confirmed=True)
        return begin_alone(session, office, agent, held)

    token = office.database.commit(work)
    office.guesses.forget(signed_in.agent.email, signed_in.agent.id)
    return token, codes


def drop_second_factor(office: Office, signed_in: SignedIn, code: str) -> None:
    """Take one's own second factor away, to set up another one; raise as `confirm` does."""
    office.guesses.count_code(signed_in.agent.id)
    now = office.now()

    def work(session: store.Session) -> None:
        agent = as_he_is_now(session, signed_in.agent)
        _use_code(session, agent, code, now)
        without_second_factor(session, agent)
        note(session, agent, Act.SECOND_FACTOR_RESET, now, about=agent.id)

    office.database.commit(work)


def without_second_factor(session: store.Session, agent: Agent) -> Agent:
    """Store an agent without a second factor."""
    invitations.put_recovery_codes(session, agent.id, ())
    return agents.save(session, replace(agent, totp_secret="", totp_step=0))


def change_password(office: Office, signed_in: SignedIn, old: str, new: str) -> str:
    """Change one's own password, end all other sessions and give this one another token.

    Raise RateLimitedError, WrongPasswordError, WeakPasswordError.
    """
    agent = signed_in.agent
    office.guesses.count_password(None, agent.email)
    check_new(new, agent.email, agent.name)
    if is_too_long(old) or not office.passwords.is_right(old, agent.password):
        raise WrongPasswordError("this is not the password of now")
    made = office.passwords.hashed(new)

    def work(session: store.Session) -> str:
        known = replace(as_he_is_now(session, agent), password=made)
        note(session, known, Act.PASSWORD_CHANGED, office.now(), about=known.id)
        return begin_alone(session, office, known, signed_in.session)

    token = office.database.commit(work)
    office.guesses.forget(agent.email, agent.id)
    return token


def _use_code(session: store.Session, agent: Agent, code: str, now: datetime) -> None:
    """Use up a code of the second factor, or a recovery code; raise WrongCodeError."""
    if not agent.has_second_factor:
        raise WrongCodeError("the second factor was taken away meanwhile")
    typed = "".join(code.split())
    step = totp.step_of(agent.totp_secret, typed, agent.totp_step, now)
    if step is not None and agents.use_step(session, agent.id, step):
        return
    if not invitations.use_recovery_code(session, agent.id, totp.recovery_digest(code)):
        raise WrongCodeError("this code is not good, or was used")
    note(session, agent, Act.RECOVERY_CODE_USED, now, about=agent.id)
