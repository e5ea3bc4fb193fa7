"""A site's own theme: what can be read is taken, served and linked; what cannot is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from hypothesis import given
from hypothesis import strategies as some
from pydantic import ValidationError

from store import sites
from web import colours
from web.theme import Theme, style_sheet, theme_of

COLOUR = some.from_regex(r"#[0-9a-f]{6}", fullmatch=True)
READABLE = "#b3261e"
PALE = "#ffcc00"


@pytest.fixture
def bare(app: Flask) -> Iterator[None]:
    """Leave the demo site without a theme."""
    yield
    with app.extensions["salut"].database.write() as session:
        sites.set_theme(session, "demo", {})


def grounds(palette: colours.Palette) -> list[str]:
    return [palette["paper"], palette["sheet"]]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#a5331c", "#a5331c", 1.0)],
)
def test_contrast_is_that_of_the_wcag(one: str, other: str, ratio: float) -> None:
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert colours.contrast(other, one) == colours.contrast(one, other)


@given(COLOUR)
def test_any_colour_has_a_readable_neighbour(colour: str) -> None:
    for palette in colours.house():
        near = colours.readable(colour, grounds(palette))
        assert colours.least_contrast(near, grounds(palette)) >= colours.TEXT_CONTRAST_MIN


@given(COLOUR)
def test_an_accent_can_be_read_or_is_refused(colour: str) -> None:
    light, dark = colours.house()
    try:
        theme = Theme(accent=colour)
    except ValidationError:
        assert colours.least_contrast(colour, grounds(light)) < colours.TEXT_CONTRAST_MIN
    else:
        assert colours.least_contrast(colour, grounds(light)) >= colours.TEXT_CONTRAST_MIN
        on_dark = colours.least_contrast(theme.dark_accent, grounds(dark))
        assert on_dark >= colours.TEXT_CONTRAST_MIN


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"accent": PALE}, "try #806600"),
        ({"accent_dark": "#400"}, "cannot be read"),
        ({"launcher": "#fff"}, "cannot be read"),
        ({"accent": "red"}, "write a colour like"),
        ({"accent": "#a5331c; } body { display: none"}, "write a colour like"),
        ({"font": "Comic Sans MS"}, "press"),
        ({"radius": "9px"}, "square"),
        ({"colour": READABLE}, "colour"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, str], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Theme.model_validate(said)


def test_a_style_sheet_says_each_choice_for_light_and_dark() -> None:
    style = style_sheet(Theme(accent="#B3261E", font="georgia", radius="square"))
    assert ":root { --salut-serif: Georgia" in style
    assert "--salut-round: 0;" in style
    light, dark = colours.palettes(style)
    assert light == {"accent": READABLE}
    assert dark == {"accent": Theme(accent=READABLE).dark_accent}
    assert style.count("{") == style.count("}") == 5


def test_the_look_of_the_house_needs_no_style_sheet() -> None:
    assert style_sheet(Theme()) == style_sheet(Theme(font="press", radius="round")) == ""


@pytest.mark.usefixtures("bare")
def test_the_panel_links_the_theme_of_its_site(client: FlaskClient, runner: FlaskCliRunner) -> None:
    assert "theme.css" not in client.get("/widget/demo").text
    done = runner.invoke(args=["sites", "theme", "demo", "--accent", READABLE])
    assert (done.exit_code, f"accent\t{READABLE}" in done.output) == (0, True)

    page = client.get("/widget/demo").text
    link = page.split('href="/widget/demo/theme.css', 1)[1].split('"', 1)[0]
    style = client.get(f"/widget/demo/theme.css{link}")
    assert style.mimetype == "text/css"
    assert "immutable" in style.headers["Cache-Control"]
    assert f"--salut-accent: {READABLE};" in style.text

    older = client.get("/widget/demo/theme.css?v=before")
    assert older.headers["Cache-Control"] == "no-cache"
    again = client.get("/widget/demo/theme.css", headers={"If-None-Match": older.headers["ETag"]})
    assert again.status_code == 304
    assert client.get("/widget/nowhere/theme.css").status_code == 404


@pytest.mark.usefixtures("bare")
def test_choices_add_up_and_are_taken_back(app: Flask, runner: FlaskCliRunner) -> None:
    theme = ["sites", "theme", "demo"]
    runner.invoke(args=[*theme, "--accent", READABLE, "--launcher", "#123"])
    told = runner.invoke(args=[*theme, "--font", "sans"]).output
    assert "launcher\t#112233" in told
    assert 'data-color="#112233"' in told
    assert "font\tsans" in runner.invoke(args=theme).output
    assert "launcher" not in runner.invoke(args=[*theme, "--launcher", ""]).output
    assert "accent" not in runner.invoke(args=[*theme, "--reset"]).output
    with app.extensions["salut"].database.read() as session:
        demo = sites.get(session, "demo")
    assert demo is not None
    assert demo.theme == {}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["demo", "--accent", PALE], "--accent: #ffcc00 cannot be read"),
        (["demo", "--accent-dark", "#400"], "--accent-dark: #440000"),
        (["demo", "--radius", "oval"], "--radius: "),
        (["nowhere", "--accent", READABLE], "no site"),
    ],
)
def test_the_command_says_what_to_do(
    app: Flask, runner: FlaskCliRunner, options: list[str], told: str
) -> None:
    refused = runner.invoke(args=["sites", "theme", *options])
    assert refused.exit_code == 1
    assert told in refused.output
    with app.extensions["salut"].database.read() as session:
        assert all(site.theme == {} for site in sites.every(session))


def test_a_theme_that_holds_no_longer_gives_the_house(app: Flask) -> None:
    with app.extensions["salut"].database.write() as session:
        sites.set_theme(session, "demo", {"accent": PALE})
        demo = sites.get(session, "demo")
        assert demo is not None
        assert theme_of(demo) == Theme()
        sites.set_theme(session, "demo", {})
