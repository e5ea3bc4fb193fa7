"""Garbage collection: modules are left out of it, an index that was swapped is not."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from typing import NoReturn

import pytest
from flask import Flask

from store import sites
from web import startup

MODULES_OBJECTS_MIN = 50_000


class StopError(Exception):
    """Ends what goes on for ever."""


@pytest.fixture
def manual_collection() -> Iterator[None]:
    """Let nothing be collected but by our own calls; put everything back afterwards."""
    thresholds = gc.get_threshold()
    gc.disable()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


def stop(_seconds: float) -> NoReturn:
    raise StopError


@pytest.mark.usefixtures("manual_collection")
def test_what_lives_as_long_as_the_process_is_left_out() -> None:
    startup.spare_collections()
    assert gc.get_freeze_count() > MODULES_OBJECTS_MIN
    assert gc.get_threshold() == startup.COLLECT_AFTER


@pytest.mark.usefixtures("manual_collection")
def test_an_index_that_was_swapped_is_freed_at_once(app: Flask) -> None:
    services = app.extensions["salut"]
    startup.spare_collections()
    with services.database.write() as session:
        sites.raise_knowledge_version(session, "demo")
    services.knowledge.refresh()
    swapped = weakref.ref(services.knowledge.index("demo"))
    with services.database.write() as session:
        sites.raise_knowledge_version(session, "demo")
    with pytest.raises(StopError):
        startup.follow_knowledge(services, sleep=stop)
    assert swapped() is None
