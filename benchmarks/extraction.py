"""How much of an article is found on its page, how much else, and how fast.

`python -m benchmarks.extraction [--labelled FOLDER…] [--pages 300] [--update]`.
A folder holds `ground-truth.json` and `html/`, as the public article-extraction benchmark does;
its measure is used: precision and recall of four-word shingles, each page counting the same. Rates
are of the made-up pages, read here, by one process and by two, in turn; the best round counts.
"""

from __future__ import annotations

import argparse
import logging
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks import floors, labelled_pages, results
from benchmarks.labelled_pages import LabelledPage
from faq.extraction_workers import Page, extract_pages
from faq.model import Article

SHINGLE_WORDS = 4
ROUNDS = 3
WORKERS = (0, 1, 2)


class Found(NamedTuple):
    """What was found on the pages of one kind; `refused` counts those without an article."""

    precision: float
    recall: float
    refused: int
    pages: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def found_on(pages: Iterable[LabelledPage]) -> Found:
    """Measure what is found on pages."""
    right = wrong = missed = 0.0
    refused = count = 0
    labelled = list(pages)
    given = (Page(page.content, page.name) for page in labelled)
    for page, article in zip(labelled, extract_pages(given, 2), strict=True):
        count += 1
        refused += not isinstance(article, Article)
        told = _text(article) if isinstance(article, Article) else ""
        shares = _shares(_shingles(page.text), _shingles(told))
        right, wrong, missed = right + shares[0], wrong + shares[1], missed + shares[2]
    precision = right / (right + wrong) if right else 0.0
    recall = right / (right + missed) if right else 0.0
    return Found(precision, recall, refused, count)


def _text(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    size = min(SHINGLE_WORDS, len(words)) or 1
    return Counter(tuple(words[n : n + size]) for n in range(len(words) - size + 1))


def _shares(
    truth: Counter[tuple[str, ...]], told: Counter[tuple[str, ...]]
) -> tuple[float, float, float]:
    """Return the shares of what is right, wrong and missed among all shingles of a page."""
    counts = ((truth & told).total(), (told - truth).total(), (truth - told).total())
    whole = sum(counts) or 1
    right, wrong, missed = (count / whole for count in counts)
    return right, wrong, missed


def rates(pages: list[LabelledPage]) -> dict[int, float]:
    """Return how many pages a second are read with each number of workers."""
    best = dict.fromkeys(WORKERS, 0.0)
    for _ in range(ROUNDS):
        for workers in WORKERS:
            start = time.perf_counter()
            given = (Page(page.content, page.name) for page in pages)
            count = sum(1 for _ in extract_pages(given, workers))
            best[workers] = max(best[workers], count / (time.perf_counter() - start))
    return best


def written(found: dict[str, Found], rate: dict[int, float], bytes_mean: float) -> None:
    """Write the section of RESULTS.md."""
    rows = [
        [
            name,
            str(each.pages),
            f"{each.precision:.3f}",
            f"{each.recall:.3f}",
            f"**{each.f1:.3f}**",
            str(each.refused),
        ]
        for name, each in found.items()
    ]
    text = "\n\n".join(
        [
            "## Extraction",
            f"Four-word shingles of the article's text; {results.conditions()}.",
            results.table(["pages", "count", "precision", "recall", "F1", "refused"], rows),
            f"Made-up pages of {bytes_mean / 1000:.0f} kB: {rate[0]:.0f} a second in this process, "
            f"{rate[1]:.0f} by one worker and {rate[2]:.0f} by two, their start included.",
        ]
    )
    results.write_section("extraction", text)


def main() -> int:
    """Measure, write the section, compare with the floors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.extraction", description=__doc__)
    parser.add_argument("--labelled", type=Path, nargs="*", default=[], help="folders of pages")
    parser.add_argument("--pages", type=int, default=300, help="how many made-up pages")
    parser.add_argument("--update", action="store_true", help="write the floors")
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    pages = list(labelled_pages.made_up(options.pages))
    found = {"made up": found_on(pages)}
    found |= {
        folder.name: found_on(labelled_pages.in_folder(folder)) for folder in options.labelled
    }
    rate = rates(pages)
    written(found, rate, sum(len(page.content) for page in pages) / len(pages))
    for name, each in found.items():
        print(f"{name}: F1 {each.f1:.3f}, {each.refused} of {each.pages} refused")
    print(", ".join(f"{workers} workers {each:.0f}/s" for workers, each in rate.items()))
    met = {"made up": {"f1": found["made up"].f1}}
    return floors.held("extraction", met, update=options.update)


if __name__ == "__main__":
    sys.exit(main())
