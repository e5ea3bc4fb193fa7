"""Everything that can go wrong in `faq`, as one tree, so that a caller can catch one base class.

- FaqError
  - SourceError            a location cannot give articles
    - SourceMissingError        there is nothing at the location
    - SourceUnreadableError     it is there but cannot be opened or is of no known kind
    - PageWithoutTextError      the page holds no article text
    - ExtractionFailedError     reading the page took too long, too much memory, or broke
    - FetchRefusedError         it may not be fetched, or what came may not be used
      - AddressRefusedError       not of http(s), not of the site, or inside a private network
      - RobotsRefusedError        robots.txt forbids it
      - NoindexError              the page asks not to be indexed
    - SourceGoneError           the server says that it is gone: what came from it is withdrawn
    - FetchFailedError          nothing to use came this time: the last good copy stays
      - SiteBusyError             the server asks to come back later than we wait
      - RedirectError             redirects that go round, are too many, or give up https
      - TooSlowError              it did not end in time
      - ContentTooLargeError      larger, once unpacked, than may be read
    - XmlUnusableError          XML that does not read as such
      - XmlBombError              XML that is made to cost memory or time
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


class ExtractionFailedError(SourceError):
    """Raised when a page could not be read in the time and memory that a page may take."""


class FetchRefusedError(SourceError):
    """Raised when an address may not be fetched, or what came from it may not be used."""


class AddressRefusedError(FetchRefusedError):
    """Raised for what is no web address, is not of the site or leads into a private network."""


class RobotsRefusedError(FetchRefusedError):
    """Raised when the site's robots.txt forbids the address to us."""


class NoindexError(FetchRefusedError):
    """Raised when a page came with `X-Robots-Tag: noindex`."""


class SourceGoneError(SourceError):
    """Raised for 404 and 410: the caller withdraws what came from the address before."""


class FetchFailedError(SourceError):
    """Raised when nothing came that can be used: the caller keeps its last good copy."""


class SiteBusyError(FetchFailedError):
    """Raised when a server is busy for longer than we wait, `retry_seconds` at least."""

    def __init__(self, location: str, reason: str, retry_seconds: float) -> None:
        super().__init__(location, reason)
        self.retry_seconds = retry_seconds


class RedirectError(FetchFailedError):
    """Raised when redirects go round in a circle, are too many, or lead from https to http."""


class TooSlowError(FetchFailedError):
    """Raised when connection, headers and body together took too long."""


class ContentTooLargeError(FetchFailedError):
    """Raised when a body is larger, once unpacked, than may be read."""


class XmlUnusableError(SourceError):
    """Raised when XML does not read as such."""


class XmlBombError(XmlUnusableError):
    """Raised when XML declares entities, is nested too deep or holds too much to be honest."""


class NothingBuiltError(FaqError):
    """Raised when several sources were read and none of them gave an entry."""


class EntriesInvalidError(FaqError):
    """Raised when a file of entries or questions is missing, cut, or of another shape."""


class MeaningUnusableError(FaqError):
    """Raised when the model of a second opinion is there but broken, changed or unreadable."""


class IndexUnusableError(FaqError):
    """Raised when a saved index is not there, was cut or changed, or was made by other code."""
