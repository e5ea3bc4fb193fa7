"""Colours: whether one can be read on another, by the formula of WCAG 2.2.

The colours of the house stand in static/widget/tokens.css alone, once for light and once for dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from functools import cache

from web.settings import ROOT

TOKENS = ROOT / "static" / "widget" / "tokens.css"
TEXT_CONTRAST_MIN = 4.5
"""WCAG 1.4.3, level AA, for text of any size."""

_BLOCK = re.compile(r"(?P<selector>:root[^{},]*)(?:,[^{}]*)?\{(?P<body>[^{}]*)\}")
_COLOUR = re.compile(r"--salut-(?P<name>\w+):\s*(?P<colour>#[0-9a-f]{6});")
_STEPS = 50

Palette = Mapping[str, str]


def palettes(style: str) -> tuple[Palette, Palette]:
    """Read the opaque colours of a style sheet of tokens, for light and for dark."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for block in _BLOCK.finditer(style):
        into = {":root": light, ':root[data-theme="dark"]': dark}.get(block["selector"].strip())
        if into is not None:
            into.update((each["name"], each["colour"]) for each in _COLOUR.finditer(block["body"]))
    return light, dark


@cache
def house() -> tuple[Palette, Palette]:
    """Give the colours of the house, for light and for dark."""
    return palettes(TOKENS.read_text("utf-8"))


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours like `#a5331c`: 1 for none, 21 for black on white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: Iterable[str]) -> float:
    """Give the contrast of a colour with the ground that it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """Make a colour lighter or darker, as little as will do, until it can be read on all grounds.

    On dark grounds it grows lighter, on light ones darker; its hue stays.
    """
    held = list(grounds)
    far = max(("#ffffff", "#000000"), key=lambda end: least_contrast(end, held))
    shades = (_shade(colour, far, step / _STEPS) for step in range(_STEPS))
    return next((each for each in shades if least_contrast(each, held) >= TEXT_CONTRAST_MIN), far)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _shade(colour: str, end: str, share: float) -> str:
    """Move the lightness of a colour towards that of white or black."""
    hue, lightness, saturation = rgb_to_hls(*(each / 255 for each in _channels(colour)))
    moved = lightness + (_channels(end)[0] / 255 - lightness) * share
    channels = hls_to_rgb(hue, moved, saturation)
    return "#" + "".join(f"{round(each * 255):02x}" for each in channels)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue
