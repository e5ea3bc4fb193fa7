"""What can go wrong in the store, as one tree, so that callers never see a database driver's error.

- StoreError
  - DatabaseUnusableError: the database cannot be opened, read or written
    - DatabaseBusyError: someone else holds the database; the same call may succeed a moment later
  - ConflictError: what was to be stored contradicts what is stored; someone was first
    - MissingError: what this belongs to is gone, or was never there
    - StaleClaimError: a conversation has changed hands since it was looked at
    - SiteExistsError: a site with this key is there already
"""

from __future__ import annotations


class StoreError(Exception):
    """Stand for everything that the store refuses."""


class DatabaseUnusableError(StoreError):
    """Tell that the database cannot be opened, read or written."""


class DatabaseBusyError(DatabaseUnusableError):
    """Tell that another process held the database longer than we wait; nothing was stored."""


class ConflictError(StoreError):
    """Tell that what was to be stored contradicts what is stored; nothing was changed."""


class MissingError(ConflictError):
    """Tell that what was to be stored belongs to something that is gone, or was never there."""


class StaleClaimError(ConflictError):
    """Tell that a conversation has changed hands since it was looked at; nothing was changed."""


class SiteExistsError(ConflictError):
    """Tell that a site with this key is there already."""
