"""Entries and test questions as files: JSON Lines of entries, JSON of labelled questions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from faq.errors import EntriesInvalidError
from faq.model import Entry
from faq.text import fold

_ENTRY_FIELDS = frozenset(field.name for field in fields(Entry))


def write_entries(entries: Iterable[Entry], path: Path) -> int:
    """Write entries as JSON Lines, whole or not at all; return how many."""
    lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in entries]
    aside = path.with_name(path.name + ".part")
    aside.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    aside.replace(path)
    return len(lines)


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a JSON Lines file; raises EntriesInvalidError with the line at fault."""
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _entry(json.loads(line))
        except (ValueError, TypeError, AttributeError) as error:
            raise EntriesInvalidError(
                f"{path}, line {number}: not an entry ({error}); build the file anew"
            ) from error


def _entry(loaded: dict[str, object]) -> Entry:
    """Make an entry of its JSON object; unknown keys are passed over.

    Raises TypeError for a field of another type.
    """
    known = {name: value for name, value in loaded.items() if name in _ENTRY_FIELDS}
    variants = known.pop("variants", [])
    if not isinstance(variants, list):
        raise TypeError("variants is no list")
    for name, value in (*known.items(), *(("variants", each) for each in variants)):
        if not isinstance(value, str):
            raise TypeError(f"{name} is no text")
    return Entry(**known, variants=tuple(variants))  # type: ignore[arg-type]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise EntriesInvalidError(f"{path}: cannot be read ({error}); check the path") from error


@dataclass(frozen=True, slots=True)
class Labelled:
    """A test question: an answer is right when it holds one of `any` or matches `pattern`.

    One with neither is out of scope: the only right answer is none.
    """

    question: str
    kind: str
    any: tuple[str, ...] = ()
    pattern: str = ""

    @property
    def in_scope(self) -> bool:
        """Tell whether some entry is expected to answer."""
        return bool(self.any or self.pattern)

    def is_answered_by(self, text: str) -> bool:
        """Tell whether a text answers, case, accents and typography apart."""
        plain = comparable(text)
        if any(comparable(expected) in plain for expected in self.any):
            return True
        patterns = (self.pattern, _without_accents(self.pattern)) if self.pattern else ()
        return any(
            re.search(p, t, re.IGNORECASE) for p, t in zip(patterns, (text, plain), strict=False)
        )


def comparable(text: str) -> str:
    """Return the text with case, accents, apostrophes and blanks folded."""
    return re.sub(r"\s+", " ", fold(text).replace(" pourcent ", " %")).strip()


def _without_accents(pattern: str) -> str:
    """Return a pattern for comparable texts; what stands for itself alone is folded, no syntax."""
    letters = "".join(c if c.isascii() else fold(c) for c in pattern)
    return re.sub(r"\s+", " ", letters).strip()


def read_questions(path: Path) -> list[Labelled]:
    """Read labelled questions: {"questions": [{"q", "kind", "any" or "any_regex"}], "out": […]}."""
    try:
        loaded = json.loads(_text(path))
        asked = [_labelled(item, "plain") for item in loaded["questions"]]
        return asked + [_labelled(item, "out") for item in loaded.get("out", [])]
    except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise EntriesInvalidError(f"{path}: not a file of questions ({error!r})") from error


def _labelled(item: dict[str, object] | str, kind: str) -> Labelled:
    if isinstance(item, str):
        return Labelled(item, kind)
    expected = item.get("any", ())
    answers = tuple(map(str, expected)) if isinstance(expected, (list, tuple)) else (str(expected),)
    pattern = str(item.get("any_regex", ""))
    for searched in (pattern, _without_accents(pattern)):
        re.compile(searched)
    return Labelled(str(item["q"]), str(item.get("kind", kind)), answers, pattern)
