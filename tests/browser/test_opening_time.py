"""When the newsroom opens is said in the reader's words and in his own time."""

from __future__ import annotations

import pytest

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

NOW = "2026-11-24T10:00:00Z"  # a Tuesday; 11 h in Paris
SAY = """async ([moment, locale, now]) => {
  const panel = document.querySelector("script[type=module]").src;
  const { openingTime } = await import(panel.replace("panel.js", "opening-time.js"));
  return openingTime(moment, locale, new Date(now));
}"""


def test_a_moment_is_said_as_a_reader_would(server: Server, vera: Reader) -> None:
    vera.page.goto(f"{server.url}/widget/demo?locale=fr")

    def said(moment: str) -> str:
        return str(vera.page.evaluate(SAY, [moment, "fr", NOW]))

    assert said("2026-11-24T13:00:00Z") == "aujourd’hui à 14 h"
    assert said("2026-11-25T08:00:00Z") == "demain à 9 h"
    assert said("2026-11-25T08:30:00Z") == "demain à 9:30"
    assert said("2026-11-24T23:30:00Z") == "demain à 0:30"
    assert said("2026-11-30T08:00:00Z") == "lundi à 9 h"
    assert said("2026-12-07T08:00:00Z") == "lundi 7 décembre à 9 h"


def test_another_language_says_it_its_own_way(server: Server, vera: Reader) -> None:
    vera.page.goto(f"{server.url}/widget/demo?locale=en")
    said = vera.page.evaluate(SAY, ["2026-11-25T08:00:00Z", "en", NOW])
    assert said.replace("\u202f", " ") == "tomorrow at 9 AM"


@pytest.mark.parametrize("moment", [None, "", "soon", NOW, "2026-11-20T08:00:00Z"])
def test_what_is_no_moment_ahead_is_not_said(
    server: Server, vera: Reader, moment: str | None
) -> None:
    vera.page.goto(f"{server.url}/widget/demo?locale=fr")
    assert vera.page.evaluate(SAY, [moment, "fr", NOW]) == ""
