"""Which kinds of fact a text holds, word by word, as bits: what "combien" or "qui" look for.

A number is an AMOUNT and, by the words beside it, perhaps MONEY, a PERCENT or a SPAN of time or
space. A capital inside a sentence is a NAME, two in a row are a PERSON. A word before a comma is
APPOSED: what follows is often what it is ("Philippe Varin, président du directoire").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.text import Word, fold, word_spans

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


def of(sentence: str) -> list[int]:
    """Return, for each word of a sentence, the bits of the facts it is part of."""
    spans = list(word_spans(sentence))
    found = [_own(word.folded) for word in spans]
    for place, bits in (*_units(spans), *_named(spans), *_apposed(sentence, spans)):
        found[place] |= bits
    return found


def _own(word: str) -> int:
    """Return the bits that a word has by itself."""
    bits = 0
    if word[0].isdigit() or word in _NUMERALS:
        bits |= BITS["amount"]
    if word in _DATES or _YEAR.fullmatch(word):
        bits |= BITS["date"]
    if word in _CAUSES:
        bits |= BITS["cause"]
    if word in _MEANS:
        bits |= BITS["manner"]
    return bits


def _units(spans: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield (place, kind bits) of each unit and of the number before it."""
    number = -_UNIT_WORDS - 1
    for place, (word, _, _) in enumerate(spans):
        if word[0].isdigit() or word in _NUMERALS:
            number = place
        kind = (
            BITS["money"] * (word in _MONEY)
            | BITS["percent"] * (word in _PERCENT)
            | BITS["span"] * (word in _SPANS)
        )
        if kind and place - number <= _UNIT_WORDS:
            yield place, kind
            yield number, kind


def _named(spans: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield (place, bits) of words that are part of a name, of a person's name, of a place's."""
    before, led = "", False
    for place, word in enumerate(spans):
        capital = _is_capital(word)
        follows = place + 1 < len(spans) and _is_capital(spans[place + 1])
        if capital and (place > 0 or follows):
            yield place, BITS["name"]
            if led or follows:
                yield place, BITS["person"]
            if before in _PLACES_AFTER:
                yield place, BITS["place"]
        if before == "en" and word.folded.endswith("ant"):
            yield place, BITS["manner"]
        led = capital
        before = word.folded if word.folded not in _ARTICLES else before


def _is_capital(word: Word) -> bool:
    return word.written[:1].isupper() and len(word.written) > 1


def _apposed(sentence: str, spans: list[Word]) -> Iterator[tuple[int, int]]:
    """Yield (place, bit) of names before a comma or a parenthesis, and of words before "est"."""
    for place, word in enumerate(spans):
        after = sentence[word.start + len(word.written) :][:2].lstrip()
        following = spans[place + 1].folded if place + 1 < len(spans) else ""
        if (_is_capital(word) and after[:1] in (",", "(")) or following in _COPULAS:
            yield place, BITS["apposed"]


_WIDER = {"money": "amount", "percent": "amount", "span": "amount", "person": "name"}


def wanted(cues: frozenset[str]) -> tuple[int, int]:
    """Return (narrow, wide) bits that a question's cues look for: MONEY is also an AMOUNT."""
    wider = {_WIDER[cue] for cue in cues if cue in _WIDER}
    narrow = sum(BITS[cue] for cue in cues if cue not in wider)
    return narrow, narrow | sum(BITS[cue] for cue in wider)
