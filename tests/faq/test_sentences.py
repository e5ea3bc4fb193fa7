"""A paragraph cut into sentences, and where it is never cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.text import sentences

SENTENCE_PARTS = st.sampled_from(
    ["Il pleut.", "Vraiment ?", "Quoi !", "M. le maire", "et puis…", "Demain", "3,5 km", "(oui)"]
)
PLAIN = st.lists(SENTENCE_PARTS, min_size=1, max_size=4).map(" ".join)
QUOTED = PLAIN.map(lambda text: f"« {text} »")


@given(st.text())
def test_nothing_is_lost_and_nothing_is_added(text: str) -> None:
    found = sentences(text)
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(found)


@given(st.lists(st.one_of(PLAIN, QUOTED), min_size=1, max_size=8).map(" ".join))
def test_a_quotation_is_never_cut(text: str) -> None:
    for sentence in sentences(text):
        assert sentence.count("«") == sentence.count("»")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il pleut. Le vent se lève.", ["Il pleut.", "Le vent se lève."]),
        ("Où aller ? Au port ! Bien sûr…", ["Où aller ?", "Au port !", "Bien sûr…"]),
        (
            "Il a dit : « Je pars. Adieu. » Elle reste.",
            ["Il a dit : « Je pars. Adieu. »", "Elle reste."],
        ),
        ("« Je pars. » « Je reste. »", ["« Je pars. »", "« Je reste. »"]),
        ("Élu en mars. À peine.", ["Élu en mars.", "À peine."]),
        ("Il coûte 3.50 euros. 12 places restent.", ["Il coûte 3.50 euros.", "12 places restent."]),
        ("", []),
        ("   ", []),
    ],
)
def test_it_ends_where_a_reader_would_end_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "M. Kervarec prend la parole devant la salle.",
        "Mme. Royer et le Dr. Lesueur ont signé.",
        "J. K. Rowling a visité le port.",
        "Baidu Inc. Groupe fondé en 2000.",
        "Voir p. 12 du rapport.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]
