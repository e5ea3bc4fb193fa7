"""A page, a feed or a sitemap from the web, the way a polite guest would fetch it, and safely.

robots.txt is obeyed, a host is asked once a second and never twice at a time, and who is busy is
left alone. Only the site's own hosts are asked, on public addresses, and each redirect is checked
like the first address. `fetch` is what a source is given; so no test touches a network.
"""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from urllib.parse import quote, urljoin

from faq import robots
from faq.addresses import IsAllowed, Resolve, allowed_addresses, is_public, resolve
from faq.connection import Answer, Clock, Deadline, asked
from faq.errors import (
    FetchFailedError,
    NoindexError,
    RedirectError,
    RobotsRefusedError,
    SiteBusyError,
    SourceError,
    SourceGoneError,
)
from faq.hosts import Host, Target, target_of
from faq.inflate import ACCEPTED, inflated
from faq.pace import Pace, Sleep
