"""Numbers, shares and lengths of time as the console writes them."""

from __future__ import annotations

from web.days import Words

NONE = "–"
UNITS = ((86_400_000, "days"), (3_600_000, "hours"), (60_000, "minutes"), (1_000, "seconds"))


def number(words: Words, count: int) -> str:
    """Write a count, its thousands apart."""
    return f"{count:,}".replace(",", words.text("thousands"))


def share(words: Words, part: float | None) -> str:
    """Write a share, 0 to 1, in percent; a dash where nothing is shared."""
    return NONE if part is None else words.text("percent", percent=f"{part * 100:.0f}")


def most(words: Words, milliseconds: int | None) -> str:
    """Write how long something takes at most; a dash where nothing was timed."""
    if milliseconds is None:
        return NONE
    if milliseconds > UNITS[0][0]:
        return words.text("more_than_a_day")
    for length, unit in UNITS:
        if milliseconds >= length:
            return words.text(f"at_most_{unit}", count=milliseconds // length)
    return words.text("at_most_milliseconds", count=milliseconds)
