"""Pinned floors: a figure may rise by itself and sinks only when someone says so."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")
NOISE = 0.005

Figures = Mapping[str, Mapping[str, float]]


def held(
    section: str,
    met: Figures,
    lower_is_better: Container[str] = (),
    update: bool = False,
    allow_regression: bool = False,
    file: Path = FILE,
) -> int:
    """Compare figures with the floors of a section; return 1 when one is missed, else 0.

    `update` writes what was met where it is better, and where it is worse only with
    `allow_regression`. Every miss is printed.
    """
    pinned = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    floors = pinned.setdefault(section, {})
    missed = 0
    for name, figures in met.items():
        own = floors.setdefault(name, {})
        for figure, value in figures.items():
            floor = own.get(figure, value)
            is_worse = value > floor + NOISE if figure in lower_is_better else value < floor - NOISE
            if is_worse:
                print(f"{section}, {name}: {figure} is {value:.3f}, its floor {floor:.3f}")
                missed += not (update and allow_regression)
            is_better = value < floor if figure in lower_is_better else value > floor
            if figure not in own or (update and is_better) or (is_worse and allow_regression):
                own[figure] = round(value, 4)
    if update and not missed:
        text = json.dumps(pinned, indent=1, ensure_ascii=False, sort_keys=True)
        file.write_text(text + "\n", encoding="utf-8")
    return int(missed > 0)
