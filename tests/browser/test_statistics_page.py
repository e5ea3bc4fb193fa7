"""The statistics in a browser: each picture with its table, on desk and phone, by day and night."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.counted_days import count_days
from tests.server_process import Server

from . import axe
from .inbox import DESK, PHONE, Desk, desk, hire, office_of

pytestmark = [pytest.mark.browser, pytest.mark.service]

PATH = "/console/sites/demo/statistics"
PIXELS = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] === 255) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  }
  return [...seen];
}"""
ANSWERED = {"light": "47,98,66", "dark": "143,199,161"}


@pytest.fixture
def token(server: Server) -> str:
    """Hire Victor, a viewer, at a paper that has been asked for a year."""
    with office_of(server) as office:
        count_days(office.database, (datetime.now(UTC) - timedelta(days=2)).date(), 370)
    return hire(server, "Victor", "viewer")


@pytest.fixture
def victor(server: Server, browser: Browser, token: str) -> Iterator[Desk]:
    with desk(server, browser, token) as opened:
        yield opened


def listened(page: Page) -> list[str]:
    """Collect what the browser complains of."""
    complaints: list[str] = []

    def on_console(line: ConsoleMessage) -> None:
        if line.type in ("error", "warning"):
            complaints.append(line.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_each_picture_is_drawn_and_everyone_can_read_the_page(
    server: Server, browser: Browser, token: str, screen: dict[str, int], scheme: str
) -> None:
    with desk(server, browser, token, viewport=screen, color_scheme=scheme) as victor:
        page = victor.page
        complaints = listened(page)
        page.goto(f"{server.url}{PATH}")
        expect(page.locator(".drawing canvas")).to_have_count(3)
        for canvas in page.locator(".drawing canvas").all():
            assert ANSWERED[scheme] in canvas.evaluate(PIXELS)
        scrolled, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert scrolled <= shown
        assert axe.violations(page.main_frame) == []
        assert complaints == []


def test_colours_follow_the_night(victor: Desk) -> None:
    page = victor.page
    page.emulate_media(color_scheme="light")
    page.goto(f"{victor.url}{PATH}")
    canvas = page.locator(".drawing canvas").first
    assert ANSWERED["light"] in canvas.evaluate(PIXELS)
    page.emulate_media(color_scheme="dark")
    expect(canvas).to_be_visible()
    page.wait_for_function(
        f"""() => ({PIXELS})(document.querySelector(".drawing canvas"))
          .includes("{ANSWERED["dark"]}")"""
    )


def test_a_picture_fits_whatever_room_there_is(victor: Desk) -> None:
    page = victor.page
    page.goto(f"{victor.url}{PATH}")
    expect(page.locator(".drawing canvas")).to_have_count(3)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.wait_for_function(
        """() => [...document.querySelectorAll(".drawing .uplot")]
          .every(chart => chart.offsetWidth <= innerWidth)"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_what_the_pointer_is_on_is_told_as_the_table_tells_it(victor: Desk) -> None:
    page = victor.page
    page.goto(f"{victor.url}{PATH}")
    expect(page.locator(".drawing .u-over").first).to_be_visible()
    page.locator(".drawing .u-over").first.hover()
    told = page.locator(".drawing .u-legend").first.locator(".u-value").all_inner_texts()
    rows = page.locator("#asked tbody tr").all_inner_texts()
    label, *piled = told
    assert [label, *reversed(piled)] in [row.split("\t") for row in rows]


def test_without_a_script_the_tables_are_there(
    server: Server, browser: Browser, token: str
) -> None:
    with desk(server, browser, token, java_script_enabled=False) as victor:
        page = victor.page
        page.goto(f"{server.url}{PATH}")
        expect(page.locator("#asked tbody tr")).to_have_count(30)
        expect(page.locator(".drawing").first).to_be_hidden()
        page.get_by_label("Regrouper").select_option("week")
        page.get_by_role("button", name="Afficher").click()
        assert page.locator("#asked tbody tr").count() < 7
        page.get_by_role("link", name="Un an").click()
        assert page.locator("#asked tbody tr").count() in (12, 13)


def test_a_table_is_kept_as_a_file(victor: Desk) -> None:
    page = victor.page
    page.goto(f"{victor.url}{PATH}")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Exporter en CSV : Chiffres par période").click()
    assert kept.value.suggested_filename.startswith("demo-periods-")
    assert kept.value.path().read_text("utf-8-sig").startswith("first,last,questions")
