"""Mail addresses, telephone, card and account numbers go; years, prices and dates stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.masking import EMAIL, NUMBER, is_masked, masked


@pytest.mark.parametrize(
    "text",
    [
        "vera@example.org",
        "vera.dupont+salut@mail.example.co.uk",
        "vera [at] example.org",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "0612345678",
        "+33 6 12 34 56 78",
        "0033 (0)6 12 34 56 78",
        "4970 1012 3456 7890",
        "4970101234567890",
        "FR76 3000 6000 0112 3456 7890 189",
        "FR7630006000011234567890189",
        "123456789",
    ],
)
def test_what_tells_who_somebody_is_goes(text: str) -> None:
    assert masked(f"je suis {text}, et vous ?") in (
        f"je suis {EMAIL}, et vous ?",
        f"je suis {NUMBER}, et vous ?",
    )
    assert is_masked(masked(text))


@pytest.mark.parametrize(
    "text",
    [
        "en 2024 ou en 2025 ?",
        "le 24/11/2026 à 18 h 30",
        "1 200 000 euros",
        "12 000 000 d'habitants",
        "8,90 € par mois, 89 € par an",
        "le 196, le 15 ou le 18",
        "l'article 49.3",
        "la A84 et la RN12",
        "@lefanal sur les réseaux",
        "",
    ],
)
def test_what_a_question_is_about_stays(text: str) -> None:
    assert masked(text) == text
    assert not is_masked(text)


@given(st.text(max_size=300))
def test_nothing_is_left_to_be_masked(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.text(max_size=20), st.integers(0, 10**8 - 1), st.sampled_from(["", " ", ".", "-"]))
def test_a_telephone_number_is_found_between_any_words(
    words: str, number: int, separator: str
) -> None:
    digits = f"06{number:08d}"
    written = separator.join(digits[at : at + 2] for at in range(0, 10, 2))
    assert written not in masked(f"{words} appelle {written} merci")
