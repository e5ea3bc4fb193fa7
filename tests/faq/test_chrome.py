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
        "À LIRE AUSSI > Le port rouvre",
        "Lire aussi | Le port rouvre",
        "Abonnez-vous à notre newsletter",
        "Inscrivez-vous à la newsletter du matin",
        "Inscrivez-vous gratuitement à notre newsletter quotidienne",
        "Recevez chaque matin l’essentiel de l’actualité dans votre boîte mail",
        "Sign up for our daily newsletter",
        "Get the latest news delivered to your inbox",
        "Publié le 12 mars 2024 à 10h12",
        "Publié le 12/03/2024 à 10:12 | Mis à jour le 13/03/2024 à 08:00",
        "Mis à jour le mardi 12 mars 2024",
        "Published March 12, 2024",
        "Updated: March 12, 2024, 10:15 am ET",
        "Partagez sur Facebook",
        "Share on Twitter",
        "Share this article",
        "Suivez-nous sur les réseaux sociaux",
        "Follow us on X",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "Your email address will not be published. Required fields are marked *",
        "Laisser un commentaire",
        "3 commentaires",
        "La suite après la publicité",
        "Article continues after advertisement",
        "En poursuivant votre navigation, vous acceptez l’utilisation de cookies",
        "By continuing to use this site, you agree to our use of cookies.",
        "Nous et nos partenaires utilisons des cookies pour mesurer l’audience",
        "We use cookies to improve your experience",
        "Continuer sans accepter",
        "Cet article est réservé aux abonnés.",
        "Il vous reste 75% de cet article à lire. La suite est réservée aux abonnés.",
        "Temps de lecture : 3 min",
        "3 min read",
        "Lecture 4 min",
        "Vous aimerez aussi",
        "Sur le même sujet",
        "Les plus lus",
        "Most read",
        "Read more: The port reopens",
        "Related: The port reopens",
        "Skip to main content",
        "Politique de confidentialité",
        "© 2024 Le Journal",
        "Crédit photo : AFP",
        "Photo d’illustration",
        "Téléchargez notre application",
        "Rejoignez-nous sur WhatsApp",
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
        "Publié le 12 mars 2024, le rapport dénonce les retards.",
        "Publié en 1912, le roman a été traduit.",
        "Abonnez-vous pour 1 € le premier mois, puis 8,90 € par mois.",
        "Partager sur Facebook une photo de son voisin peut coûter cher, rappelle le tribunal.",
        "Recevez vos identifiants par courrier dans les trois jours.",
        "Nos lecteurs suivez l’actualité",
        "Contact : 02 97 00 00 00",
        "Ce site utilise l’énergie solaire.",
        "We used to sell cookies at the fair, she says.",
        "Photographe, elle expose au musée.",
        "La météo reste instable jeudi.",
        "Mise à jour des tarifs le 12 mars 2024",
        "Accepter un héritage engage les héritiers.",
        "Image : un mot que le peintre aimait.",
        "En savoir plus sur le climat reste un défi pour les chercheurs.",
        "Voir plus loin que son nez.",
        "Related party transactions rose by 5%.",
        "Le port rouvre",
        "Loading the ship took three days.",
        "Comments on the plan are due by Friday.",
        "Donate blood at the town hall on Friday.",
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
