"""The demo site, read and indexed once for the whole session."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

import faq

settings.register_profile("without a clock", deadline=None, database=None)
settings.load_profile("without a clock")


@pytest.fixture(scope="session")
def site() -> Path:
    """Give the folder of the demo site."""
    return Path(__file__).parents[2] / "examples" / "news-site"


@pytest.fixture(scope="session")
def report() -> faq.BuildReport:
    """Give the report that the build of the demo site writes into."""
    return faq.BuildReport()


@pytest.fixture(scope="session")
def entries(site: Path, report: faq.BuildReport) -> tuple[faq.Entry, ...]:
    """Build the demo site's entries."""
    return tuple(faq.build([str(site)], report))


@pytest.fixture(scope="session")
def index(entries: tuple[faq.Entry, ...]) -> faq.Index:
    """Index the demo site by its words alone, so that no installed model changes a test."""
    return faq.Index(entries, meaning="off")
