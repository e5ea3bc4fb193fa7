"""One article becomes entries: its real questions, and passages short enough for a chat."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.compose import PASSAGE_WORDS_MAX, PASSAGE_WORDS_MIN, WINDOW_SENTENCES, entries_of
from faq.model import LABEL_SEPARATOR, Article, Block, Faq
from faq.text import sentences

TITLE = "Le port rouvre"


def words(count: int) -> str:
    """Write a sentence of that many words."""
    return "Voici " + " ".join(["mot"] * (count - 2)) + " fin."


def article(*blocks: str, faqs: tuple[Faq, ...] = ()) -> Article:
    """Make an article of paragraphs, and of headings where a block begins with "# "."""
    made = tuple(
        Block("heading", text[2:]) if text.startswith("# ") else Block("paragraph", text)
        for text in blocks
    )
    return Article("port.html", TITLE, made, "2026-03-28", "Ville", "fr", faqs)


def passages(*blocks: str) -> list[str]:
    return [entry.answer for entry in entries_of(article(*blocks))]


LONG_ENOUGH = words(PASSAGE_WORDS_MIN + 5)


def test_a_paragraph_is_one_passage_up_to_the_limit() -> None:
    paragraph = f"{words(PASSAGE_WORDS_MAX - 10)} {words(10)}"
    assert len(paragraph.split()) == PASSAGE_WORDS_MAX
    assert passages(paragraph) == [paragraph]


def test_a_longer_paragraph_is_cut_into_windows_of_sentences() -> None:
    sentence = words(PASSAGE_WORDS_MAX // 6)
    parts = [sentence.replace("Voici", f"Voici{n}") for n in range(3 * WINDOW_SENTENCES)]
    assert passages(" ".join(parts)) == [
        " ".join(parts[start : start + WINDOW_SENTENCES])
        for start in range(0, len(parts), WINDOW_SENTENCES)
    ]


def test_a_window_keeps_the_line_ends_between_its_blocks() -> None:
    short = words(PASSAGE_WORDS_MIN - 10)
    long = " ".join([words(PASSAGE_WORDS_MAX // 3)] * 5)
    assert "\n".join(passages(short, long)).count(f"{short}\nVoici") == 1


@given(st.lists(st.integers(3, 40), min_size=1, max_size=30))
def test_windows_are_whole_sentences_about_three_at_a_time(lengths: list[int]) -> None:
    parts = [words(length) for length in lengths]
    found = passages(" ".join(parts))
    assert " ".join(found) == " ".join(parts)
    for passage in found:
        assert passage.endswith("fin.")
        assert (
            len(passage.split()) <= PASSAGE_WORDS_MAX
            or len(sentences(passage)) <= WINDOW_SENTENCES + 1
        )


def test_one_endless_sentence_is_never_cut() -> None:
    sentence = words(3 * PASSAGE_WORDS_MAX)
    assert passages(sentence) == [sentence]


def test_a_short_paragraph_is_joined_to_the_next() -> None:
    short = words(PASSAGE_WORDS_MIN - 4)
    assert passages(short, LONG_ENOUGH) == [f"{short}\n{LONG_ENOUGH}"]


def test_a_paragraph_that_announces_a_list_is_joined_to_it() -> None:
    announcing = words(PASSAGE_WORDS_MIN + 5).removesuffix(".") + " :"
    listed = " • ".join(["une lampe", "un ciré", "des bottes"] * (PASSAGE_WORDS_MIN // 4))
    assert passages(announcing, listed) == [f"{announcing}\n{listed}"]


def test_a_short_paragraph_is_never_joined_over_a_heading() -> None:
    short = "Le maire l’a promis hier soir."
    assert passages(short, "# Les travaux", LONG_ENOUGH) == [short, LONG_ENOUGH]


def test_a_short_last_paragraph_is_kept() -> None:
    assert passages(LONG_ENOUGH, "# Fin", "Tout est prêt.") == [LONG_ENOUGH, "Tout est prêt."]


def test_a_passage_is_labelled_by_its_heading_and_title() -> None:
    found = list(entries_of(article(LONG_ENOUGH, "# Les travaux", LONG_ENOUGH + " Suite.")))
    assert [entry.question for entry in found] == [TITLE, f"Les travaux{LABEL_SEPARATOR}{TITLE}"]
    assert not any(entry.asks for entry in found)


def test_a_question_of_the_page_is_an_entry_that_asks() -> None:
    asked = Faq("Quand rouvre le port ?", "Le 8 août.")
    first, second = entries_of(article(LONG_ENOUGH, faqs=(asked,)))
    assert (first.question, first.answer, first.asks) == (asked.question, asked.answer, True)
    assert (second.answer, second.asks) == (LONG_ENOUGH, False)


def test_a_title_that_asks_is_a_question_of_the_page() -> None:
    asking = replace(article(LONG_ENOUGH), title="Faut-il agrandir le port ?")
    (entry,) = entries_of(asking)
    assert entry.asks


def test_the_answer_to_a_question_is_not_told_again_as_a_passage() -> None:
    asked = Faq("Quand rouvre le port\u202f?", f"{LONG_ENOUGH} Le billet coûte 8\u00a0€.")
    below = ("# Quand rouvre le port ?", f"{LONG_ENOUGH} Le billet coûte 8 €.")
    assert [entry.answer for entry in entries_of(article(*below, faqs=(asked,)))] == [asked.answer]


def test_every_entry_says_where_it_stands() -> None:
    asked = (Faq("Quand rouvre le port ?", "Le 8 août."),)
    for entry in entries_of(article(LONG_ENOUGH, faqs=asked)):
        assert (entry.url, entry.title, entry.published) == ("port.html", TITLE, "2026-03-28")
        assert (entry.section, entry.language) == ("Ville", "fr")


def test_an_id_stays_the_same_as_long_as_its_entry_does() -> None:
    before = {e.answer: e.id for e in entries_of(article(LONG_ENOUGH, "# Fin", "Tout est prêt."))}
    after = {
        e.answer: e.id for e in entries_of(article("# Avant", words(90), "# Fin", "Tout est prêt."))
    }
    assert after["Tout est prêt."] == before["Tout est prêt."]


@pytest.mark.parametrize("change", [{"url": "autre.html"}, {"title": "Un autre titre"}])
def test_an_id_differs_when_its_entry_does(change: dict[str, str]) -> None:
    (one,) = entries_of(article(LONG_ENOUGH))
    (other,) = entries_of(replace(article(LONG_ENOUGH), **change))  # type: ignore[arg-type]
    assert one.id != other.id


def test_the_site_s_ids_are_all_different_and_the_same_in_every_build(
    entries: tuple[faq.Entry, ...], site: object
) -> None:
    assert len({entry.id for entry in entries}) == len(entries)
    again = faq.build([str(site)])
    assert [entry.id for entry in again] == [entry.id for entry in entries]


LINE = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).filter(
    lambda text: bool(text.strip())
)
BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.just("heading"), LINE),
        st.builds(Block, st.just("paragraph"), LINE.map(lambda text: f"{text}.")),
    )
)


@given(BLOCKS, st.lists(st.builds(Faq, LINE.map(lambda text: f"{text} ?"), LINE)))
def test_no_question_and_no_word_is_ever_invented(blocks: list[Block], faqs: list[Faq]) -> None:
    made = list(entries_of(Article("a.html", TITLE, tuple(blocks), faqs=tuple(faqs))))
    headings = {block.text for block in blocks if block.kind == "heading"}
    written = {f"{heading}{LABEL_SEPARATOR}{TITLE}" for heading in headings} | {TITLE}
    told = "".join("".join(block.text.split()) for block in blocks if block.kind == "paragraph")
    assert [(e.question, e.answer) for e in made[: len(faqs)]] == [
        (asked.question, asked.answer) for asked in faqs
    ]
    for entry in made[len(faqs) :]:
        assert entry.question in written
        assert "".join(entry.answer.split()) in told


@given(BLOCKS)
def test_nothing_that_the_article_tells_is_lost(blocks: list[Block]) -> None:
    made = entries_of(Article("a.html", TITLE, tuple(blocks)))
    told = "".join("".join(entry.answer.split()) for entry in made)
    paragraphs = [block.text for block in blocks if block.kind == "paragraph"]
    assert told == "".join("".join(text.split()) for text in paragraphs)
