"""What the other side is told when something is refused, as one tree.

`code` is part of the wire and never changes; the words are in translations/, under `errors`.

- ChatError (internal)
  - InvalidPayloadError (invalid_payload): not the shape that docs/events.md describes
    - EmptyTextError (empty): nothing to answer
    - TextTooLongError (too_long): longer than SALUT_MESSAGE_LENGTH_MAX
    - InvalidEmailError (invalid_email): no address to answer to
    - WeakPasswordError (weak_password): a new password that is short, monotonous or one's own name
  - UnknownSiteError (unknown_site): no site has this key
  - InvalidTokenError (invalid_token): forged, expired, revoked, or of another site
  - NotSignedInError (not_signed_in): nobody of the staff, or no longer
    - WrongPasswordError (wrong_password): no such account, or not its password; never said which
    - WrongCodeError (wrong_code): no code of this second factor, or one that was used
  - NotAllowedError (not_allowed): known, but not for this; `chat/authorize.py` says who may what
    - ForeignRequestError (foreign_request): a change that was not asked for on our own page
    - InsecureConnectionError (insecure_connection): a password may not travel in clear text
  - DeadLinkError (dead_link): an invitation that was used, replaced, or is out of date
  - NotConnectedError (not_connected): an event before `welcome`
  - BusyError (busy): the database is held; the same request may be sent again
  - StorageUnavailableError (storage_unavailable): the disk or the database fails; try again later
  - RateLimitedError (rate_limited): too much in too little time; the same may be sent again
  - InvalidSignatureError (invalid_signature): an article that is not signed by its site
    - StaleSignatureError (stale_signature): signed too long ago, or by a clock that goes wrong
  - ReplayedError (replayed): the same signature a second time
  - NoArticleError (no_article): nothing to answer with could be read in it
  - ForeignAddressError (foreign_address): an article of another site
  - NotFoundError (not_found): there is no such thing, or not for this visitor
  - AlreadyTakenError (already_taken): a conversation that somebody else has, or that has changed
  - NotYoursError (not_yours): a conversation that one has not taken, or no longer has
  - StaleEditError (stale_edit): somebody else has changed the same meanwhile; nothing was stored
  - BadRedirectError (bad_redirect): an entry that cannot be sent on to that one
  - UnreadableTableError (unreadable_table): a file of entries that is none, and where it breaks
  - RegressionError (regression): a question of the test set would be answered worse
"""

from __future__ import annotations

from collections.abc import Iterator


class ChatError(Exception):
    """Stand for everything that is refused; by itself, a fault of ours."""

    code = "internal"
    retry_after_seconds: int | None = None


class InvalidPayloadError(ChatError):
    """Tell that what came in has not the shape that docs/events.md describes."""

    code = "invalid_payload"


class EmptyTextError(InvalidPayloadError):
    """Tell that a question has no text."""

    code = "empty"


class TextTooLongError(InvalidPayloadError):
    """Tell that a question is longer than allowed."""

    code = "too_long"


class InvalidEmailError(InvalidPayloadError):
    """Tell that nobody can be answered at this address."""

    code = "invalid_email"


class UnknownSiteError(ChatError):
    """Tell that no site has this key."""

    code = "unknown_site"


class InvalidTokenError(ChatError):
    """Tell that a visitor token proves nothing: start again without it."""

    code = "invalid_token"


class WeakPasswordError(InvalidPayloadError):
    """Tell that a new password would be guessed: choose another one."""

    code = "weak_password"


class NotSignedInError(ChatError):
    """Tell that nobody of the staff is there, or no longer: sign in."""

    code = "not_signed_in"


class WrongPasswordError(NotSignedInError):
    """Tell that address and password do not belong together, and not which of them is wrong."""

    code = "wrong_password"


class WrongCodeError(NotSignedInError):
    """Tell that this is no code of the second factor, or no longer."""

    code = "wrong_code"


class NotAllowedError(ChatError):
    """Tell that somebody who is known may not do this."""

    code = "not_allowed"


class ForeignRequestError(NotAllowedError):
    """Tell that a change was not asked for on a page of ours, or on one that is too old."""

    code = "foreign_request"


class InsecureConnectionError(NotAllowedError):
    """Tell that the console is not served without HTTPS, but on this machine."""

    code = "insecure_connection"


class DeadLinkError(ChatError):
    """Tell that an invitation is good no more: ask for another one."""

    code = "dead_link"


class NotConnectedError(ChatError):
    """Tell that an event came before the connection was accepted."""

    code = "not_connected"


class BusyError(ChatError):
    """Tell that nothing was stored because the database is held; try again."""

    code = "busy"
    retry_after_seconds = 2


class StorageUnavailableError(ChatError):
    """Tell that it is not known to be stored because the disk or the database fails; try again."""

    code = "storage_unavailable"
    retry_after_seconds = 3


class RateLimitedError(ChatError):
    """Tell that nothing was done because too much came in too little time; try again."""

    code = "rate_limited"
    retry_after_seconds = 1

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"too much in too little time: wait {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class InvalidSignatureError(ChatError):
    """Tell that an article is not signed by the secret of its site."""

    code = "invalid_signature"


class StaleSignatureError(InvalidSignatureError):
    """Tell that an article was signed too long ago, or by a clock that goes wrong."""

    code = "stale_signature"


class ReplayedError(ChatError):
    """Tell that a signature was used before: sign anew."""

    code = "replayed"


class NoArticleError(ChatError):
    """Tell that nothing to answer with could be read in an article."""

    code = "no_article"


class ForeignAddressError(ChatError):
    """Tell that the address of an article is none of its site."""

    code = "foreign_address"


class NotFoundError(ChatError):
    """Tell that there is no such thing, or not for this visitor."""

    code = "not_found"


class AlreadyTakenError(ChatError):
    """Tell that somebody else has the conversation, or that it has changed: look again."""

    code = "already_taken"


class NotYoursError(ChatError):
    """Tell that an agent has not taken this conversation, or has it no longer."""

    code = "not_yours"


class StaleEditError(ChatError):
    """Tell that somebody else has changed the same since it was opened; nothing was stored."""

    code = "stale_edit"


class BadRedirectError(ChatError):
    """Tell that an entry cannot be sent on there: to itself, to nothing, or to one sent on too."""

    code = "bad_redirect"


class UnreadableTableError(ChatError):
    """Tell that a file of entries could not be read; `line` says where, `why` is a word for it."""

    code = "unreadable_table"

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {why}")
        self.why, self.line = why, line


class RegressionError(ChatError):
    """Tell that questions of the test set would be answered worse; `report` says which."""

    code = "regression"

    def __init__(self, report: object) -> None:
        super().__init__(str(report))
        self.report = report


def every_code() -> list[str]:
    """List the codes of the tree, for the documents and the language files."""
    return sorted({error.code for error in _tree(ChatError)})


def _tree(error: type[ChatError]) -> Iterator[type[ChatError]]:
    yield error
    for child in error.__subclasses__():
        yield from _tree(child)
