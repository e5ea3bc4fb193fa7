"""Which entries hold a term, and how much it weighs there: BM25F, worked out beforehand.

Postings hold the finished weight of a term in an entry (Robertson, Zaragoza, Taylor 2004), so that
finding candidates is one addition per posting. Of a term that very many entries hold only those
are filed in which it weighs most: it tells little, and no question may cost more for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

K1 = 1.2
FIELD_WEIGHTS = {"question": 1.6, "answer": 1.0, "title": 0.6, "nearby": 0.25}
FIELD_LENGTHS = {"question": 0.5, "answer": 0.4, "title": 0.3, "nearby": 0.6}
POSTINGS_OF_A_TERM_MAX = 1 << 16
_PAIRS_AT_ONCE = 8_000_000
_STEPS = 1 << 14  # a share of a weight is kept as a multiple of 1 / 16384, below 64
_SHARE_BITS = 20

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The terms of one field of all entries, end to end; entry i owns [starts[i], starts[i+1])."""

    terms: Ints
    starts: Longs

    def of(self, number: int) -> Ints:
        """Return the terms of one entry, in reading order."""
        return self.terms[self.starts[number] : self.starts[number + 1]]

    def lengths(self, numbers: Longs) -> Longs:
        """Return how many terms each of some entries has."""
        lengths: Longs = self.starts[numbers + 1] - self.starts[numbers]
        return lengths


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries that hold a term, and its weight there; term t owns [starts[t], starts[t+1]).

    `counts` says how many entries hold each term in truth, those that are not filed too.
    """

    entries: Ints
    weights: npt.NDArray[np.float16]
    starts: Longs
    counts: Ints

    def of_all(self, terms: Sequence[int]) -> tuple[Longs, npt.NDArray[np.float16], Longs]:
        """Return (entry numbers, weights) of some terms end to end, and how many are of each."""
        spans = [slice(start, end) for start, end in map(self._span, terms)]
        lengths = np.array([span.stop - span.start for span in spans], dtype=np.int64)
        return (
            np.concatenate([self.entries[span] for span in spans]).astype(np.int64),
            np.concatenate([self.weights[span] for span in spans]),
            lengths,
        )

    def _span(self, term: int) -> tuple[int, int]:
        return int(self.starts[term]), int(self.starts[term + 1])

    def length(self, term: int) -> int:
        """Return how many entries are filed under a term."""
        return int(self.starts[term + 1] - self.starts[term])


@dataclass(frozen=True, slots=True)
class Written:
    """A field as it is written: its distinct terms, how often each is there, and its length.

    `counts` go along with the terms of `tokens`; without them, every token counts once.
    """

    tokens: Tokens
    lengths: Longs
    counts: npt.NDArray[np.uint8] | None = None

    @classmethod
    def of(cls, tokens: Tokens) -> Written:
        """Take a field that holds every word as often as it is there."""
        return cls(tokens, np.diff(tokens.starts))


def weigh(
    fields: Mapping[str, Written], terms: int, most: int = POSTINGS_OF_A_TERM_MAX
) -> Postings:
    """Weigh every (term, entry) pair by BM25F and file the pairs by term, at most `most` of one."""
    shares = {name: _shares(name, field.lengths) for name, field in fields.items()}
    held_by = [np.bincount(field.tokens.terms, minlength=terms) for field in fields.values()]
    counts = np.zeros(terms, dtype=np.int32)
    filed = np.zeros(terms + 1, dtype=np.int64)
    held: list[Ints] = [np.empty(0, dtype=np.int32)]
    weights = [np.empty(0, dtype=np.float16)]
    for low, high in _ranges(np.sum(held_by, axis=0)):
        term, entry, weight = _pairs(fields, shares, low, high)
        counts[low:high] = np.bincount(term, minlength=high - low)
        kept = _heaviest(counts[low:high], weight, most)
        filed[low + 1 : high + 1] = np.bincount(term[kept], minlength=high - low)
        held.append(entry[kept])
        weights.append(weight[kept])
    return Postings(np.concatenate(held), np.concatenate(weights), np.cumsum(filed), counts)


def _shares(name: str, lengths: Longs) -> Longs:
    """Return for each entry what one word of a field adds to its weight, in steps."""
    mean = max(float(lengths.mean()) if len(lengths) else 1.0, 1.0)
    norm = 1 - FIELD_LENGTHS[name] + FIELD_LENGTHS[name] * lengths / mean
    steps: Longs = np.maximum(np.rint(FIELD_WEIGHTS[name] / norm * _STEPS), 1).astype(np.int64)
    return steps


def _ranges(tokens_of: Longs) -> Iterator[tuple[int, int]]:
    """Yield ranges of terms [low, high) that few enough tokens belong to, or one term alone."""
    ends = np.cumsum(tokens_of)
    low = 0
    while low < len(ends):
        before = int(ends[low - 1]) if low else 0
        high = max(int(np.searchsorted(ends, before + _PAIRS_AT_ONCE, side="right")), low + 1)
        yield low, high
        low = high


def _pairs(
    fields: Mapping[str, Written], shares: Mapping[str, Longs], low: int, high: int
) -> tuple[Longs, Ints, npt.NDArray[np.float16]]:
    """Return (term from `low`, entry, weight) of each pair in a range of terms, in order.

    Term, entry and share are packed into one number each, so that one sort brings them together.
    """
    entries = len(next(iter(shares.values())))
    packed = []
    for name, field in fields.items():
        tokens = field.tokens
        here = np.flatnonzero((tokens.terms >= low) & (tokens.terms < high))
        entry = np.searchsorted(tokens.starts, here, side="right") - 1
        pair = (tokens.terms[here] - low).astype(np.int64) * entries + entry
        share = shares[name][entry] * (1 if field.counts is None else field.counts[here])
        packed.append(pair << _SHARE_BITS | np.minimum(share, (1 << _SHARE_BITS) - 1))
    keys = np.concatenate(packed)
    keys.sort()
    pair = keys >> _SHARE_BITS
    opens = np.flatnonzero(np.diff(pair, prepend=-1))
    if not len(opens):
        return pair, pair.astype(np.int32), pair.astype(np.float16)
    raw = np.add.reduceat(keys & ((1 << _SHARE_BITS) - 1), opens) / _STEPS
    term, entry = np.divmod(pair[opens], entries)
    return term, entry.astype(np.int32), (raw * (K1 + 1) / (K1 + raw)).astype(np.float16)


def _heaviest(counts: Ints, weights: npt.NDArray[np.float16], most: int) -> npt.NDArray[np.bool_]:
    """Tell which pairs are filed: all of a term, or the `most` in which it weighs most."""
    kept = np.ones(len(weights), dtype=bool)
    ends = np.cumsum(counts, dtype=np.int64)
    for term in np.flatnonzero(counts > most).tolist():
        span = slice(int(ends[term] - counts[term]), int(ends[term]))
        dropped = np.argpartition(-weights[span].astype(np.float32), most)[most:]
        kept[span.start + dropped] = False
    return kept
