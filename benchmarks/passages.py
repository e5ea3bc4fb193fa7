"""A news site of any size, made up: passages, titles and questions for measuring speed.

The most frequent words are those of the demo site; the rest is invented, syllable by syllable.
Words come as in real news: a few very often, and ever new ones however much is read (Zipf's law
with a steeper tail, so that the vocabulary grows as Heaps' law says). Nothing here means anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

import faq
from benchmarks.corpora import NEWS_SITE
from faq.text import fold

RANKS = 4_000_000
HEAD_RANKS, HEAD_SHIFT, TAIL_SLOPE = 8_000, 2.7, 1.9
PASSAGES_OF_AN_ARTICLE = 8
TOPIC_WORDS, TOPIC_SHARE = 14, 0.2
WORDS_MEAN, SENTENCE_WORDS = 55, 18
_ONSETS = "b c d f g l m n p r s t v br ch cr dr fl gr pl pr tr".split()
_VOWELS = "a e i o u é è ou an on ai eu in".split()
_ENDINGS = ("", "", "s", "e", "es", "er", "ant", "tion", "eur", "ment", "ique", "age")

Ranks = npt.NDArray[np.int64]


class Wordstock:
    """Words by rank: the demo site's first, then invented ones, some of them names."""

    def __init__(self) -> None:
        counted: Counter[str] = Counter()
        for entry in faq.build([str(NEWS_SITE)]):
            counted.update(word.strip(".,;:!?()«»\"'’…") for word in entry.answer.split())
        self.real = [word for word, _ in counted.most_common() if word.isalpha()]
        self.word = lru_cache(maxsize=RANKS)(self._word)
        ranks = np.arange(RANKS, dtype=np.float64)
        weights = 1 / (ranks + HEAD_SHIFT)
        tail = ranks > HEAD_RANKS
        weights[tail] = weights[HEAD_RANKS] * (ranks[tail] / HEAD_RANKS) ** -TAIL_SLOPE
        self._chances = np.cumsum(weights / weights.sum())

    def ranks(self, random: np.random.Generator, count: int) -> Ranks:
        """Draw the ranks of words, as they come in a text."""
        drawn = np.searchsorted(self._chances, random.random(count))
        return np.minimum(drawn, RANKS - 1).astype(np.int64)

    def _word(self, rank: int) -> str:
        if rank < len(self.real):
            return self.real[rank]
        if rank % 40 == 0:
            return f"{rank * 7919 % 10_000}"
        left = rank * 2_654_435_761 % (1 << 40)
        word = ""
        for _ in range(2 if rank < 40_000 else 3):
            left, onset = divmod(left, len(_ONSETS))
            left, vowel = divmod(left, len(_VOWELS))
            word += _ONSETS[onset] + _VOWELS[vowel]
        word += _ENDINGS[left % len(_ENDINGS)]
        return word.capitalize() if rank % 7 == 0 else word


@lru_cache(maxsize=1)
def wordstock() -> Wordstock:
    """Return the one stock of words that passages and questions share."""
    return Wordstock()


def entries(count: int, seed: int = 1) -> Iterator[faq.Entry]:
    """Yield the entries of a made-up site, article by article."""
    random = np.random.default_rng(seed)
    stock = wordstock()
    for article in range(-(-count // PASSAGES_OF_AN_ARTICLE)):
        here = min(PASSAGES_OF_AN_ARTICLE, count - article * PASSAGES_OF_AN_ARTICLE)
        yield from _article(article, here, stock, random)


def _article(
    number: int, count: int, stock: Wordstock, random: np.random.Generator
) -> Iterator[faq.Entry]:
    topic = [stock.word(rank) for rank in stock.ranks(random, TOPIC_WORDS * 4).tolist()[::4]]
    title = " ".join([topic[0].capitalize(), *topic[1:5], *_words(stock, random, 4)])
    texts = [_passage(stock, random, topic) for _ in range(count)]
    for place, text in enumerate(texts):
        around = "\n".join(texts[near] for near in (place - 1, place + 1) if 0 <= near < count)
        yield faq.Entry(
            id=f"{number}-{place}",
            question=f"{topic[5]} {topic[6]} — {title}",
            answer=text,
            title=title,
            url=f"https://example.org/{number}.html",
            published="2024-02-27",
            section="actualité",
            context=f"{topic[5]} {topic[6]} · actualité\n\n{around}",
        )


def _words(stock: Wordstock, random: np.random.Generator, count: int) -> list[str]:
    return [stock.word(rank) for rank in stock.ranks(random, count).tolist()]


def _passage(stock: Wordstock, random: np.random.Generator, topic: Sequence[str]) -> str:
    """Write a passage of a few sentences, with some words of the article's topic."""
    words = _words(stock, random, max(12, int(random.normal(WORDS_MEAN, 12))))
    for place in np.flatnonzero(random.random(len(words)) < TOPIC_SHARE).tolist():
        words[place] = topic[int(random.integers(len(topic)))]
    for start in range(0, len(words), SENTENCE_WORDS):
        words[start] = words[start][:1].upper() + words[start][1:]
        words[min(start + 6, len(words) - 1)] += ","
        words[min(start + SENTENCE_WORDS, len(words)) - 1] += "."
    return " ".join(words)


def questions(site: Sequence[faq.Entry], count: int, seed: int = 2) -> dict[str, list[str]]:
    """Return questions on some passages of a site, `count` of each kind."""
    random = np.random.default_rng(seed)
    asked: dict[str, list[str]] = {"plain": [], "typos": [], "slang": [], "long": []}
    for number in random.integers(len(site), size=count).tolist():
        words = [word.strip(".,") for word in site[number].answer.split()]
        told = sorted({w for w in words if len(w) > 4}, key=lambda w: (len(w), w))[-9:] or words
        some = [told[place] for place in random.permutation(len(told))[:4].tolist()]
        asked["plain"].append(f"Quel est le {' '.join(some[:2])} de {' '.join(some[2:])} ?")
        asked["typos"].append(_mistyped(f"combien de {' '.join(some)}", random))
        asked["slang"].append(f"slt c koi {fold(' '.join(some[:3]))} svp, jsp cb pr le {some[-1]}")
        asked["long"].append(f"Bonjour, je voudrais savoir {' '.join(words[:40])} ?")
    return asked


def _mistyped(text: str, random: np.random.Generator) -> str:
    """Leave out one letter and swap two others, in longish words."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > 5]
    for turn, place in enumerate(random.permutation(long)[:2].tolist()):
        word = words[place]
        at = int(random.integers(1, len(word) - 2))
        cut = word[at + 1 :] if turn else word[at + 1] + word[at] + word[at + 2 :]
        words[place] = word[:at] + cut
    return " ".join(words)


def pathological(site: Sequence[faq.Entry]) -> list[str]:
    """Return inputs of up to 16 kB that are made to be slow."""
    real = wordstock().real
    common = " ".join(word for word in real[:400] if len(word) > 3)
    unknown = " ".join(f"{a}{b}{a}zq" for a in ("bar", "con", "pré", "tran") for b in "aeiou")
    return [
        "e" + "\u0301" * 8_000,
        "e\u0301" * 5_000,
        "a" * 16_000,
        "a " * 8_000,
        "abcde " * 2_700,
        "combien " * 2_000,
        unknown * 100,
        common[:16_000],
        " ".join(f"inter{n}" for n in range(2_000)),
        " ".join("aeiou"[n % 5] + "ntre" for n in range(2_600)),
        "conf comp cont tran prés entr inte part form cour mont port " * 250,
        "1 200 " * 2_700,
        "«" * 16_000,
        "\u200b" * 5_000,
        "ﷺ" * 5_000,
        "?" * 16_000,
        " ".join(site[0].answer for _ in range(30))[:16_000],
    ]
