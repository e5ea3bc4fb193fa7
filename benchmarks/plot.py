"""A plot on two logarithmic axes, as SVG that reads in light and in dark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 360, 64, 150, 32, 44
COLOURS = ("#c2410c", "#2563eb", "#0891b2", "#7c3aed")

Line = Sequence[tuple[float, float]]


def log_log(title: str, across: str, up: str, lines: Mapping[str, Line]) -> str:
    """Return an SVG with one line for each name."""
    points = [point for line in lines.values() for point in line]
    x_low, x_high = _powers([x for x, _ in points])
    y_low, y_high = _powers([y for _, y in points])

    def x_of(value: float) -> float:
        return LEFT + (math.log10(value) - x_low) / (x_high - x_low) * (WIDTH - LEFT - RIGHT)

    def y_of(value: float) -> float:
        share = (math.log10(value) - y_low) / (y_high - y_low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    parts = [_text(LEFT, 18, title, "start", "600 14px")]
    for power in range(x_low, x_high + 1):
        x = x_of(10.0**power)
        parts += [_rule(x, TOP, x, HEIGHT - BOTTOM), _text(x, HEIGHT - BOTTOM + 16, _short(power))]
    for power in range(y_low, y_high + 1):
        y = y_of(10.0**power)
        parts += [_rule(LEFT, y, WIDTH - RIGHT, y), _text(LEFT - 6, y + 4, _short(power), "end")]
    parts.append(_text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, across))
    parts.append(_text(LEFT, TOP - 2, up, "end"))
    for (name, line), colour in zip(lines.items(), COLOURS, strict=False):
        path = " ".join(f"{x_of(x):.1f},{y_of(y):.1f}" for x, y in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, y in line:
            parts.append(f'<circle cx="{x_of(x):.1f}" cy="{y_of(y):.1f}" r="3" fill="{colour}"/>')
        x, y = line[-1]
        parts.append(_text(x_of(x) + 8, y_of(y) + 4, name, "start", "12px", colour))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(title)}" font-family="system-ui, sans-serif">\n'
        f"{body}\n</svg>\n"
    )


def _powers(values: Sequence[float]) -> tuple[int, int]:
    low = math.floor(math.log10(min(values)))
    return low, max(math.ceil(math.log10(max(values))), low + 1)


def _short(power: int) -> str:
    names = {3: "1k", 4: "10k", 5: "100k", 6: "1M"}
    return names.get(power, f"{10.0**power:g}")


def _rule(x: float, y: float, other_x: float, other_y: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{other_x:.1f}" y2="{other_y:.1f}" '
        'stroke="#888" stroke-opacity=".3"/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    anchor: str = "middle",
    font: str = "12px",
    colour: str = "#777",
) -> str:
    *weight, size = font.split()
    heavy = f' font-weight="{weight[0]}"' if weight else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"{heavy} '
        f'fill="{colour}">{escape(text)}</text>'
    )
