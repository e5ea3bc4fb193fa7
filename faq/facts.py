"""Which kinds of fact a text holds, word by word, as bits: what "combien" or "qui" look for.

A number is an AMOUNT and, by the words beside it, perhaps MONEY, a PERCENT or a SPAN of time or
space. A capital inside a sentence is a NAME, two in a row are a PERSON. A word before a comma is
APPOSED: what follows is often what it is ("Philippe Varin, président du directoire").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from faq.text import fold, folded_words, written_words

KINDS = (
    "amount", "money", "percent", "span", "date", "name", "person", "place", "cause", "manner",
    "apposed",
)  # fmt: skip
BITS = {kind: 1 << place for place, kind in enumerate(KINDS)}


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_NUMERALS = _set(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille million millions milliard milliards dizaine dizaines douzaine centaine "
    "centaines millier milliers moitié tiers quart quarts double triple gratuit gratuite gratuitement aucun "
    "two three four five six seven eight nine ten twelve twenty hundred thousand million billion half free"
)
_MONEY = _set(
    "euro euros dollar dollars livre livres franc francs yen yens yuan yuans cents centimes gratuit gratuite"
)
_PERCENT = _set("pourcent percent points moitié tiers quart")
_SPANS = _set(
    "an ans année années mois semaine semaines jour jours heure heures minute minutes seconde secondes siècle siècles "
    "km kilomètre kilomètres m mètre mètres cm mm pouces hectares kilos kg tonnes litres degrés "
    "year years month months week weeks day days hour hours minutes inches miles"
)
_DATES = _set(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche hier demain aujourd année semaine matin soir midi nuit week printemps automne hiver "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday yesterday tomorrow today"
)
_CAUSES = _set(
    "car parce raison raisons cause causes causé grâce faute suite afin pour puisque motif provoqué provoque explique "
    "expliqué objectif permettre dû due dus afin protester protestation because due order since"
)
_MEANS = _set(
    "par grâce avec via depuis moyen cliquez rendez suffit remplir écrire appeler through with using"
)
_PLACES_AFTER = _set(
    "à au aux en dans près sur vers chez depuis rue place avenue quai boulevard route salle in at near to"
)
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d|\d{1,2}h(?:\d\d)?")
_ARTICLES = _set("l la le les the")
_COPULAS = _set("est sont était étaient is are was were")
_UNIT_WORDS = 3

_CAPITAL, _NUMBER, _ARTICLE, _COPULA, _BEFORE_PLACE, _EN, _GERUND = (1 << n for n in range(7))

Bits = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Told:
    """What one word tells by itself: fact bits, the fact it is the unit of, traits beside others."""

    own: int
    unit: int
    traits: int

    @classmethod
    def by(cls, folded: str, written: str) -> Told:
        """Look at a word, folded and as it is written."""
        is_number = folded[0].isdigit() or folded in _NUMERALS
        own = (
            BITS["amount"] * is_number
            | BITS["date"] * (folded in _DATES or bool(_YEAR.fullmatch(folded)))
            | BITS["cause"] * (folded in _CAUSES)
            | BITS["manner"] * (folded in _MEANS)
        )
        unit = (
            BITS["money"] * (folded in _MONEY)
            | BITS["percent"] * (folded in _PERCENT)
            | BITS["span"] * (folded in _SPANS)
        )
        traits = (
            _CAPITAL * (written[:1].isupper() and len(written) > 1)
            | _NUMBER * is_number
            | _ARTICLE * (folded in _ARTICLES)
            | _COPULA * (folded in _COPULAS)
            | _BEFORE_PLACE * (folded in _PLACES_AFTER)
            | _EN * (folded == "en")
            | _GERUND * folded.endswith("ant")
        )
        return cls(own, unit, traits)


@dataclass(frozen=True, slots=True)
class Row:
    """The words of many sentences end to end: what each tells, and where sentences and commas are.

    `first` is the place of the first word of each word's sentence; `comma` tells the words that a
    comma or a parenthesis follows.
    """

    own: Bits
    unit: Bits
    traits: Bits
    first: npt.NDArray[np.int64]
    comma: npt.NDArray[np.bool_]


def of(sentence: str) -> list[int]:
    """Return, for each word of a sentence, the bits of the facts it is part of."""
    pairs = [(w, c) for written, c in written_words(sentence) for w in _with_folded(written)]
    told = [Told.by(folded, written) for (folded, written), _ in pairs]
    row = Row(
        np.array([each.own for each in told], dtype=np.uint16),
        np.array([each.unit for each in told], dtype=np.uint16),
        np.array([each.traits for each in told], dtype=np.uint16),
        np.zeros(len(told), dtype=np.int64),
        np.array([bool(comma) for _, comma in pairs], dtype=bool),
    )
    found: list[int] = of_row(row).tolist()
    return found


def _with_folded(written: str) -> list[tuple[str, str]]:
    return [(folded, written) for folded in folded_words(written)]


def of_row(row: Row) -> Bits:
    """Return the fact bits of every word of a row, each sentence by itself."""
    found = row.own.copy()
    if len(found):
        _add_units(found, row)
        _add_names(found, row)
        _add_apposed(found, row)
    return found


def _has(row: Row, trait: int) -> npt.NDArray[np.bool_]:
    return (row.traits & np.uint16(trait)) > 0


def _last(where: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return for each place the last place, up to it, at which something holds; -1 before any."""
    places = np.where(where, np.arange(len(where)), -1)
    last: npt.NDArray[np.int64] = np.maximum.accumulate(places)
    return last


def _next(row: Row, holds: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell for each word whether something holds for the next one of its sentence."""
    following = np.zeros_like(holds)
    following[:-1] = holds[1:] & (row.first[1:] == row.first[:-1])
    return following


def _previous(row: Row, holds: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Tell for each word whether something holds for the one before it in its sentence."""
    before = np.zeros_like(holds)
    before[1:] = holds[:-1] & (row.first[1:] == row.first[:-1])
    return before


def _add_units(found: Bits, row: Row) -> None:
    """Mark each unit, and the number at most a few words before it that it counts in."""
    number = _last(_has(row, _NUMBER))
    near = np.arange(len(found)) - number <= _UNIT_WORDS
    units = np.flatnonzero((row.unit > 0) & (number >= row.first) & near)
    found[units] |= row.unit[units]
    np.bitwise_or.at(found, number[units], row.unit[units])


def _add_names(found: Bits, row: Row) -> None:
    """Mark the words that are part of a name, of a person's name, of a place's; and "en …ant"."""
    capital = _has(row, _CAPITAL)
    opens = row.first == np.arange(len(found))
    follows = _next(row, capital)
    name = capital & (~opens | follows)
    before = np.full(len(found), -1)
    before[1:] = _last(~_has(row, _ARTICLE))[:-1]
    is_told = before >= row.first
    place = name & is_told & _has(row, _BEFORE_PLACE)[before]
    gerund = _has(row, _GERUND) & is_told & _has(row, _EN)[before]
    found[name] |= np.uint16(BITS["name"])
    found[name & (_previous(row, capital) | follows)] |= np.uint16(BITS["person"])
    found[place] |= np.uint16(BITS["place"])
    found[gerund] |= np.uint16(BITS["manner"])


def _add_apposed(found: Bits, row: Row) -> None:
    """Mark names before a comma or a parenthesis, and words before "est"."""
    named = _has(row, _CAPITAL) & row.comma
    found[named | _next(row, _has(row, _COPULA))] |= np.uint16(BITS["apposed"])


_WIDER = {"money": "amount", "percent": "amount", "span": "amount", "person": "name"}


def wanted(cues: frozenset[str]) -> tuple[int, int]:
    """Return (narrow, wide) bits that a question's cues look for: MONEY is also an AMOUNT."""
    wider = {_WIDER[cue] for cue in cues if cue in _WIDER}
    narrow = sum(BITS[cue] for cue in cues if cue not in wider)
    return narrow, narrow | sum(BITS[cue] for cue in wider)
