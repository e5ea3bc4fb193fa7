"""Broken and hostile pages: each one is an article or refused by name, here and now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.compose import entries_of
from faq.errors import NoindexError, PageWithoutTextError, SourceError
from faq.extract import article_from_html
from faq.model import Article
from faq.page_bounds import ATTRIBUTES_MAX, PAGE_BYTES_MAX, TAGS_MAX, TEXT_CHARACTERS_MAX

from .pages import MUSEUM, POOL, article, html, json_ld

PARAGRAPH = f"<p>{MUSEUM}</p>"
MANY = " ".join(f"data-n{number}" for number in range(200_000))


def texts(read: Article) -> list[str]:
    return [block.text for block in read.blocks]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "no HTML"),
        (b" \n", "no HTML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (bytes(range(256)) * 100, "binary"),
        (b"%PDF-1.4 " + html(), "binary"),
        (html("x" * PAGE_BYTES_MAX), "larger than 5 MB"),
        (html("x" * 10 * PAGE_BYTES_MAX), "larger than 5 MB"),
        (html(f"<p {MANY}>{MUSEUM}</p>"), "attributes"),
        (html(f"<p {MANY.replace(' ', '=1 ')}>{MUSEUM}</p>"), "attributes"),
        (html("<div>" * 200_000 + PARAGRAPH), "tags"),
        (html("<a>" * 1_000_000), "tags"),
        (html("<p>Un mot. </p>" * (TAGS_MAX // 2)), "tags"),
        (html(f"<p>{'Un mot. ' * (TEXT_CHARACTERS_MAX // 8 + 1)}</p>"), "characters of text"),
        (html(f"<p>{'« Un mot. ' * (TEXT_CHARACTERS_MAX // 10 + 1)}</p>"), "characters of text"),
        (html("<!--" + PARAGRAPH), "no article text"),
        (html('<a href="' + PARAGRAPH), "no article text"),
        (html("<div>" * 20_000 + PARAGRAPH), "no article text"),
        (html(f"<script>{MUSEUM}"), "no article text"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else f"{len(value)} bytes",
)
def test_it_is_refused_by_name_with_its_reason(page: bytes, reason: str) -> None:
    with pytest.raises(PageWithoutTextError, match=rf"^mauvaise\.html: .*{reason}"):
        article_from_html(page, "mauvaise.html")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{MUSEUM}",
        f"<p>{MUSEUM}</div></p></table>",
        f"<p><b><i>{MUSEUM}</b></i></p>",
        f"<p>{MUSEUM}</p><p>",
        f"<p>{MUSEUM}</p><",
        f"<p>{MUSEUM}</p><img src='",
        f"<p>{MUSEUM}</p>\0\0\x01\x02\x0b",
        f"<p>{MUSEUM.replace(' ouvre', chr(0) + ' ouvre')}</p>",
        f"<p>{MUSEUM}</p><p>{'A1b2' * 500_000}</p>",
        f"<p>{MUSEUM}</p><img src='data:image/png;base64,{'QUJD' * 800_000}'>",
        f"<p {MANY[: 10 * ATTRIBUTES_MAX]}>{MUSEUM}</p>",
        f"<p style='{'color: red; ' * 50_000}'>{MUSEUM}</p>",
        f"<div><div><div><section><p>{MUSEUM}</p></section></div>",
        f"<p>{MUSEUM}</p><script>if (a < b) {{ document.write('<p>non</p>') }}</script>",
        f"<p>{MUSEUM}</p>&#0;&#xFFFFFFFF;&#xD800;",
        f"<p>{MUSEUM}</p><table><tr><td colspan=1000000000 rowspan=1000000000></table>",
    ],
    ids=lambda body: body[-30:].replace("\0", "0"),
)
def test_an_article_on_a_broken_page_is_found_whole(body: str) -> None:
    assert MUSEUM in texts(article(body))


@pytest.mark.parametrize("cut", [0.55, 0.7, 0.9, 0.99])
def test_of_a_page_that_was_cut_the_rest_is_read(cut: float) -> None:
    page = html(f"<p>{MUSEUM}</p><p>{POOL}</p>" + "<p>Fin.</p>" * 40)
    assert MUSEUM in texts(article_from_html(page[: int(len(page) * cut)], "coupee.html"))


def test_an_xml_declaration_of_another_encoding_is_no_obstacle() -> None:
    page = b'<?xml version="1.0" encoding="iso-8859-1"?>' + html()
    assert texts(article_from_html(page, "musee.html")) == [MUSEUM]


@pytest.mark.parametrize("told", ["noindex", "NOINDEX, nofollow", "none", "follow,noindex"])
def test_a_page_that_asks_to_be_left_out_is_left_out(told: str) -> None:
    page = html(head=f'<meta name="Robots" content="{told}">')
    with pytest.raises(NoindexError, match=r"musee\.html: it asks not to be indexed"):
        article_from_html(page, "https://fanal.example/musee.html")


def test_a_file_that_the_webmaster_gives_is_read_whatever_it_tells_robots() -> None:
    assert texts(article(head='<meta name="robots" content="noindex">')) == [MUSEUM]


@pytest.mark.parametrize("told", ["index, follow", "nofollow", "max-snippet:-1", ""])
def test_other_wishes_of_robots_do_not_matter(told: str) -> None:
    assert texts(article(head=f'<meta name="robots" content="{told}">')) == [MUSEUM]


def test_the_passages_of_the_longest_text_take_little_memory() -> None:
    read = article(f"<p>{'Un mot de plus. ' * (TEXT_CHARACTERS_MAX // 20)}</p>")
    entries = list(entries_of(read))
    assert len(entries) > 1000
    assert sum(len(entry.context) for entry in entries) < 100 * TEXT_CHARACTERS_MAX


def read_or_refused(page: bytes) -> Article | SourceError:
    try:
        return article_from_html(page, "page.html")
    except SourceError as error:
        return error


WHOLE = html(
    f"<p>{MUSEUM}</p><ul><li>un</li></ul><table><tr><td>1</td></tr></table>"
    "<h2>Où ?</h2><p>Ici.</p>",
    json_ld({"@type": "NewsArticle", "headline": "Le musée", "articleBody": POOL}),
)


@given(
    st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)), st.binary(max_size=30), st.booleans()
)
def test_a_page_with_any_bytes_in_it_is_an_article_or_a_refusal(
    begin: int, end: int, bytes_within: bytes, is_twice: bool
) -> None:
    page = WHOLE[:begin] + bytes_within + WHOLE[end:]
    found = read_or_refused(page * 2 if is_twice else page)
    if isinstance(found, SourceError):
        assert str(found).startswith("page.html: ")
    else:
        assert all(block.text for block in found.blocks)
        assert all("\0" not in block.text for block in found.blocks)
        assert list(entries_of(found))
