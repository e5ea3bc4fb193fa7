"""What is sure is quoted, what is likely is suggested, and the rest is an honest no."""

from __future__ import annotations

import pytest

import faq

CLEAR = [
    ("Comment résilier mon abonnement ?", "trois clics suffisent"),
    ("bonjour, comment demander un droit de réponse ?", "lettre recommandée"),
    ("j’ai oublié mon mot de passe", "30\u00a0minutes"),
    ("Combien coûte un avis de décès ?", "92"),
    ("prix du pass trois soirs", "46"),
    ("Qui a été élue maire ?", "Solenne Guérivel"),
]
NEVER_SURE = faq.Bands(answered_min=1.1, suggested_min=0.0)
NEVER_ANYTHING = faq.Bands(answered_min=1.1, suggested_min=1.1)
ALWAYS_SURE = faq.Bands(answered_min=0.0, suggested_min=0.0)
WORDED_FREELY = "horaires du samedi des halles et du journal"


@pytest.mark.parametrize(("question", "told"), CLEAR)
def test_a_clear_question_is_answered(index: faq.Index, question: str, told: str) -> None:
    given = faq.answer(index, question)
    assert given.kind == "answered"
    assert told.replace("\u00a0", " ") in given.text.replace("\u00a0", " ")
    assert given.suggestions == ()


def assert_quoted(index: faq.Index, given: faq.Answer) -> None:
    """Hold an answer to the words of its entries."""
    assert given.kind == "answered"
    assert given.text
    assert given.text == given.sources[0].quote
    for source in given.sources:
        own = [entry for entry in index.entries if entry.url == source.url]
        assert any(source.quote in entry.answer for entry in own)
        assert (source.title, source.published) == (own[0].title, own[0].published)


@pytest.mark.parametrize("question", [question for question, _ in CLEAR])
def test_an_answer_stands_word_for_word_in_an_entry(index: faq.Index, question: str) -> None:
    assert_quoted(index, faq.answer(index, question))


def test_whatever_is_asked_what_is_quoted_stands_word_for_word(index: faq.Index) -> None:
    for entry in index.entries[::5]:
        asked = " ".join(entry.answer.split()[2:9])
        assert_quoted(index, faq.answer(index, asked, bands=ALWAYS_SURE))


def test_no_more_than_three_sources_are_named_and_each_once(index: faq.Index) -> None:
    given = faq.answer(index, WORDED_FREELY, bands=ALWAYS_SURE)
    addresses = [source.url for source in given.sources]
    assert 1 <= len(set(addresses)) == len(addresses) <= 3


@pytest.mark.parametrize("question", [question for question, _ in CLEAR])
def test_the_decisive_words_are_marked_within_the_quote(index: faq.Index, question: str) -> None:
    (source, *_) = faq.answer(index, question).sources
    marks = list(source.marks)
    assert marks
    assert marks == sorted(marks)
    for start, end in marks:
        assert 0 <= start < end <= len(source.quote)
        assert source.quote[start:end] == source.quote[start:end].strip()


def test_what_is_likely_is_suggested_and_nothing_is_quoted(index: faq.Index) -> None:
    given = faq.answer(index, WORDED_FREELY, bands=NEVER_SURE)
    assert given.kind == "suggested"
    assert given.sources == ()
    assert 1 <= len(given.suggestions) <= 3
    assert len(set(given.suggestions)) == len(given.suggestions)
    assert set(given.suggestions) <= {entry.question for entry in index.entries}


def test_what_is_too_unlikely_is_unknown(index: faq.Index) -> None:
    given = faq.answer(index, WORDED_FREELY, bands=NEVER_ANYTHING)
    assert (given.kind, given.sources, given.suggestions) == ("unknown", (), ())


@pytest.mark.parametrize(
    "question", [WORDED_FREELY, "tarifs", "le journal papier", "médecins", "la recette du gâteau"]
)
@pytest.mark.parametrize("bands", [faq.Bands(), faq.Bands(0.9, 0.1), faq.Bands(0.3, 0.3)])
def test_the_kind_follows_from_the_confidence(
    index: faq.Index, question: str, bands: faq.Bands
) -> None:
    given = faq.answer(index, question, bands=bands)
    if given.confidence >= bands.answered_min:
        assert given.kind == "answered"
    elif given.confidence >= bands.suggested_min:
        assert given.kind == "suggested"
    else:
        assert given.kind == "unknown"


@pytest.mark.parametrize(
    "question",
    ["xyzzy qwfp zxcv", "asdf jkl; asdf jkl;", "é", "''''x''''"],
)
def test_nonsense_is_unknown(index: faq.Index, question: str) -> None:
    given = faq.answer(index, question)
    assert (given.kind, given.sources, given.suggestions) == ("unknown", (), ())
    assert "rien trouvé" in given.text


@pytest.mark.parametrize("question", ["", "   ", "?!", "…", "\x00\x1b", "😀", "\u200b"])
def test_a_text_without_words_is_not_understood(index: faq.Index, question: str) -> None:
    given = faq.answer(index, question)
    assert (given.kind, given.confidence) == ("unknown", 0.0)
    assert "pas compris" in given.text


@pytest.mark.parametrize(
    "question",
    [
        "Quelle est la capitale du Pérou ?",
        "Combien coûte un billet de train pour Paris ?",
        "Quel est le prix du festival de Cannes ?",
        "Qui dirige Microsoft ?",
        "Qui est le maire de Bordeaux ?",
        "Donne-moi la recette de la tarte aux pommes",
        "Quel temps fera-t-il demain à Lyon ?",
        "Who won the world cup in 1998?",
    ],
)
def test_a_near_miss_is_not_answered(index: faq.Index, question: str) -> None:
    given = faq.answer(index, question)
    assert given.kind != "answered"
    assert given.sources == ()


def test_it_answers_in_the_language_of_the_question(index: faq.Index) -> None:
    english = faq.answer(index, "What is the capital of Peru?")
    french = faq.answer(index, "Quelle est la capitale du Pérou ?")
    assert english.text.startswith("I don’t know")
    assert french.text.startswith("Je ne sais pas")


def test_the_locale_decides_where_the_words_do_not(index: faq.Index) -> None:
    assert faq.answer(index, "xyzzy", locale="en").text.startswith("I don’t know")
    assert faq.answer(index, "xyzzy", locale="fr").text.startswith("Je ne sais pas")
    assert faq.answer(index, "?!", locale="en").text.startswith("I didn’t understand")
    assert faq.answer(index, "?!", locale="de").text.startswith("Je n’ai pas compris")


def test_the_page_being_read_is_heeded(index: faq.Index) -> None:
    page = "gastronomie/halles-saint-elme-reouverture.html"
    given = faq.answer(index, "combien d’étals sous la charpente ?", page=page)
    assert [source.url for source in given.sources][:1] == [page]


def test_a_word_that_tells_nothing_is_never_marked(index: faq.Index) -> None:
    for asked in ("c koi le pass trois soirs", "les billets sont-ils remboursés ?"):
        for source in faq.answer(index, asked).sources:
            marked = {source.quote[start:end] for start, end in source.marks}
            assert marked
            assert not marked & {"ne", "les", "de", "le", "sont"}
