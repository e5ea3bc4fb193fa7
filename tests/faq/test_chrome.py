"""Lines of the page that are no lines of its article."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.clean import is_chrome, tidy, without_chrome
from faq.text import sentences

KEPT_ARTICLE = "technologie/alibaba-moonshot.html"
CHROME_LINES = [
    "Date :",
    "A lire également: Google répond aux problèmes de partialité dans l'outil AI Gemini",
    "spot_img",
    "Dernières informations",
    "spot_img",
    "Discutez avec nous",
    "Salut! Comment puis-je t'aider?",
]


def body_lines(page: Path) -> list[str]:
    """Give the text of each paragraph and item in the body of an article."""
    tree = lxml.html.parse(str(page), lxml.html.HTMLParser(encoding="utf-8"))
    found = tree.xpath('//div[@class="story-body"]//*[self::p or self::li]')
    assert isinstance(found, list)
    return [tidy(e.text_content()) for e in found if isinstance(e, lxml.html.HtmlElement)]


def test_the_kept_article_loses_its_seven_lines_of_chrome_and_no_other(site: Path) -> None:
    lines = body_lines(site / KEPT_ARTICLE)
    assert [line for line in lines if is_chrome(line)] == CHROME_LINES
    assert without_chrome(lines) == [line for line in lines if line not in CHROME_LINES]


def test_every_sentence_of_the_kept_article_can_be_answered_with(
    site: Path, entries: tuple[faq.Entry, ...]
) -> None:
    answers = " ".join(entry.answer for entry in entries if entry.url == KEPT_ARTICLE)
    lines = [line for line in body_lines(site / KEPT_ARTICLE) if line not in CHROME_LINES]
    assert [line for line in lines if line not in answers] == []


def test_no_chrome_of_the_kept_article_is_ever_shown(entries: tuple[faq.Entry, ...]) -> None:
    shown = "\n".join(f"{entry.question}\n{entry.answer}\n{entry.context}" for entry in entries)
    assert [line for line in CHROME_LINES if line in shown] == []


def test_no_sentence_of_the_site_is_taken_for_chrome(site: Path) -> None:
    lines = [line for page in sorted(site.rglob("*.html")) for line in body_lines(page)]
    told = [s for line in lines if line not in CHROME_LINES for s in sentences(line)]
    assert len(told) > 300
    assert [sentence for sentence in told if is_chrome(sentence)] == []


@pytest.mark.parametrize(
    "line",
    [
        "Partager",
        "PARTAGER SUR FACEBOOK",
        "À lire aussi : Le port rouvre",
        "Lire aussi : Le port rouvre",
        "Read more",
        "Publicité",
        "Copier le lien",
        "S’abonner",
        "Tout accepter",
        "Nous utilisons des cookies pour mesurer notre audience",
        "Ce site utilise des cookies. En continuant, vous les acceptez.",
        "© 2026 Le Fanal",
        "Le Fanal, tous droits réservés",
        "Temps de lecture : 4 minutes",
        "Mots-clés : port, bacs",
        "Commentaires",
        "",
        " • ",
        "***",
    ],
)
def test_it_knows_the_furniture_of_a_page(line: str) -> None:
    assert is_chrome(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Partager un repas, voilà l’idée de l’association.",
        "La publicité est interdite devant les écoles.",
        "Accueil des nouveaux élèves à neuf heures.",
        "Le menu change chaque jour.",
        "X a perdu dix millions d’utilisateurs en un an.",
        "Date limite de dépôt : le 12 mars.",
        "Twitter a changé de nom en 2023.",
        "Un seul cookie est déposé au moment où vous vous identifiez.",
        "Nous avons goûté les cookies de la boulangerie : ils sont excellents.",
        "À lire aussi bien en français qu’en breton, ce roman paraît en mai.",
    ],
)
def test_it_never_takes_a_sentence_for_furniture(sentence: str) -> None:
    assert not is_chrome(sentence)


@given(st.text())
def test_a_tidy_text_is_one_line_and_stays_as_it_is(text: str) -> None:
    line = tidy(text)
    assert not set(line) & set("\t\n\r\u00ad\u200b\ufeff")
    assert "  " not in line
    assert tidy(line) == line


def test_no_break_spaces_stay() -> None:
    assert tidy(" 8,90\u00a0€\n par\u202fmois ") == "8,90\u00a0€ par\u202fmois"
