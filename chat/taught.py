"""What editors have just changed, laid over an index that was built before (faq/overlay.py).

Only what they wrote is taken, by the knowledge version that has it first: a rebuild's entries wait
for the index. Where they changed more than a moment's work, the index is waited for too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import faq
from faq.overlay import Overlay, overlaid
from store.records import EntryState

CHANGES_MAX = 500

Changes = Sequence[tuple[faq.Entry, EntryState]]


@dataclass(frozen=True, slots=True)
class TaughtOverlay:
    """What is laid over an index; `base` is that index as it was built."""

    base: faq.Index
    laid: Overlay


def taught_overlay(base: faq.Index, changes: Changes) -> TaughtOverlay:
    """Lay what editors changed over an index: published entries answer, the others no longer do."""
    newest = changes[-CHANGES_MAX:]
    wanted = [entry for entry, state in newest if state == "published"]
    gone = [entry.id for entry, state in changes if state != "published"]
    return TaughtOverlay(base, overlaid(base, wanted, gone))
