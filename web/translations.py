"""The words that readers see: translations/<locale>.json, one file a language.

A language has every section that readers meet; what only staff sees may be left out. French is
the fallback, so a half-translated language never shows an empty place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

FALLBACK = "fr"
READERS = "widget"

Strings = Mapping[str, str]


class Translations:
    """All language files, read once."""

    def __init__(self, by_locale: Mapping[str, Mapping[str, Strings]]) -> None:
        self._by_locale = by_locale

    @property
    def locales(self) -> list[str]:
        """List the locales that have a file."""
        return sorted(self._by_locale)

    def negotiate(self, *wanted: str | None, section: str = READERS) -> str:
        """Choose the first locale wanted that has the section, else French.

        "fr-CA" is served by "fr". Name another section for pages that staff sees.
        """
        for each in wanted:
            language = (each or "").replace("_", "-").split("-")[0].lower()
            if section in self._by_locale.get(language, {}):
                return language
        return FALLBACK

    def direction(self, locale: str) -> str:
        """Tell which way a locale is written: `ltr` or `rtl`."""
        return self.text(locale, "language", "direction")

    def section(self, locale: str, name: str) -> dict[str, str]:
        """Give the strings of one section, French where the locale has none."""
        fallback = self._by_locale.get(FALLBACK, {}).get(name, {})
        return {**fallback, **self._by_locale.get(locale, {}).get(name, {})}

    def text(self, locale: str, section: str, key: str) -> str:
        """Give one string; the key itself when no language has it."""
        return self.section(locale, section).get(key, key)


def load(folder: Path) -> Translations:
    """Read every language file of a folder."""
    return Translations(
        {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    )
