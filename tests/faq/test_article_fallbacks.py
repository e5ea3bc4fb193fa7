"""Where the text of an article is found when it is not where articles stand."""

from __future__ import annotations

import pytest

from faq.errors import PageWithoutTextError
from faq.extract import article_from_html
from faq.model import Article, Block

from .pages import MUSEUM, POOL, article, faq_page, html, json_ld

BODY = f"{MUSEUM}\n\n{POOL}"
NEWS = {"@type": "NewsArticle", "headline": "Le musée de la mer"}


def texts(read: Article) -> list[str]:
    return [block.text for block in read.blocks]


def test_text_in_bare_boxes_is_found() -> None:
    page = (
        "<html><head><title>Le musée</title></head><body><div class='sidebar'><div>"
        f"{MUSEUM}<br>{POOL}</div></div></body></html>"
    )
    read = article_from_html(page.encode(), "musee.html")
    assert MUSEUM in " ".join(texts(read))


@pytest.mark.parametrize("shown", ["", "<p>Chargement</p>", "<p>Connectez-vous pour lire.</p>"])
def test_an_article_that_scripts_would_show_is_read_from_the_page_s_data(shown: str) -> None:
    read = article(shown, json_ld(NEWS | {"articleBody": BODY}))
    assert read.blocks == (Block("paragraph", MUSEUM), Block("paragraph", POOL))


def test_html_in_the_page_s_data_is_read_as_text() -> None:
    body = f"<p>Le <b>musée</b> rouvre&nbsp;: {MUSEUM}</p><p>{POOL}</p><p>Partager</p>"
    assert texts(article("", json_ld(NEWS | {"articleBody": body}))) == [
        f"Le musée rouvre\u00a0: {MUSEUM}",
        POOL,
    ]


def test_what_the_page_shows_comes_before_its_data() -> None:
    shown = f"<h2>La piscine</h2><p>{POOL}</p><ul><li>un bain</li><li>deux bains</li></ul>"
    read = article(shown, json_ld(NEWS | {"articleBody": MUSEUM * 5}))
    assert texts(read) == ["La piscine", POOL, "un bain • deux bains"]


@pytest.mark.parametrize("body", [None, 7, ["a"], {"a": 1}, "", "  ", "<p></p>"])
def test_data_without_a_text_gives_none(body: object) -> None:
    with pytest.raises(PageWithoutTextError, match="no article text"):
        article("", json_ld(NEWS | {"articleBody": body}))


def test_a_page_of_declared_questions_alone_is_an_article() -> None:
    read = article("", json_ld(faq_page("Où se garer ?", "Place du Port.")))
    assert (read.blocks, [faq.answer for faq in read.faqs]) == ((), ["Place du Port."])


def test_the_author_and_the_last_change_are_read_too() -> None:
    told = {"author": {"name": "Nolwenn Kerbrat"}, "dateModified": "2026-03-29T08:00:00+01:00"}
    read = article(head=json_ld(NEWS | told))
    assert read.author == "Nolwenn Kerbrat"
    assert read.modified.startswith("2026-03-29")


def test_a_picture_that_was_left_in_the_text_is_no_line_of_it() -> None:
    page = html(f"<p>{MUSEUM}</p><p>data:image/png;base64,{'iVBORw0KGgo' * 400}</p><p>{POOL}</p>")
    assert texts(article_from_html(page, "musee.html")) == [MUSEUM, POOL]
