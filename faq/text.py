"""Free text made comparable: capped, folded, cut into words and sentences, stemmed.

The order matters: the cap comes before any Unicode normalisation, because normalising a long run
of stacked accents takes time that grows with its square.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

QUESTION_CHARACTERS_MAX = 2000
MATCHED_CHARACTERS_MAX = 256

_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("\u00a0\u202f\u2009\u200a\t\n\r", " ")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"€": " euro ", "$": " dollar ", "£": " livre ", "%": " pourcent "}
)
_SPACES = "\u00a0\u202f\u2009\u200a"
_WORD = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?![\d])(?:,\d+)?|\d+[.,]\d+|[^\W_]+")
_WRITTEN = (
    r"\d{1,3}(?:[ .\u00a0\u202f\u2009\u200a\t\n\r]\d{3})+(?![\d])(?:,\d+)?|\d+[.,]\d+"
    r"|[^\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]+[^\W_]*)*|[€$£%]"
)
_WRITTEN_WORD = re.compile(_WRITTEN)
_WRITTEN_AND_COMMA = re.compile(rf"({_WRITTEN})(\s?[,(])?")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_ORDINAL = re.compile(r"^(\d+)(?:er|re|ere|e|eme|ieme|st|nd|rd|th)$")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[ .]\d{3})+(?:,\d+)?$")


def cap(text: str, characters_max: int = QUESTION_CHARACTERS_MAX) -> str:
    """Return at most `characters_max` characters, none of them a control or a heap of accents."""
    kept = text[:characters_max]
    if not kept.isascii():
        visible = "".join(c for c in kept if unicodedata.category(c) != "Cf")
        kept = unicodedata.normalize("NFC", _limit_marks(visible))[:characters_max]
    return "".join(c if c.isprintable() or c in _SPACES else " " for c in kept).strip()


def _limit_marks(text: str, marks_max: int = 4) -> str:
    """Drop combining marks beyond `marks_max` in a row: no script needs more, attacks do."""
    kept, marks = [], 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= marks_max:
            kept.append(character)
    return "".join(kept)


def fold(text: str) -> str:
    """Return the text in lower case without accents, ligatures and typographic variants."""
    text = text.lower().translate(_LIGATURES)
    if text.isascii():
        return text
    decomposed = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    if decomposed.isascii():
        return decomposed.lower()
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text ("2,5" -> "2.5", "1 200" -> "1200")."""
    return [_number(word) if word[0].isdigit() else word for word in _WORD.findall(fold(text))]


class Word(NamedTuple):
    """A folded word, how it is written in its text, and where it begins there."""

    folded: str
    written: str
    start: int


def word_spans(text: str) -> Iterator[Word]:
    """Yield the words of a text in the order of `words`."""
    for match in _WRITTEN_WORD.finditer(text):
        for word in folded_words(match.group()):
            yield Word(word, match.group(), match.start())


def written_alone(text: str) -> list[str]:
    """Return each word as it is written."""
    return _WRITTEN_WORD.findall(text)


def written_words(text: str) -> list[tuple[str, str]]:
    """Return each word as it is written, with the comma or parenthesis right after it if any."""
    return _WRITTEN_AND_COMMA.findall(text)


@lru_cache(maxsize=100_000)
def folded_words(written: str) -> tuple[str, ...]:
    """Return the folded words behind a written one: one, but for signs and rare letters."""
    return tuple(words(written))


def _number(word: str) -> str:
    """Write a number the one way that numbers are compared in."""
    if ordinal := _ORDINAL.match(word):
        return ordinal.group(1)
    if _THOUSANDS.match(word):
        word = word.replace(" ", "").replace(".", "")
    return word.replace(",", ".")


@lru_cache(maxsize=200_000)
def stem(word: str, stemmer: str = "french") -> str:
    """Return the stem of a folded word by the Snowball stemmer of that name."""
    if len(word) <= 3 or word[0].isdigit():
        return word
    return str(_stemmer(stemmer).stemWord(word))


@lru_cache(maxsize=16)
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)


_SENTENCE_END = re.compile(r"(?<=[.!?…])(?:\s*[»”\"])?(?=\s+[«“\"(\-–—•]?\s*[A-ZÀ-ÖØ-ÞŒ0-9])")
_ABBREVIATION_END = re.compile(
    r"(?:\b(?:M|Mr|MM|Mme|Mmes|Mlle|Dr|Pr|Me|Mgr|St|Ste|av|bd|art|cf|ex|env|etc|no|n°|p|vol|éd|Inc|Ltd|vs|Jr|Sr)"
    r"|\b[A-ZÀ-Þ])\.$"
)

_ABBREVIATION_CHARACTERS_MAX = 12


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph, never cut inside « » or after an abbreviation."""
    found: list[str] = []
    start = 0
    for end in _sentence_ends(text):
        piece = text[start:end].strip()
        if piece:
            found.append(piece)
        start = end
    if rest := text[start:].strip():
        found.append(rest)
    return found


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield the offsets at which a sentence ends inside the text."""
    start = counted = opened = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        opened += text.count("«", counted, end) - text.count("»", counted, end)
        counted = end
        last = text[max(start, end - _ABBREVIATION_CHARACTERS_MAX) : end]
        if opened > 0 or _ABBREVIATION_END.search(last.rstrip()):
            continue
        yield end
        start, opened = end, 0
