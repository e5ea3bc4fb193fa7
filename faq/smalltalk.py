"""Greetings, thanks, farewells: recognised whole, answered briefly, never by an article.

A message is small talk only when nothing else is in it: it is cut into phrases that a language
knows, and the weightiest of them is answered. "Bonjour, ça va ?" is small talk, "bonjour, combien
coûte l'abonnement ?" is a question. Emoji, keyboard noise and other alphabets are recognised too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from faq.language import LANGUAGES, Language
from faq.language.model import SmallTalk
from faq.text import words

SIMILARITY_MIN = 88.0
_CHARACTERS_MAX = 100
_PHRASE_CHARACTERS_MIN = 10
_WORD_LETTERS_MIN = 6
_FILLERS = (
    "svp|stp|s il te plait|s il vous plait|please|hein|alors|bon|ben|bah|eh|ah|oh|euh|donc|et|and|"
    "ou quoi|ou pas"
)
_SIGNS = {
    "insult": "👎😡🤬😠🖕😒🙄😤💩",
    "laughter": "😂🤣😆😄😅😹",
    "greeting": "👋",
    "thanks": "👍❤♥🧡💛💚💙💜🖤🤍🤎💕💖💗💓💯🙏😊🙂😍🥰😘😁😃😉😎👏💪👌🎉✅✔🤝🤗☺⭐🌟🔥🙌🫶",
}
_EMOTICONS = {
    ":)": "thanks", ":-)": "thanks", ";)": "thanks", ";-)": "thanks", "<3": "thanks",
    "^^": "thanks", ":d": "laughter", ":-d": "laughter", "xd": "laughter", ":'d": "laughter",
    ":(": "insult", ":-(": "insult", ":/": "insult",
}  # fmt: skip
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")
_DOUBLED = re.compile(r"([a-z])\1")
_SYLLABLES = re.compile(r"([a-z]{2})\1{2,}")
_SAME_LETTER = re.compile(r"([a-z])\1{3,}|(?:([a-z]{2,3}))\2{3,}")
_NO_VOWEL = re.compile(r"[b-df-hj-np-tv-xz]{6,}")
_ROWS = ("azertyuiop", "qwertyuiop", "qsdfghjklm", "asdfghjkl", "wxcvbn", "zxcvbnm", "01234567890")
_RUN_MIN = 3
_DIGITS_MIN = 6
_KEYBOARD_NAMES = frozenset({"azerty", "qwerty"})
_OTHER_ALPHABET = re.compile(
    "[\u0370-\u03ff\u0400-\u06ff\u0900-\u0fff\u10a0-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


def small_talk(text: str, language: Language) -> SmallTalk | None:
    """Return the kind of small talk that a message is, None when it asks something."""
    kinds = {talk.name: talk for talk in language.small_talk}
    if name := _sign_of(text[:_CHARACTERS_MAX]):
        return kinds.get(name)
    if _is_in_another_alphabet(text[:_CHARACTERS_MAX]):
        return kinds.get("other_alphabet")
    if len(text) > _CHARACTERS_MAX or not (said := words(text.replace("+", " plus "))):
        return None
    for known in _own_first(language):
        if talk := _phrasebook(known.code).talk_of(said, known):
            return talk
    return kinds.get("gibberish") if all(map(_is_gibberish, said)) else None


def _own_first(language: Language) -> list[Language]:
    return [language, *(other for other in LANGUAGES.values() if other is not language)]


@dataclass(frozen=True, slots=True)
class _Phrasebook:
    """The phrases of a language as words, with the small talk that each is; fillers are none."""

    talks: Mapping[tuple[str, ...], SmallTalk | None]
    weights: Mapping[str, int]
    words: Mapping[str, str]
    long: Sequence[str]
    longest: int

    def talk_of(self, said: list[str], language: Language) -> SmallTalk | None:
        """Return the weightiest small talk that a whole message is made of."""
        spelt = [w for word in said for w in language.abbreviations.get(word, (word,))]
        known = [word for word in takewhile(bool, map(self._known, said)) if word]
        for tried in (said, spelt, known if len(known) == len(said) else []):
            if talk := self._weightiest(tuple(tried)):
                return talk
        return self._like(" ".join(said))

    def _weightiest(self, said: tuple[str, ...]) -> SmallTalk | None:
        """Cut the message into phrases, trying all ways at once; what is left over refuses it."""
        best: dict[int, tuple[SmallTalk | None, ...]] = {0: ()}
        for end in range(1, len(said) + 1):
            for start in range(max(0, end - self.longest), end):
                if start in best and said[start:end] in self.talks:
                    cut = (*best[start], self.talks[said[start:end]])
                    best[end] = min(best.get(end, cut), cut, key=len)
        found = [talk for talk in best.get(len(said), ()) if talk]
        return min(found, key=lambda talk: self.weights[talk.name], default=None)

    def _known(self, word: str) -> str | None:
        """Return the phrases' own spelling of a word with a slip of the finger or drawn out."""
        short = _SYLLABLES.sub(r"\1\1", _DRAWN_OUT.sub(r"\1", word))
        single = _DOUBLED.sub(r"\1", short)
        for tried in (word, short, single if len(single) >= _WORD_LETTERS_MIN - 1 else short):
            if tried in self.words:
                return tried
        near = process.extract(short, self.words, scorer=OSA.distance, score_cutoff=1, limit=None)
        return next((known for known, _, _ in near if _is_slip(short, known)), None)

    def _like(self, said: str) -> SmallTalk | None:
        """Return the small talk of a phrase of several words that the message is nearly."""
        if len(said) < _PHRASE_CHARACTERS_MIN or " " not in said:
            return None
        near = process.extractOne(said, self.long, scorer=fuzz.ratio, score_cutoff=SIMILARITY_MIN)
        return self.talks[tuple(near[0].split())] if near else None


@lru_cache(maxsize=16)
def _phrasebook(code: str) -> _Phrasebook:
    talks: dict[tuple[str, ...], SmallTalk | None] = {}
    for talk in LANGUAGES[code].small_talk:
        for phrase in talk.phrases:
            talks.setdefault(tuple(phrase.split()), talk)
    for filler in _FILLERS.split("|"):
        talks.setdefault(tuple(filler.split()), None)
    joined = [" ".join(phrase) for phrase, talk in talks.items() if talk and len(phrase) > 1]
    return _Phrasebook(
        talks,
        {talk.name: weight for weight, talk in enumerate(LANGUAGES[code].small_talk)},
        {word: word for phrase in sorted(talks) for word in phrase},
        [phrase for phrase in joined if len(phrase) >= _PHRASE_CHARACTERS_MIN],
        max(map(len, talks)),
    )


def _is_slip(word: str, known: str) -> bool:
    """Tell whether a word one slip from another is that one mistyped.

    In five letters only neighbours may be swapped: Merck is not "merci" and Tchad not "tchao".
    """
    shorter = min(len(word), len(known))
    is_swapped = shorter == _WORD_LETTERS_MIN - 1 and sorted(word) == sorted(known)
    return is_swapped or shorter >= _WORD_LETTERS_MIN


def _sign_of(text: str) -> str | None:
    """Return the kind that a message of emoji alone is, None for any other message."""
    if emoticon := _EMOTICONS.get("".join(text.lower().split())):
        return emoticon
    if words(text):
        return None
    return next((name for name, signs in _SIGNS.items() if set(signs) & set(text)), None)


def _is_in_another_alphabet(text: str) -> bool:
    """Tell whether a message of two letters or more is in letters that neither language has."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) > 1 and all(map(_OTHER_ALPHABET.match, letters))


def _is_gibberish(word: str) -> bool:
    """Tell whether a word is keyboard noise: never a name, an acronym, a year or "49.3"."""
    if word in _KEYBOARD_NAMES:
        return False
    if word.isdecimal() and not 2 < len(word) < _DIGITS_MIN:
        return True
    if _SAME_LETTER.fullmatch(word) or _NO_VOWEL.fullmatch(word):
        return True
    return len(word) > _RUN_MIN and all(len(run) >= _RUN_MIN for run in _runs(word))


def _runs(word: str) -> Iterator[str]:
    """Cut a word where its letters stop following one another on a row of the keyboard."""
    start = 0
    for end in range(1, len(word) + 1):
        run = word[start : end + 1]
        if end == len(word) or not any(run in row or run[::-1] in row for row in _ROWS):
            yield word[start:end]
            start = end
