"""Articles that say the same as another one: agency copy, updates, a page printed twice.

Two articles are near-duplicates when half of the three-word shingles of both together stand in
both, or 70 % of those of one in the other. One that shares few of a fixed fraction of all shingles
is not compared further: MinHash by a threshold on the hash ("FracMinHash", Irber et al., 2022),
which, unlike a fixed number of minima, finds a short article in a long one too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from faq.model import Article
from faq.text import words

JACCARD_MIN = 0.5
CONTAINMENT_MIN = 0.7
# A newer article made of an older one speaks for it, unless it is much shorter.
REWORKED_LENGTH_MIN = 0.6
# An excerpt adds nothing to what it was taken from, however new it is.
EXCERPT_CONTAINMENT_MIN = 0.9
# Brief texts are alike by chance, and a brief one that is left out saves nothing.
SHINGLES_MIN = 30

_SAMPLED_ONE_IN = 4
_SAMPLE_SHARE_MIN = 0.35
# How many of the articles after it that hold the same shingle an article is compared with.
_WINDOW = 4
# Members of one cluster are compared with so many of those that speak, besides their own links.
_SPEAKERS_COMPARED = 16

Shingles = npt.NDArray[np.uint32]
Codes = npt.NDArray[np.uint64]
Links = dict[int, set[int]]

# Texts whose pairs are counted at a time: fewer take less memory and more time.
_BLOCK = 5_000

_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_MIXER = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class _Text:
    """One article as it is compared: who it is, how new, and its shingles."""

    url: str
    newness: tuple[str, str]
    shingles: Shingles


def near_duplicates(articles: Iterable[Article]) -> dict[str, str]:
    """Return {address of an article to leave out: address of the one that speaks in its place}.

    The newest speaks, of equally new ones the longest, then the first. What is left out is covered
    by the one that speaks: an old article with much that a far shorter new one does not tell stays,
    and a mere excerpt never speaks for what it was taken from.
    Needs 2 kB of memory for an article of 500 words.
    """
    texts = [text for article in articles if (text := _text(article)) is not None]
    links = _links([text.shingles for text in texts])
    silent: dict[int, int] = {}
    for cluster in _clusters(links):
        silent |= _silenced(cluster, links, texts)
    return {
        texts[one].url: texts[speaker].url
        for one, speaker in silent.items()
        if texts[one].url != texts[speaker].url
    }


def shingles_of(text: str) -> Shingles:
    """Return the hashes of the three-word shingles of a text, sorted, each once."""
    hashed = [zlib.crc32(word.encode("utf-8", "replace")) for word in words(text)]
    codes = np.array(hashed, dtype=np.uint64)
    if len(codes) < len(_FACTORS):
        return np.empty(0, dtype=np.uint32)
    first, second, third = _FACTORS
    mixed = codes[:-2] * first + codes[1:-1] * second + codes[2:] * third
    mixed = (mixed ^ (mixed >> _HALF)) * _MIXER
    return np.unique((mixed >> _HALF).astype(np.uint32))


def _text(article: Article) -> _Text | None:
    """Return an article as it is compared; None for one that is too brief."""
    found = shingles_of("\n".join(block.text for block in article.blocks))
    if len(found) < SHINGLES_MIN:
        return None
    return _Text(article.url, (article.published, article.modified), found)


def _links(texts: list[Shingles]) -> Links:
    """Return which texts share so many sampled shingles that they are worth comparing."""
    links: Links = {}
    for one, other in _pairs([text[text < 2**32 // _SAMPLED_ONE_IN] for text in texts]):
        links.setdefault(one, set()).add(other)
        links.setdefault(other, set()).add(one)
    return links


def _pairs(samples: list[Shingles]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of texts that share a good part of the smaller one's sample."""
    sizes = np.array([len(sample) for sample in samples], dtype=np.int64)
    if not sizes.sum():
        return
    shingles, owners = _held(samples, sizes)
    for begin in range(0, len(sizes), _BLOCK):
        found = _neighbours(shingles, owners, begin)
        pairs, counts = np.unique(found, return_counts=True)
        one, other = (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)
        is_likely = counts >= _SAMPLE_SHARE_MIN * np.minimum(sizes[one], sizes[other])
        yield from zip(one[is_likely].tolist(), other[is_likely].tolist(), strict=True)


def _held(
    samples: list[Shingles], sizes: npt.NDArray[np.int64]
) -> tuple[Shingles, npt.NDArray[np.uint32]]:
    """Return all sampled shingles in order, and which text holds each of them."""
    held = np.concatenate(samples).astype(np.uint64)
    held <<= _HALF
    held |= np.repeat(np.arange(len(sizes), dtype=np.uint32), sizes)
    held.sort()
    return (held >> _HALF).astype(np.uint32), held.astype(np.uint32)


def _neighbours(shingles: Shingles, owners: npt.NDArray[np.uint32], begin: int) -> Codes:
    """Return the pairs of texts that hold a shingle, the first of them one of a block of texts.

    Where many texts hold one, each is paired with the next few: those of a cluster still meet, by
    this shingle or another.
    """
    is_ours = (owners >= begin) & (owners < begin + _BLOCK)
    found = [np.empty(0, dtype=np.uint64)]
    for step in range(1, _WINDOW + 1):
        is_pair = (shingles[step:] == shingles[:-step]) & is_ours[:-step]
        pairs = owners[:-step][is_pair].astype(np.uint64) << _HALF
        found.append(pairs | owners[step:][is_pair])
    return np.concatenate(found)


def _clusters(links: Links) -> Iterator[list[int]]:
    """Yield the texts that are linked with each other, directly or by others."""
    seen: set[int] = set()
    for start in links:
        if start in seen:
            continue
        cluster, waiting = list[int](), [start]
        seen.add(start)
        while waiting:
            cluster.append(one := waiting.pop())
            waiting += (new := links[one] - seen)
            seen |= new
        yield cluster


def _silenced(cluster: list[int], links: Links, texts: list[_Text]) -> dict[int, int]:
    """Return who of a cluster is silent, and who speaks for it."""
    silent: dict[int, int] = {}
    speakers: list[int] = []
    for one in _preferred(cluster, texts):
        near = {silent.get(other, other) for other in links[one]} & set(speakers)
        compared = [*near, *speakers[:_SPEAKERS_COMPARED]]
        speaker = next((s for s in compared if _speaks_for(texts[s], texts[one])), None)
        if speaker is not None:
            silent[one] = speaker
            continue
        for excerpt in [s for s in near if _is_excerpt(texts[s], texts[one])]:
            speakers.remove(excerpt)
            silent |= {each: one for each, by in silent.items() if by == excerpt} | {excerpt: one}
        speakers.append(one)
    return silent


def _preferred(cluster: list[int], texts: list[_Text]) -> list[int]:
    """Return the newest text first, then the longest, then the first."""
    ordered = sorted(cluster, key=lambda number: (-len(texts[number].shingles), number))
    return sorted(ordered, key=lambda number: texts[number].newness, reverse=True)


def _speaks_for(speaker: _Text, other: _Text) -> bool:
    """Tell whether a text covers another one, so that the other may be silent."""
    shared = _shared(speaker, other)
    own, others = len(speaker.shingles), len(other.shingles)
    is_reworked = shared >= CONTAINMENT_MIN * own and own >= REWORKED_LENGTH_MIN * others
    is_alike = shared >= JACCARD_MIN * (own + others - shared)
    return is_alike or is_reworked or shared >= CONTAINMENT_MIN * others


def _is_excerpt(one: _Text, whole: _Text) -> bool:
    return _shared(one, whole) >= EXCERPT_CONTAINMENT_MIN * len(one.shingles)


def _shared(one: _Text, other: _Text) -> int:
    return len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))
