"""Everything that can go wrong in `faq`, as one tree, so that a caller can catch one base class.

- FaqError
  - SourceError            a location cannot give articles
    - SourceMissingError        there is nothing at the location
    - SourceUnreadableError     it is there but cannot be opened or is of no known kind
    - PageWithoutTextError      the page holds no article text
  - NothingBuiltError           not one entry came out of all the sources
  - MeaningUnusableError        there is a model of meaning, but it cannot be used
  - IndexUnusableError          a saved index is missing, damaged or of another making
  - EntriesInvalidError         a file of entries or of test questions does not read as such
"""

from __future__ import annotations


class FaqError(Exception):
    """Base of all errors that `faq` raises; its text says what to do."""


class SourceError(FaqError):
    """A location that gives no article; `location` names it, `reason` says why."""

    def __init__(self, location: str, reason: str) -> None:
        super().__init__(f"{location}: {reason}")
        self.location = location
        self.reason = reason


class SourceMissingError(SourceError):
    """Raised when there is no file or folder at the location."""


class SourceUnreadableError(SourceError):
    """Raised when a file cannot be opened, is binary, or is of a kind that no source reads."""


class PageWithoutTextError(SourceError):
    """Raised when a page was read but no article text was found on it."""


class NothingBuiltError(FaqError):
    """Raised when several sources were read and none of them gave an entry."""


class EntriesInvalidError(FaqError):
    """Raised when a file of entries or questions is missing, cut, or of another shape."""


class MeaningUnusableError(FaqError):
    """Raised when the model of a second opinion is there but broken, changed or unreadable."""


class IndexUnusableError(FaqError):
    """Raised when a saved index is not there, was cut or changed, or was made by other code."""
