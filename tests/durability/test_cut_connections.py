"""Lines that are cut before and after each step of a message: it is stored once and seen once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from . import crowd, servers
from .fault_proxy import Cut, SeededPlan, proxy
from .power import DATABASE
from .tab import wording
from .verdict import judge, stored_texts

pytestmark = [pytest.mark.service, pytest.mark.durability]

CONVERSATIONS, TABS_EACH = 6, 2
QUESTIONS_EACH = 25
CUT_SHARE, RETRIES_MAX, SEED = 0.3, 3, 4


def test_what_is_sent_over_cut_lines_is_stored_once_and_seen_once(tmp_path: Path) -> None:
    database = tmp_path / DATABASE
    plan = SeededPlan(CUT_SHARE, RETRIES_MAX, SEED)
    with (
        servers.running(servers.plain(tmp_path)) as server,
        proxy(server.port, plan) as url,
        crowd.gathered(url, CONVERSATIONS, TABS_EACH) as tabs,
    ):
        for tab in tabs:
            tab.write(QUESTIONS_EACH)
        crowd.settle(tabs, database)

    sent = Counter(wording(each) for tab in tabs for each in tab.sent)
    assert sent == stored_texts(database)
    for conversation_id in {tab.conversation_id for tab in tabs}:
        ours = [tab for tab in tabs if tab.conversation_id == conversation_id]
        written = Counter(wording(each) for tab in ours for each in tab.sent)
        for tab in ours:
            seen = [body["text"] for body in tab.seen.values() if body["author"] == "visitor"]
            assert Counter(seen) == written
    assert judge(database, tabs).faults == []
    assert max(max(tab.tries.values()) for tab in tabs) <= 1 + RETRIES_MAX
    assert set(plan.cuts) == set(Cut)
    assert plan.cuts.total() > 0.15 * plan.tries
