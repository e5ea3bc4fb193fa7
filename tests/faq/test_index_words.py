"""The words of an index: looked up in sorted bytes as they would be in a dictionary."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

import faq
from faq.vocabulary import DERIVED_MAX, WORD_BYTES_MAX, Vocabulary

from .pages import entry
from .town import POOL_PAGE, TOWN, town

WORD = st.text(st.sampled_from("abécœ日z9"), min_size=1, max_size=8)


def index_of(*words: str) -> faq.Index:
    return faq.Index([entry("Quoi ?", " ".join(words))], meaning="off")


@given(st.sets(WORD), WORD)
@example({"ab"}, "abc" * 30)
@example(set(), "a")
def test_a_word_is_found_where_it_is_there(words: set[str], other: str) -> None:
    vocabulary = Vocabulary.of(words)
    assert len(vocabulary) == len(words)
    for word in words:
        number = vocabulary.number(word)
        assert number is not None
        assert vocabulary[number] == word
    assert (vocabulary.number(other) is not None) == (other in words)


@given(st.sets(WORD), WORD)
@example({"ab"}, "abc" * 30)
def test_the_words_that_begin_alike_stand_together(words: set[str], prefix: str) -> None:
    vocabulary = Vocabulary.of(words)
    found = {vocabulary[number] for number in vocabulary.beginning_with(prefix)}
    assert found == {word for word in words if word.startswith(prefix)}


def test_a_word_of_any_length_is_filed_by_its_first_bytes() -> None:
    endless = "a" * 10_000
    index = index_of(endless)
    assert index.knows(endless)
    assert not index.knows("a" * (WORD_BYTES_MAX - 1))
    assert [match.number for match in index.search(endless)] == [0]


def test_derived_words_are_those_that_share_most_of_their_letters() -> None:
    index = index_of("plantation", "plantes", "planteur", "plantigrade", "planete", "plateau")
    derived = dict(index.derived_from("plantat"))
    found = {index.stem_of(term): similarity for term, similarity in derived.items()}
    assert set(found) == {"planteur", "plant"}
    assert found["plant"] > found["planteur"] >= 0.25 + 0.5 * 0.6


def test_a_short_word_has_no_derived_ones() -> None:
    index = index_of("mer", "merlan", "merveille", "mère")
    assert index.derived_from("mer") == []


def test_a_beginning_that_very_many_share_brings_only_the_nearest() -> None:
    endings = [a + b for a in "bcdfgjklm" for b in "aeiouy"]
    index = index_of(*("contre" + ending for ending in endings), "contreb")
    found = index.derived_from("contreb")
    assert len(found) == DERIVED_MAX
    assert max(found, key=lambda each: each[1])[1] > 0.6


def test_a_mistyped_word_is_known_by_its_letters_or_its_sound() -> None:
    index = index_of("abonnement", "photographe", "bateau", "gâteau", "château")
    assert index.spelled_like("abonement")[0][0] == "abonnement"
    assert index.spelled_like("fotografe")[0][0] == "photographe"
    assert [word for word, _ in index.spelled_like("vateau")] == ["bateau", "gateau"]
    assert index.spelled_like("xyzzyx") == []


def test_the_same_word_is_meant_every_time() -> None:
    words = [f"{letter}ateau" for letter in "bcdfgjlmnprst"]
    index = index_of(*words)
    assert index.spelled_like("vateau") == index_of(*reversed(words)).spelled_like("vateau")
    assert len(index.spelled_like("vateau")) == 4


def test_what_is_asked_is_told_from_what_only_shares_its_checksum() -> None:
    index = faq.Index([entry("Où ?", "Ici."), entry("Quand ?", "Demain.")], meaning="off")
    assert index.asked_as(" OÙ ? ") == [0]
    assert index.asked_as("quand ?") == [1]
    assert index.asked_as("qui ?") == []


def test_the_entries_of_a_page_are_found_by_any_way_to_write_its_address() -> None:
    index = town()
    standing = [n for n, each in enumerate(TOWN) if each.url == POOL_PAGE]
    for page in (POOL_PAGE, f"/{POOL_PAGE}", f"https://www.example.org/{POOL_PAGE}?a=1#b"):
        assert index.of_page(page) == standing
    for page in ("loisirs/", "", "http://[", "https://example.org/piscine.html"):
        assert index.of_page(page) == []


def test_a_page_of_another_host_is_another_page() -> None:
    one = entry("Où ?", "Ici.", url="https://example.org/a/index.html")
    index = faq.Index([one], meaning="off")
    assert index.of_page("https://www.example.org/a/") == index.of_page("/a") == [0]
    assert index.of_page("https://example.com/a/") == []


def test_the_entries_that_really_ask_are_told_from_labels() -> None:
    assert list(town().asking()) == [n for n, each in enumerate(TOWN) if each.asks]
    assert not all(each.asks for each in TOWN)
