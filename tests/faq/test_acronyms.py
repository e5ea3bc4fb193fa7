"""An acronym that the site spells out once meets the words that it stands for, both ways."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.acronyms import Acronyms, found_in

from .pages import entry

RGPD = ("rgpd", ("reglement", "general", "protection", "donnees"))


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Le règlement général sur la protection des données (RGPD) s’applique.", RGPD),
        ("Le R.G.P.D. (Règlement général sur la protection des données) s’applique.", RGPD),
        (
            "Selon le BEA, le Bureau d’enquêtes et d’analyses, tout va bien.",
            ("bea", ("bureau", "enquetes", "analyses")),
        ),
        (
            "la Station spatiale internationale (ISS) tourne",
            ("iss", ("station", "spatiale", "internationale")),
        ),
        ("Chez Hewlett-Packard (HP), on licencie.", ("hp", ("hewlett", "packard"))),
        ("L’OMS : l’Organisation mondiale de la santé", None),
        ("Les pompiers de Lyon (SDIS) sont venus.", None),
        ("Il a battu Martin (PS) au second tour.", None),
        ("Un accord (voir page 3)", None),
    ],
)
def test_it_is_read_where_the_initials_agree(text: str, pair: tuple[str, tuple[str, ...]]) -> None:
    if "OMS" in text:
        pair = ("oms", ("organisation", "mondiale", "sante"))
    assert list(found_in(text)) == ([pair] if pair else [])


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert all(len(meant) == len(short) for short, meant in found_in(text))


def test_the_most_frequent_meaning_is_kept() -> None:
    other = ("rgpd", ("registre", "general", "permis", "douane"))
    known = Acronyms.of(Counter({RGPD: 2, other: 1}))
    assert known.spelt_out("rgpd") == RGPD[1]
    assert known.spelt_in([*RGPD[1], "amende"]) == [RGPD]
    assert known.spelt_in(RGPD[1][:3]) == []
    assert known.spelt_out("amende") == ()


LAW = entry(
    "La loi",
    "Le règlement général sur la protection des données (RGPD) est entré en vigueur en 2018.",
    title="La loi",
    url="loi.html",
)
FINE = entry(
    "Les sanctions",
    "Une entreprise qui viole le règlement général sur la protection des données risque une amende "
    "de 20 millions d’euros.",
    title="Les sanctions",
    url="sanctions.html",
)
FORMS = entry(
    "Les formulaires",
    "Le RGPD oblige chaque site à demander l’accord des lecteurs.",
    title="Les formulaires",
    url="formulaires.html",
)
DIKE = entry(
    "La digue",
    "La protection de la digue coûte une amende à la mairie.",
    title="La digue",
    url="digue.html",
)
ENTRIES = (LAW, FINE, FORMS, DIKE)


@pytest.fixture(params=["built", "opened"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> faq.Index:
    built = faq.Index(ENTRIES, meaning="off")
    if request.param == "built":
        return built
    built.save(tmp_path)
    return faq.Index.open(tmp_path, meaning="off")


def test_an_acronym_meets_the_words_it_stands_for(index: faq.Index) -> None:
    assert index.search("amende rgpd")[0].entry == FINE


def test_the_words_meet_the_acronym(index: faq.Index) -> None:
    found = index.search(
        "le règlement général sur la protection des données et l’accord du lecteur"
    )
    assert found[0].entry == FORMS


def test_a_word_of_it_alone_is_not_it(index: faq.Index) -> None:
    found = index.search("amende rgpd")
    scores = {match.entry.url: match.score for match in found}
    assert scores["digue.html"] < scores["sanctions.html"]
