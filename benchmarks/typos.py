"""Two typos in a question, always the same two: what fingers do on an AZERTY keyboard."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from random import Random

TYPOS = 2
# Words of four letters or more; what is shorter is often unreadable after a typo.
_WORD = re.compile(r"[^\W\d_]{4,}")
_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")


def _near_keys() -> dict[str, str]:
    """Return the keys that touch each key: beside it, and half a key apart in the next row."""
    near: dict[str, set[str]] = {key: set() for row in _ROWS for key in row}
    pairs = [pair for row in _ROWS for pair in pairwise(row)]
    for upper, lower in pairwise(_ROWS):
        pairs += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    return {key: "".join(sorted(keys)) for key, keys in near.items()}


NEAR_KEYS = _near_keys()


def with_two_typos(question: str) -> str:
    """Return the question with two typos, chosen by its checksum.

    They are in two words of four letters or more, in one where there is one, and in none without;
    never in a first letter.
    """
    luck = Random(zlib.crc32(question.encode()))
    words = [word.span() for word in _WORD.finditer(question)]
    chosen = luck.sample(words, min(TYPOS, len(words)))
    for start, end in sorted(chosen, reverse=True):
        typed = _mistyped(question[start:end], TYPOS // len(chosen), luck)
        question = question[:start] + typed + question[end:]
    return question


def _mistyped(word: str, typos: int, luck: Random) -> str:
    """Return a word with typos of which none undoes another."""
    seen = {word}
    for _ in range(typos):
        typed = word
        while typed in seen:
            slip = luck.choice((_transposed, _dropped, _doubled, _on_a_near_key))
            typed = slip(word, luck.randrange(1, len(word)), luck)
        seen.add(typed)
        word = typed
    return word


def _transposed(word: str, at: int, _luck: Random) -> str:
    """Exchange a letter with the next; the last has none."""
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


def _dropped(word: str, at: int, _luck: Random) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int, _luck: Random) -> str:
    return word[:at] + word[at] + word[at:]


def _on_a_near_key(word: str, at: int, luck: Random) -> str:
    """Hit a key that touches the right one; a letter that has no key of its own stays."""
    key = word[at]
    hit = luck.choice(NEAR_KEYS.get(key.lower(), key))
    return word[:at] + (hit.upper() if key.isupper() else hit) + word[at + 1 :]
