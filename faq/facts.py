"""Which kinds of fact a text holds, word by word, as bits: what "combien" or "qui" look for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from faq.text import fold, word_spans

AMOUNT, DATE, PERSON, PLACE, CAUSE, MANNER = (1 << bit for bit in range(6))
ASKED = {
    "amount": AMOUNT,
    "date": DATE,
    "person": PERSON,
    "place": PLACE,
    "cause": CAUSE,
    "manner": MANNER,
}


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_NUMERALS = _set(
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille million millions milliard milliards dizaine dizaines douzaine centaine "
    "centaines millier milliers moitié tiers quart quarts double triple gratuit gratuite gratuitement "
    "two three four five six seven eight nine ten twelve twenty hundred thousand million billion half free"
)
_DATES = _set(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre lundi mardi mercredi jeudi "
    "vendredi samedi dimanche hier demain aujourd année semaine matin soir midi nuit week printemps automne hiver "
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday yesterday tomorrow today"
)
_CAUSES = _set(
    "car parce raison cause causes causé grâce faute suite afin pour puisque motif provoqué provoque explique "
    "expliqué objectif permettre dû due dus afin because due order since"
)
_MEANS = _set(
    "par grâce avec via depuis moyen cliquez rendez suffit remplir écrire appeler through with using"
)
_PLACES_AFTER = _set(
    "à au aux en dans près sur vers chez depuis rue place avenue quai boulevard route salle in at near to"
)
_YEAR = re.compile(r"(?:1[4-9]|20)\d\d|\d{1,2}h(?:\d\d)?")


def of(sentence: str) -> list[int]:
    """Return, for each word of a sentence, the bits of the facts it is part of."""
    return list(_bits(sentence))


def _bits(sentence: str) -> Iterator[int]:
    before = ""
    for position, (word, written) in enumerate(word_spans(sentence)):
        named = position > 0 and written[:1].isupper()
        bits = (
            PERSON
            if named
            or (written[:1].isupper() and len(written) > 1 and position == 0 and before == "")
            else 0
        )
        if word[0].isdigit() or word in _NUMERALS:
            bits |= AMOUNT
        if word in _DATES or _YEAR.fullmatch(word):
            bits |= DATE
        if named and before in _PLACES_AFTER:
            bits |= PLACE
        if word in _CAUSES:
            bits |= CAUSE
        if word in _MEANS or (before == "en" and word.endswith("ant")):
            bits |= MANNER
        yield bits
        before = word if word not in ("l", "la", "le", "les") else before


def wanted(cues: frozenset[str]) -> int:
    """Return the bits that a question's cues look for."""
    return sum(ASKED[cue] for cue in cues)
