"""Do two readers ask the same? Questions compared with each other, by the words that they hold.

Each word of one question is laid beside the nearest of the other: the same, mistyped, derived, a
synonym, an acronym, as far as the index of the site tells. What a word counts for is its rarity.
What is not found near is looked for by `keys`, so that no question is compared with all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from faq.index import Index
from faq.language import Language, language_of
from faq.question import QuestionWord, analyse
from faq.spelling import sound
from faq.text import fold, stem

SAME_MIN = 0.55
KEY_CHARACTERS_MAX = 32
WORDS_MAX = 24
_MISSPELT = 0.85
_SHORTENED = 0.8
_TWO_ERRORS_LETTERS_MIN = 6
_MISSPELT_LETTERS_MIN = 4
_OTHER_FACT = 0.6
_BESIDE = 0.3
_PRICE = frozenset({"money", "amount"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is compared with others; `text` is folded."""

    text: str
    language: str
    words: tuple[QuestionWord, ...]
    cues: frozenset[str]


def wording_of(text: str, index: Index, default: str = "fr") -> Wording:
    """Return a question as the index of its site understands it.

    `default` is the code of the language where its own words do not tell.
    """
    question = analyse(text, index, default)
    telling = [word for word in question.words if not _only_asks(word.text, question.language)]
    return Wording(
        fold(text).strip(" ?!.…"),
        question.language.code,
        tuple(telling[:WORDS_MAX]),
        question.cues,
    )


def _only_asks(word: str, language: Language) -> bool:
    """Tell a mistyped question word ("coment") from one that says what is asked about."""
    return len(word) >= _MISSPELT_LETTERS_MIN and sound(word) in _sounds_of_askers(language.code)


@cache
def _sounds_of_askers(code: str) -> frozenset[str]:
    askers = (word for word in language_of(code).askers if len(word) >= _MISSPELT_LETTERS_MIN)
    return frozenset(map(sound, askers))


def keys(wording: Wording, index: Index) -> list[str]:
    """Return what a question is filed and found under: stems of its words, and how they sound."""
    stemmer = language_of(wording.language).stemmer
    found: dict[str, None] = {}
    for word in wording.words:
        found[stem(word.text, stemmer)[:KEY_CHARACTERS_MAX]] = None
        if surest := _surest(word):
            found[index.stem_of(surest)[:KEY_CHARACTERS_MAX]] = None
        if word.text.isalpha() and len(word.text) >= _MISSPELT_LETTERS_MIN:
            found[f"/{sound(word.text)}"[:KEY_CHARACTERS_MAX]] = None
    return list(found) or [f"={wording.text}"[:KEY_CHARACTERS_MAX]]


def nearness(one: Wording, other: Wording) -> float:
    """Return how surely two questions ask the same, 0 to 1; SAME_MIN is where they do."""
    if one.language != other.language:
        return 0.0
    if not one.words or not other.words:
        is_empty = not one.words and not other.words
        return fuzz.ratio(one.text, other.text) / 100 if is_empty else 0.0
    language = language_of(one.language)
    near = [[_alike(a, b, language.stemmer) for b in other.words] for a in one.words]
    met = _met(one.words, [max(row) for row in near])
    met_back = _met(other.words, [max(column) for column in zip(*near, strict=True)])
    whole, whole_back = _whole(one.words), _whole(other.words)
    beside = min(1 - met / whole, 1 - met_back / whole_back)
    share = (met + met_back) / (whole + whole_back)
    asks_else = bool(one.cues & _PRICE) != bool(other.cues & _PRICE)
    return share * (1 - _BESIDE * beside) * (_OTHER_FACT if asks_else else 1.0)


def _met(words: Sequence[QuestionWord], similarities: Sequence[float]) -> float:
    return sum(word.weight * near for word, near in zip(words, similarities, strict=True))


def _whole(words: Sequence[QuestionWord]) -> float:
    return sum(word.weight for word in words)


def _surest(word: QuestionWord) -> int | None:
    return max(word.terms, key=word.terms.__getitem__, default=None)


def _alike(one: QuestionWord, other: QuestionWord, stemmer: str) -> float:
    """Return how surely two words mean the same: by what they may stand for, or as they are."""
    if one.text == other.text or stem(one.text, stemmer) == stem(other.text, stemmer):
        return 1.0
    shared = one.terms.keys() & other.terms.keys()
    meant = max((one.terms[term] * other.terms[term] for term in shared), default=0.0)
    return max(meant, _spelt_alike(one.text, other.text))


def _spelt_alike(one: str, other: str) -> float:
    """Return how surely one of two words is the other, mistyped or cut short ("appli", "immo")."""
    if min(len(one), len(other)) < _MISSPELT_LETTERS_MIN or not (one + other).isalpha():
        return 0.0
    if sound(one) == sound(other):
        return _MISSPELT
    if one.startswith(other) or other.startswith(one):
        return _SHORTENED
    errors_max = 2 if min(len(one), len(other)) >= _TWO_ERRORS_LETTERS_MIN else 1
    is_near = OSA.distance(one, other, score_cutoff=errors_max) <= errors_max
    return _MISSPELT if is_near and one[0] == other[0] else 0.0
