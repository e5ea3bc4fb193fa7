"""What an import or a refresh came to, told so that a person knows what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field

REFUSALS_NAMED_MAX = 10_000


@dataclass(slots=True)
class Report:
    """How many pages were new, changed, the same, withdrawn; which were refused, and why.

    `entries` are those that a dry run would have made.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    refused: int = 0
    entries: int = 0
    is_different: bool = False
    refusals: list[tuple[str, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Count the pages that there is an article of."""
        return self.new + self.changed + self.unchanged

    def refuse(self, location: str, reason: str) -> None:
        """Count a page that gave nothing; the first ones are named."""
        self.refused += 1
        if len(self.refusals) < REFUSALS_NAMED_MAX:
            self.refusals.append((location, reason))

    def __str__(self) -> str:
        counts = (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, "
            f"{self.withdrawn} withdrawn, {self.refused} refused"
        )
        lines = [f"  refused {location}: {reason}" for location, reason in self.refusals]
        if self.refused > len(self.refusals):
            lines.append(f"  and {self.refused - len(self.refusals)} more")
        return "\n".join([counts, *lines])
