"""How well wordings of one question come together: pairwise precision and recall of clusters.

`python -m benchmarks.wordings` prints them. Questions come in one after the other, in an order of
chance, and each joins the nearest cluster or begins one, as in chat/clustering.py.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable
from math import comb
from pathlib import Path

import faq
from benchmarks.corpora import NEWS_SITE
from faq.alike import SAME_MIN, Wording, nearness, wording_of

FILE = Path(__file__).with_name("wordings.json")
ORDERS = 4
WORDINGS_MAX = 6

Labelled = tuple[int, Wording]
Cluster = list[Labelled]


def measured(file: Path = FILE, orders: int = ORDERS) -> dict[str, float]:
    """Return pairwise precision and recall of the clusters, over some orders of chance."""
    index = faq.Index(faq.build([str(NEWS_SITE)]), meaning="off")
    groups = json.loads(file.read_text("utf-8"))["groups"]
    labelled = [
        (number, wording_of(text, index, group["language"]))
        for number, group in enumerate(groups)
        for text in group["wordings"]
    ]
    together = joined = 0
    for seed in range(orders):
        mixed = random.Random(seed).sample(labelled, len(labelled))
        clusters = clustered(mixed)
        joined += sum(comb(len(cluster), 2) for cluster in clusters)
        together += sum(_same(cluster) for cluster in clusters)
    wanted = orders * _same(labelled)
    return {"precision": together / max(joined, 1), "recall": together / wanted}


def clustered(questions: Iterable[Labelled]) -> list[Cluster]:
    """Put each question into the nearest cluster that is near enough, else into a new one."""
    clusters: list[Cluster] = []
    for question in questions:
        near = [_nearness(cluster, question) for cluster in clusters]
        if near and max(near) >= SAME_MIN:
            clusters[near.index(max(near))].append(question)
        else:
            clusters.append([question])
    return clusters


def _nearness(cluster: Cluster, question: Labelled) -> float:
    return max(nearness(question[1], wording) for _, wording in cluster[:WORDINGS_MAX])


def _same(questions: Iterable[Labelled]) -> int:
    """Count the pairs that belong together."""
    return sum(comb(count, 2) for count in Counter(number for number, _ in questions).values())


def main() -> None:
    """Print the figures."""
    for name, value in measured().items():
        print(f"{name} {value:.3f}")


if __name__ == "__main__":
    main()
