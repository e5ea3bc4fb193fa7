"""What others would find: RapidFuzz's own search and stemmed BM25, over the same entries."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process

import faq
from faq.text import fold, stem, words

K1, B = 1.2, 0.75

Rival = Callable[[str, int], list[faq.Entry]]


def token_set_ratio(entries: Sequence[faq.Entry]) -> Rival:
    """Return RapidFuzz's linear search by `token_set_ratio` over title and passage."""
    texts = [fold(f"{entry.title} {entry.question} {entry.answer}") for entry in entries]

    def search(question: str, limit: int) -> list[faq.Entry]:
        found = process.extract(fold(question), texts, scorer=fuzz.token_set_ratio, limit=limit)
        return [entries[place] for _, _, place in found]

    return search


def bm25(entries: Sequence[faq.Entry]) -> Rival:
    """Return BM25 (Robertson and Zaragoza 2009) over folded, stemmed words of title and passage."""
    documents = [
        Counter(stem(word) for word in words(f"{entry.title} {entry.question} {entry.answer}"))
        for entry in entries
    ]
    lengths = [sum(document.values()) for document in documents]
    mean = sum(lengths) / max(len(lengths), 1)
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, document in enumerate(documents):
        for term, count in document.items():
            postings[term].append((place, count))

    def search(question: str, limit: int) -> list[faq.Entry]:
        scores: Counter[int] = Counter()
        for term in {stem(word) for word in words(question)}:
            held = postings.get(term, [])
            rarity = math.log1p((len(entries) - len(held) + 0.5) / (len(held) + 0.5))
            for place, count in held:
                norm = K1 * (1 - B + B * lengths[place] / mean)
                scores[place] += rarity * count * (K1 + 1) / (count + norm)  # type: ignore[assignment]
        return [entries[place] for place, _ in scores.most_common(limit)]

    return search
