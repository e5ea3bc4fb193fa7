"""What a reader typed -> the words to look for, and the kind of fact that is asked.

Each word of the question carries every term of the site that may answer to it, with a similarity:
itself (1.0), a corrected spelling, an abbreviation spelt out, a translation, a derived word, a
synonym.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from faq.language import LANGUAGES, Language, language_of
from faq.text import MATCHED_CHARACTERS_MAX, cap, fold, stem, word_spans, words

SYNONYM = 0.55
TRANSLATION = 0.8
SPELT_OUT = 0.8
BEFORE = 0.45
MISSPELT_NAME_LETTERS_MIN = 6


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """One word of a question: its weight, and the similarity of each term that may answer to it.

    `is_name` tells that it was typed as a name, `is_before` that the question before said it.
    """

    text: str
    weight: float
    terms: Mapping[int, float]
    known: bool
    is_name: bool = False
    is_before: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be matched.

    `focus` is the place of X in "combien de X", "quel X"; `asked` the place of the word that names
    what is wanted to be known: "né" in "où est né X", "prix" in "prix billet musée".
    """

    text: str
    language: Language
    words: tuple[QuestionWord, ...]
    cues: frozenset[str]
    focus: int | None = None
    asked: int | None = None


class Lexis(Protocol):
    """What an index knows of its words."""

    def term(self, stemmed: str) -> int | None: ...  # noqa: D102
    def knows(self, word: str) -> bool: ...  # noqa: D102
    def spelled_like(self, word: str) -> list[tuple[str, float]]: ...  # noqa: D102
    def derived_from(self, stemmed: str) -> list[tuple[int, float]]: ...  # noqa: D102
    def spelt_out(self, word: str) -> tuple[str, ...]: ...  # noqa: D102
    def spelt_in(self, words: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]: ...  # noqa: D102
    def rarity(self, term: int | None) -> float: ...  # noqa: D102
    def is_name(self, word: QuestionWord) -> bool: ...  # noqa: D102


def language_asked(text: str, default: str = "fr") -> Language:
    """Return the language of a question, by its function words; `default` when they do not tell."""
    asked = set(fold(text).replace("'", " ").split())
    counts = {
        code: len(asked & (lang.stopwords | lang.abbreviations.keys()))
        for code, lang in LANGUAGES.items()
    }
    best = max(counts.values())
    if best == 0 or counts.get(default[:2]) == best:
        return language_of(default)
    return LANGUAGES[max(counts, key=lambda code: counts[code])]


def analyse(text: str, lexis: Lexis, default: str = "fr", before: str = "") -> Question:
    """Return the question as words to look for; only its first 256 characters are matched.

    `before` is the question before, where this one leans on it: its words count less, and it says
    what is asked for where this one does not.
    """
    own = _analysed(text, lexis, default)
    if not before:
        return own
    told = _analysed(before, lexis, default)
    known = {word.text for word in own.words}
    added = [
        replace(word, weight=BEFORE * word.weight, is_before=True)
        for word in told.words
        if word.text not in known
    ]
    return Question(
        f"{told.text} {own.text}",
        own.language,
        (*own.words, *added),
        own.cues or told.cues,
        own.focus,
        own.asked,
    )


def _analysed(text: str, lexis: Lexis, default: str) -> Question:
    text = cap(text)[:MATCHED_CHARACTERS_MAX]
    language = language_asked(text, default)
    typed = words(text)
    spelt = [w for word in typed for w in _spelt_out(word, language)]
    kept = dict.fromkeys(w for word in typed for w in _wanted(word, language, lexis))
    names = {word.folded for word in list(word_spans(text))[1:] if word.written[:1].isupper()}
    found = (question_word(word, language, lexis, word in names) for word in kept)
    asked = _with_acronyms([word for word in found if word.weight > 0], language, lexis)
    places = {word.text: place for place, word in enumerate(asked)}
    focus = next((places[w] for w in _after_quantifier(spelt, language) if w in places), None)
    said = [places[w] for w in _from_asker(spelt, language) if w in places]
    wanted = next((place for place in said if not _is_name(asked[place], lexis)), None)
    cues = cues_of(" ".join(spelt), language)
    return Question(text, language, asked, cues, focus, wanted)


def _from_asker(spelt: list[str], language: Language) -> list[str]:
    """Return what follows the first question word, then what is before it."""
    places = (place for place, word in enumerate(spelt) if word in language.askers)
    asker = next(places, 0)
    ordered = spelt[asker:] + spelt[:asker]
    return [word for word in ordered if word not in language.light and not word.isdigit()]


def _is_name(word: QuestionWord, lexis: Lexis) -> bool:
    return word.is_name or lexis.is_name(word)


def _with_acronyms(
    found: list[QuestionWord], language: Language, lexis: Lexis
) -> tuple[QuestionWord, ...]:
    """Let an acronym meet what it stands for on this site, and the other way round.

    A passage that spells it out whole meets it as well as one that has it; one that only shares a
    word with it does not.
    """
    known = {word.text: word for word in found}
    for acronym, meant in lexis.spelt_in(known):
        own = question_word(acronym, language, lexis).terms
        for text in meant:
            known[text] = replace(known[text], terms={**own, **known[text].terms})
    for word in found:
        meant = tuple(text for text in lexis.spelt_out(word.text) if text not in known)
        parts = [question_word(text, language, lexis) for text in meant]
        surest = [max(part.terms, key=part.terms.__getitem__) for part in parts if part.terms]
        if not surest:
            continue
        near = {max(surest, key=lexis.rarity): SPELT_OUT}
        known[word.text] = replace(word, weight=word.weight / 2, terms={**near, **word.terms})
        for part in parts:
            share = word.weight / 2 / len(parts)
            known[part.text] = replace(part, weight=share, terms={**part.terms, **word.terms})
    return tuple(known.values())


def _after_quantifier(spelt: list[str], language: Language) -> Iterator[str]:
    """Yield what is counted or chosen among: X in "combien de X", "quel X", "how many X"."""
    for place, word in enumerate(spelt):
        if word in language.quantifiers:
            rest = (w for w in spelt[place + 1 : place + 4] if w not in language.stopwords)
            yield from rest


def _spelt_out(word: str, language: Language) -> tuple[str, ...]:
    return language.abbreviations.get(word, (word,))


def _wanted(word: str, language: Language, lexis: Lexis) -> Iterator[str]:
    """Yield the content words behind a typed word; an abbreviation the site uses itself stays."""
    spelt = (
        (word,)
        if lexis.knows(word) and word not in language.stopwords
        else _spelt_out(word, language)
    )
    for part in spelt:
        if part not in language.stopwords and (len(part) > 1 or part.isdigit()):
            yield part


def cues_of(folded: str, language: Language) -> frozenset[str]:
    """Return which kinds of fact are asked for: amount, date, person, place, cause, manner."""
    padded = f" {folded} "
    return frozenset(
        cue
        for cue, askers in language.cues.items()
        if any(f" {asker} " in padded for asker in askers)
    )


def question_word(
    word: str, language: Language, lexis: Lexis, is_name: bool = False
) -> QuestionWord:
    """Return a word with the terms that may answer to it, each with its similarity."""
    terms: dict[int, float] = {}
    known = False
    for meant, similarity in _meanings(word, language, lexis, is_name):
        for term, near in _terms(meant, lexis):
            terms[term] = max(terms.get(term, 0.0), similarity * near)
            known = known or similarity * near >= 1.0
    return QuestionWord(word, _weight(terms, lexis), terms, known, is_name)


def _weight(terms: Mapping[int, float], lexis: Lexis) -> float:
    """Return how much a word tells: the rarity of what it most surely means, unknown ones most."""
    if not terms:
        return lexis.rarity(None)
    surest = max(terms.values())
    return max(
        lexis.rarity(term) for term, similarity in terms.items() if similarity >= surest - 0.05
    )


def _meanings(
    word: str, language: Language, lexis: Lexis, is_name: bool
) -> Iterator[tuple[str, float]]:
    """Yield (word, similarity): the word, its translations, its corrections, its synonyms.

    A short name that the site does not know is another name, not a misspelt word.
    """
    yield word, 1.0
    meant = [word]
    for translation in language.lexicon.get(word, ()):
        meant.append(translation)
        yield translation, TRANSLATION
    is_strange = is_name and len(word) < MISSPELT_NAME_LETTERS_MIN
    if not lexis.knows(word) and len(meant) == 1 and not is_strange:
        for near, similarity in lexis.spelled_like(word):
            meant.append(near)
            yield near, similarity
    for known in meant[:3]:
        for synonym in synonyms_of(known, language):
            yield synonym, SYNONYM


def _terms(word: str, lexis: Lexis) -> Iterable[tuple[int, float]]:
    """Return (term, similarity) for a word: its own stem in each language, then derived words."""
    stems = dict.fromkeys(stem(word, language.stemmer) for language in LANGUAGES.values())
    found: dict[int, float] = {}
    for stemmed in stems:
        for term, similarity in lexis.derived_from(stemmed):
            found[term] = max(found.get(term, 0.0), similarity)
        if (own := lexis.term(stemmed)) is not None:
            found[own] = 1.0
    return found.items()


_SYNONYMS: dict[str, dict[str, tuple[str, ...]]] = {}


def synonyms_of(word: str, language: Language) -> tuple[str, ...]:
    """Return the words that mean about the same, by the stem of the word."""
    table = _SYNONYMS.get(language.code)
    if table is None:
        table = _SYNONYMS[language.code] = _synonym_table(language)
    return table.get(stem(word, language.stemmer), ())


def _synonym_table(language: Language) -> dict[str, tuple[str, ...]]:
    table: dict[str, dict[str, None]] = {}
    for group in language.synonyms:
        for word in group:
            own = stem(word, language.stemmer)
            others = (w for w in group if stem(w, language.stemmer) != own)
            table.setdefault(own, {}).update(dict.fromkeys(others))
    return {own: tuple(others) for own, others in table.items()}
