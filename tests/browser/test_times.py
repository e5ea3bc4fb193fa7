"""Times are said as readers say them, and stay right while the panel is open."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
TIMES = """async ({now, moments}) => {
  const {timeOf} = await import("/static/any/widget/dates.js");
  return moments.map(moment => timeOf(moment, new Date(now)));
}"""
CLOCK_TIME = """() => new Intl.DateTimeFormat("fr", { timeStyle: "short" })
  .format(new Date(document.querySelector(".meta time").dateTime))"""
NOW = "2026-11-24T12:00:00Z"


def time_of(vera: Reader) -> Locator:
    """Find when the first question was asked."""
    return vera.messages("visitor").first.locator("time")


def test_a_moment_is_now_then_minutes_ago_then_a_time(server: Server, vera: Reader) -> None:
    vera.page.goto(f"{server.url}/widget/demo?locale=fr")
    moments = {
        "2026-11-24T12:00:00Z": "à l’instant",
        "2026-11-24T11:59:01Z": "à l’instant",
        "2026-11-24T12:00:59Z": "à l’instant",
        "2026-11-24T11:59:00Z": "il y a 1 min",
        "2026-11-24T11:57:30Z": "il y a 2 min",
        "2026-11-24T11:00:30Z": "il y a 59 min",
        "2026-11-24T11:00:00Z": "12:00",
        "2026-11-20T07:05:00Z": "08:05",
        "2026-11-24T12:30:00Z": "13:30",
        "": "",
        "soon": "",
    }
    said = vera.page.evaluate(TIMES, {"now": NOW, "moments": list(moments)})
    assert [text.replace("\u00a0", " ") for text in said] == list(moments.values())


def test_a_time_stays_right_while_the_panel_is_open(server: Server, vera: Reader) -> None:
    vera.page.clock.install()
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    expect(time_of(vera)).to_have_text("à l’instant")
    vera.page.clock.run_for(80_000)
    expect(time_of(vera)).to_have_text("il y a 1 min")
    vera.page.clock.run_for(20 * 60_000)
    expect(time_of(vera)).to_have_text("il y a 21 min")
    vera.page.clock.run_for(60 * 60_000)
    expect(time_of(vera)).to_have_text(vera.frame.evaluate(CLOCK_TIME))


def test_a_reader_whose_clock_is_wrong_reads_right_times(server: Server, vera: Reader) -> None:
    vera.page.clock.install(time="2026-01-01T08:00:00Z")
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    expect(vera.messages("bot").first.locator("time")).to_have_text("à l’instant")
    vera.page.clock.run_for(4 * 60_000)
    expect(vera.messages("bot").first.locator("time")).to_have_text("il y a 4 min")


def test_a_change_of_time_is_not_read_out(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    expect(time_of(vera)).to_have_attribute("aria-live", "off")
    assert "T" in str(time_of(vera).get_attribute("datetime"))


def test_a_day_that_ends_gets_its_line(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    vera.page.clock.install()
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    expect(vera.panel.locator(".day")).to_have_count(0)
    vera.page.clock.fast_forward(24 * 60 * 60_000)
    vera.page.clock.run_for(20_000)
    expect(vera.panel.locator(".day")).to_have_text("Hier")
