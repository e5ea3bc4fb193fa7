"""Time zones of sites; one that nobody knows counts as UTC, and is logged."""

from __future__ import annotations

import logging
from zoneinfo import ZoneInfo

import store

log = logging.getLogger(__name__)


def zone_of(site: store.Site) -> ZoneInfo:
    """Give the time zone of a site."""
    try:
        return ZoneInfo(site.time_zone)
    except (ValueError, OSError):
        log.error("site %s: there is no time zone %r", site.key, site.time_zone)
        return ZoneInfo("UTC")
