"""The text of an article as it is found on its HTML page."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.errors import FaqError, PageWithoutTextError
from faq.extract import article_from_html
from faq.model import Article, Block
from faq.sources import read_file

from .pages import MUSEUM, POOL, article, html, json_ld

TEASERS = "".join(f'<article><h3><a href="/{n}">Un titre, {n}</a></h3></article>' for n in range(6))


def texts(read: Article) -> list[str]:
    return [block.text for block in read.blocks]


def test_headings_and_paragraphs_come_in_reading_order() -> None:
    read = article(f"<p>{MUSEUM}</p><h2>La piscine</h2><p>{POOL}</p>")
    assert read.blocks == (
        Block("paragraph", MUSEUM),
        Block("heading", "La piscine"),
        Block("paragraph", POOL),
    )


def test_a_list_is_one_readable_paragraph() -> None:
    listed = "<ul><li>une lampe&nbsp;;</li><li>un <b>ciré</b> ;</li><li>des bottes.</li></ul>"
    (line,) = texts(article(f"<p>{MUSEUM}</p>{listed}<p>{POOL}</p>"))[1:-1]
    assert line.startswith("une lampe")
    assert " • un ciré • des bottes" in line


def test_each_cell_of_a_table_stands_under_its_column_s_name() -> None:
    table = (
        "<table><thead><tr><th>Formule</th><th>Plein tarif</th><th>Enfants</th></tr></thead>"
        "<tbody><tr><th>Une soirée</th><td>19 €</td><td>11 €</td></tr>"
        "<tr><th>Deux soirs</th><td>34 €</td><td>20 €</td></tr></tbody></table>"
    )
    assert texts(article(f"<p>{MUSEUM}</p>{table}<p>{POOL}</p>"))[1] == (
        "Une soirée : Plein tarif 19 €, Enfants 11 € • Deux soirs : Plein tarif 34 €, Enfants 20 €"
    )


def test_a_row_named_by_a_number_says_what_is_numbered() -> None:
    table = (
        "<table><tr><th>Ligne</th><th>Trajet</th></tr>"
        "<tr><td>1</td><td>Gare – Port</td></tr><tr><td>2</td><td>Gare – Halles</td></tr></table>"
    )
    assert texts(article(f"<p>{MUSEUM}</p>{table}<p>{POOL}</p>"))[1] == (
        "Ligne 1 : Trajet Gare – Port • Ligne 2 : Trajet Gare – Halles"
    )


def test_a_table_without_column_names_is_readable() -> None:
    table = (
        "<table><tr><td>Une soirée</td><td>19 €</td></tr>"
        "<tr><td>Deux soirs</td><td>34 €</td></tr></table>"
    )
    assert texts(article(f"<p>{MUSEUM}</p>{table}<p>{POOL}</p>"))[1] == (
        "Une soirée : 19 € • Deux soirs : 34 €"
    )


def test_the_no_break_spaces_of_french_stay() -> None:
    price = "Le billet coûte 8,90\u00a0€ par mois, et l’on demande\u202f: pourquoi si cher\u202f?"
    assert price in " ".join(texts(article(f"<p>{MUSEUM} {price}</p>")))


def test_the_title_is_not_repeated_as_text() -> None:
    assert texts(article()) == [MUSEUM]


def test_page_furniture_is_left_out() -> None:
    furniture = "<p>Partager</p><p>À lire aussi : La piscine</p><p>spot_img</p>"
    assert texts(article(f"<p>{MUSEUM}</p>{furniture}<p>{POOL}</p>")) == [MUSEUM, POOL]


def test_menus_and_footers_are_left_out() -> None:
    page = html().replace(
        b"<main>", b"<nav><ul><li><a href='/'>Politique</a></li></ul></nav><main>"
    )
    page = page.replace(b"</body>", b"<footer><p>14, quai du Port.</p></footer></body>")
    assert texts(article_from_html(page, "musee.html")) == [MUSEUM]


def test_a_front_page_is_refused(site: Path) -> None:
    with pytest.raises(PageWithoutTextError, match=r"index\.html: a front or section page"):
        read_file(site / "index.html", "index.html")
    with pytest.raises(PageWithoutTextError, match="front"):
        article_from_html(html(TEASERS), "une.html")


def test_an_article_among_teasers_of_others_is_not_a_front_page() -> None:
    data = json_ld({"@type": "NewsArticle", "headline": "Le musée rouvre"})
    page = html(f"<p>{MUSEUM}</p><p>{POOL}</p>", data)
    page = page.replace(b"</main>", f"</main><aside>{TEASERS}</aside>".encode())
    assert texts(article_from_html(page, "musee.html")) == [MUSEUM, POOL]


def test_an_article_under_which_readers_comment_is_not_a_front_page() -> None:
    comment = '<article class="comment-body"><p>Bravo, quelle belle nouvelle !</p></article>'
    page = html().replace(b"</main>", f"<section>{comment * 9}</section></main>".encode())
    assert MUSEUM in texts(article_from_html(page, "musee.html"))


def test_an_article_longer_than_all_teasers_leads() -> None:
    page = html(f"<p>{MUSEUM}</p>" * 2 + "".join(f"<p>{n}. {POOL}</p>" for n in range(20)))
    page = page.replace(b"</main>", f"</main><aside>{TEASERS}</aside>".encode())
    assert MUSEUM in texts(article_from_html(page, "musee.html"))


@pytest.mark.parametrize(
    "page",
    [b"<html></html>", html(""), html("<p></p><script>var text = 1;</script>"), b"\x01\x02"],
    ids=["nothing", "a heading alone", "a script", "noise"],
)
def test_a_page_without_text_is_refused(page: bytes) -> None:
    with pytest.raises(PageWithoutTextError, match=r"^vide\.html: "):
        article_from_html(page, "vide.html")


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "iso-8859-15"])
def test_the_page_s_own_encoding_is_followed(encoding: str) -> None:
    page = html().decode().replace('charset="utf-8"', f'charset="{encoding}"')
    assert texts(article_from_html(page.encode(encoding), "musee.html")) == [MUSEUM]


def test_a_byte_order_mark_is_no_text() -> None:
    read = article_from_html(codecs.BOM_UTF8 + html(), "musee.html")
    assert (read.title, texts(read)) == ("Le musée de la mer", [MUSEUM])


def article_or_refusal(page: bytes) -> Article | FaqError:
    try:
        return article_from_html(page, "musee.html")
    except FaqError as error:
        return error


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            "<p> </p> <h2> <table> <tr> <td> <ul> <li> <script> <br> <!-- --> &amp; &#0; ?".split()
        ),
        st.text(max_size=20),
    ),
    max_size=20,
).map("".join)


@given(st.one_of(st.binary(), MARKUP.map(html)))
def test_any_bytes_are_an_article_or_a_refusal(page: bytes) -> None:
    read = article_or_refusal(page)
    if isinstance(read, FaqError):
        assert str(read).startswith("musee.html: ")
    else:
        assert read.blocks or read.faqs
        assert all(block.text for block in read.blocks)
