"""schema.org JSON-LD, in files of its own and on pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faq.model import Faq

from .gathering import SITE, gathered, web_of
from .pages import MUSEUM, POOL, faq_page, html, json_ld, write

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Le musée rouvre",
    "url": f"{SITE}/musee",
    "datePublished": "2026-11-09T22:00:00+01:00",
    "dateModified": "2026-11-10T08:00:00+01:00",
    "articleSection": ["Culture"],
    "author": [{"@type": "Person", "name": "Lucie"}, {"name": "Hugo"}],
    "inLanguage": "fr-FR",
    "articleBody": f"{MUSEUM}\n\n{POOL}",
}


def test_an_article_with_its_text_is_read(tmp_path: Path) -> None:
    article = gathered(write(tmp_path / "a.jsonld", json.dumps(ARTICLE))).article
    assert (article.url, article.title) == (f"{SITE}/musee", "Le musée rouvre")
    assert (article.published, article.modified) == ("2026-11-09", "2026-11-10T08:00:00+01:00")
    assert (article.section, article.author, article.language) == ("Culture", "Lucie, Hugo", "fr")
    assert [block.text for block in article.blocks] == [MUSEUM, POOL]


def test_the_text_of_an_article_may_be_html(tmp_path: Path) -> None:
    told = ARTICLE | {"articleBody": f"<p>{MUSEUM}</p><h2>La piscine</h2><p>{POOL}</p>"}
    article = gathered(write(tmp_path / "a.json", json.dumps(told))).article
    assert [block.text for block in article.blocks] == [MUSEUM, "La piscine", POOL]


def test_an_article_without_its_text_is_the_place_of_a_page(tmp_path: Path) -> None:
    told = {key: value for key, value in ARTICLE.items() if key != "articleBody"}
    article = gathered(write(tmp_path / "a.json", json.dumps(told)), web_of("musee")).article
    assert (article.title, article.published) == ("Le musée rouvre", "2026-11-09")
    assert [block.text for block in article.blocks] == [MUSEUM]


QUESTION = {"@type": "Question", "name": "Où est le musée ?", "acceptedAnswer": {"text": "Ici."}}


@pytest.mark.parametrize(
    "data",
    [
        {"@type": "FAQPage", "mainEntity": [QUESTION]},
        {"@type": "QAPage", "mainEntity": QUESTION},
        {
            "@graph": [
                {"@type": "WebSite"},
                {"@type": ["WebPage", "FAQPage"], "mainEntity": [QUESTION]},
            ]
        },
        [{"@type": "FAQPage", "mainEntity": [QUESTION]}],
        [QUESTION],
    ],
    ids=["FAQPage", "QAPage", "graph", "list", "question alone"],
)
def test_the_questions_of_a_page_are_curated(tmp_path: Path, data: object) -> None:
    article = gathered(write(tmp_path / "faq.json", json.dumps(data))).article
    assert article.faqs == (Faq("Où est le musée ?", "Ici."),)
    assert (article.title, article.blocks) == ("Où est le musée ?", ())


def test_json_lines_may_hold_articles(tmp_path: Path) -> None:
    lines = [json.dumps(ARTICLE | {"url": f"{SITE}/{name}"}) for name in "ab"]
    assert gathered(write(tmp_path / "a.jsonl", "\n".join(lines))).urls == [
        f"{SITE}/a",
        f"{SITE}/b",
    ]


def test_a_list_of_pages_leads_to_them(tmp_path: Path) -> None:
    listed = [
        {"@type": "ListItem", "position": 1, "url": f"{SITE}/a"},
        {"@type": "ListItem", "item": f"{SITE}/b"},
        {"@type": "ListItem", "item": {k: v for k, v in ARTICLE.items() if k != "articleBody"}},
    ]
    data = {"@type": "ItemList", "itemListElement": listed}
    found = gathered(write(tmp_path / "l.json", json.dumps(data)), web_of("a", "b", "musee"))
    assert [article.title for article in found.articles] == ["Page a", "Page b", "Le musée rouvre"]


def test_data_without_anything_to_read_is_refused(tmp_path: Path) -> None:
    for data in ({"@type": "WebSite"}, {"@context": "x"}, {"@type": "FAQPage", "mainEntity": []}):
        found = gathered(write(tmp_path / "a.json", json.dumps(data)))
        assert "it holds no page" in found.reason


def test_the_questions_of_a_web_page_are_read_with_its_text(tmp_path: Path) -> None:
    data = json_ld(faq_page("Où est le musée ?", "Ici."))
    article = gathered(write(tmp_path / "a.html", html(head=data))).article
    assert article.faqs == (Faq("Où est le musée ?", "Ici."),)
    assert [block.text for block in article.blocks] == [MUSEUM]


@pytest.mark.parametrize(
    "head",
    [
        json_ld('\n<!-- {"@type": "NewsArticle", "author": "Lucie"} -->\n'),
        json_ld('//<![CDATA[\n{"@type": "NewsArticle", "author": "Lucie"}\n//]]>'),
        json_ld('{"@type": "NewsArticle", "description": "a\n\tb", "author": {"name": "Lucie"}}'),
        '<meta name="author" content="Lucie">',
        '<meta property="article:author" content="https://social.example/l">'
        '<meta name="DC.creator" content="Lucie">',
    ],
)
def test_who_wrote_a_page_is_read_however_it_is_declared(tmp_path: Path, head: str) -> None:
    assert gathered(write(tmp_path / "a.html", html(head=head))).article.author == "Lucie"


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="DC.date.issued" content="2026-11-09">',
        '<meta itemprop="datePublished" content="2026-11-09T10:00:00Z">',
        '<meta name="parsely-pub-date" content="2026-11-09T10:00:00Z">',
        '<meta name="date" content="2026-11-10">'
        '<meta property="article:published_time" content="2026-11-09">',
        '<time itemprop="datePublished" datetime="2026-11-09">hier</time>',
    ],
)
def test_when_a_page_was_published_is_read_however_it_is_declared(
    tmp_path: Path, head: str
) -> None:
    assert gathered(write(tmp_path / "a.html", html(head=head))).article.published == "2026-11-09"


@pytest.mark.parametrize("told", ["2062-01-01", "1970-01-01T00:00:00Z", "0001-01-01"])
def test_a_page_with_a_date_that_cannot_be_has_none(tmp_path: Path, told: str) -> None:
    head = json_ld({"@type": "NewsArticle", "datePublished": told, "dateModified": told})
    article = gathered(write(tmp_path / "a.html", html(head=head))).article
    assert (article.published, article.modified) == ("", "")
