"""What a pass over the sources of a site works with, and how thorough it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import store
from faq.fetch import Fetch
from faq.progress import Tally


@dataclass(frozen=True, slots=True)
class Means:
    """What a pass works with.

    `asks_all` asks for pages whose list says that they are the same; `files_offline` looks for the
    pages of a list that is a file beside it, and fetches none.
    """

    database: store.Database
    fetch: Fetch | None
    now: Callable[[], datetime]
    tally: Tally
    workers: int = 0
    is_dry_run: bool = False
    asks_all: bool = False
    files_offline: bool = False
