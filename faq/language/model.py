"""The shape of a language file: what every language must say about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from faq.text import fold


def word_set(text: str) -> frozenset[str]:
    """Return the folded words of a blank-separated text."""
    return frozenset(fold(text).split())


def word_groups(text: str) -> tuple[tuple[str, ...], ...]:
    """Return one group of folded words for each line of a text."""
    return tuple(tuple(dict.fromkeys(fold(line).split())) for line in text.strip().splitlines())


def word_map(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return {word: words} from lines of the form "word word: word word"."""
    pairs = (fold(line).split(":", 1) for line in text.strip().splitlines())
    return {word: tuple(meant.split()) for said, meant in pairs for word in said.split()}


def word_families(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return {word: the others} from lines of words that are forms of one."""
    families: dict[str, dict[str, None]] = {}
    for forms in word_groups(text):
        for form in forms:
            families.setdefault(form, {}).update(dict.fromkeys(f for f in forms if f != form))
    return {form: tuple(others) for form, others in families.items()}


def phrases(*parts: str) -> tuple[str, ...]:
    """Return every phrase that takes one alternative of each part, as in "a|an" "bot|robot"."""
    choices = (fold(part).split("|") for part in parts)
    return tuple(" ".join(" ".join(choice).split()) for choice in product(*choices))


def word_cues(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return {cue: askers} from lines of the form "cue: asker|two words"."""
    pairs = (line.split(":", 1) for line in text.strip().splitlines())
    return {
        cue.strip(): tuple(fold(asker).strip() for asker in askers.split("|"))
        for cue, askers in pairs
    }


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """One kind of small talk: the phrases that are it, and the reply to it.

    A language names its kinds from the weightiest to the lightest: of several in one message, the
    first is answered.
    """

    name: str
    phrases: tuple[str, ...]
    reply: str


@dataclass(frozen=True, slots=True)
class Language:
    """All that the matcher and the answers need to know of one language.

    `abbreviations` maps chat spelling to words; `cues` maps a kind of fact (facts.py) to the words
    that ask for it; `askers` are the question words, `light` those that say nothing of what is asked; `quantifiers` stand before what is counted or
    chosen;
    a sentence that opens with one of `pronouns` needs the one before; `synonyms` are groups that
    mean about the same; `lexicon` maps a foreign, colloquial or inflected word to words of French,
    the language most articles are in, so that a question reaches them.
    """

    code: str
    stemmer: str
    stopwords: frozenset[str]
    abbreviations: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    askers: frozenset[str]
    light: frozenset[str]
    quantifiers: frozenset[str]
    pronouns: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]
    lexicon: Mapping[str, tuple[str, ...]]
    small_talk: tuple[SmallTalk, ...]
    follow_up: tuple[str, ...]
    unknown: str
    not_understood: str
    did_you_mean: str
    starter: str
