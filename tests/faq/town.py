"""A museum and a pool: two pages that tell the same kinds of thing."""

from __future__ import annotations

import faq

from .pages import entry

MUSEUM_PAGE = "loisirs/musee.html"
POOL_PAGE = "loisirs/piscine.html"
MUSEUM_TITLE = "Le musée de la mer"
POOL_TITLE = "La piscine du port"


def museum(question: str, answer: str) -> faq.Entry:
    return entry(question, answer, title=MUSEUM_TITLE, url=MUSEUM_PAGE)


def pool(question: str, answer: str) -> faq.Entry:
    return entry(question, answer, title=POOL_TITLE, url=POOL_PAGE)


MUSEUM_HOURS = museum(
    "Quels sont les horaires du musée ?", "Le musée de la mer ouvre chaque jour de 9 h à 18 h."
)
MUSEUM_PRICE = museum(
    "Combien coûte l’entrée du musée ?", "L’entrée du musée de la mer coûte 7 euros."
)
MUSEUM_CHILDREN = museum(
    f"Les enfants — {MUSEUM_TITLE}", "Au musée, les enfants paient 3 euros jusqu’à 12 ans."
)
POOL_HOURS = pool(
    "Quels sont les horaires de la piscine ?", "La piscine du port ouvre chaque jour de 7 h à 20 h."
)
POOL_PRICE = pool(
    "Combien coûte l’entrée de la piscine ?", "L’entrée de la piscine du port coûte 5 euros."
)
POOL_CHILDREN = pool(
    f"Les enfants — {POOL_TITLE}", "À la piscine, les enfants paient 2 euros jusqu’à 12 ans."
)
TOWN = (MUSEUM_HOURS, MUSEUM_PRICE, MUSEUM_CHILDREN, POOL_HOURS, POOL_PRICE, POOL_CHILDREN)


def town() -> faq.Index:
    """Index the two pages."""
    return faq.Index(TOWN, meaning="off")
