"""Which of the articles that are known may say the same as a new one: told by samples alone.

A sample is a fixed eighth of an article's shingles, some 250 bytes for 500 words; of a short
article in a long one it finds as much as of two equals. What it names, `near_duplicates` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from faq.model import Article
from faq.near_duplicates import SHINGLES_MIN, Shingles, shingles_of

SAMPLED_ONE_IN = 8
# Of the smaller one's sample; chance makes a share of half seem smaller.
SHARE_MIN = 0.35
LIKELY_MAX = 30

_BYTES = np.dtype("<u4")

# The name of an article, and its sample.
Held = tuple[str, bytes]


def sample_of(article: Article) -> bytes:
    """Return the sample of an article; b"" for one that is too brief to be compared."""
    shingles = shingles_of("\n".join(block.text for block in article.blocks))
    if len(shingles) < SHINGLES_MIN:
        return b""
    return shingles[shingles < 2**32 // SAMPLED_ONE_IN].astype(_BYTES).tobytes()


def likely(sample: bytes, held: Iterable[Sequence[Held]]) -> list[str]:
    """Return the names of those held that may say the same, the likeliest first.

    They come some at a time. No more than LIKELY_MAX are named.
    """
    own = np.frombuffer(sample, _BYTES)
    if not len(own):
        return []
    found = [each for some in held for each in _shares(own, some)]
    found.sort(key=lambda each: (-each[0], each[1]))
    return [name for _, name in found[:LIKELY_MAX]]


def _shares(own: Shingles, held: Sequence[Held]) -> Iterator[tuple[float, str]]:
    """Yield what share of the smaller sample both hold, where it is large enough."""
    sizes = np.array([len(sample) // _BYTES.itemsize for _, sample in held])
    shingles = np.frombuffer(b"".join(sample for _, sample in held), _BYTES)
    owners = np.repeat(np.arange(len(held)), sizes)
    shared = np.bincount(owners[np.isin(shingles, own)], minlength=len(held))
    shares = shared / np.maximum(1, np.minimum(sizes, len(own)))
    for number in np.flatnonzero(shares >= SHARE_MIN).tolist():
        yield float(shares[number]), held[number][0]
