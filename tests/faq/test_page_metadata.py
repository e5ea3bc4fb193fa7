"""What an HTML page says of itself, before anything is guessed."""

from __future__ import annotations

import pytest

from .pages import MUSEUM, article, faq_page, json_ld

NEWS = {
    "@type": "NewsArticle",
    "headline": "Le musée rouvre",
    "datePublished": "2026-03-28T18:40:00+01:00",
    "articleSection": "Culture",
}
META = (
    '<meta property="og:title" content="Titre pour les réseaux">'
    '<meta property="article:published_time" content="2020-01-01T08:00:00+01:00">'
    '<meta property="article:section" content="Loisirs">'
)


def test_the_structured_data_comes_before_the_meta_tags() -> None:
    read = article(head=META + json_ld(NEWS))
    assert (read.title, read.published, read.section) == (
        "Le musée rouvre",
        "2026-03-28",
        "Culture",
    )


def test_the_meta_tags_come_before_a_guess() -> None:
    body = f"<p>22 mai 2012. - {MUSEUM}</p>"
    read = article(body, META)
    assert (read.published, read.section) == ("2020-01-01", "Loisirs")


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, NEWS]},
        [{"@type": "BreadcrumbList"}, NEWS],
        NEWS | {"@type": ["Article", "NewsArticle"]},
        NEWS | {"@type": "BlogPosting"},
        NEWS | {"articleSection": ["Culture", "Port"]},
        {"@graph": NEWS},
    ],
    ids=["graph", "list", "several types", "blog", "several sections", "graph of one"],
)
def test_every_common_shape_of_structured_data_is_read(data: object) -> None:
    read = article(head=json_ld(data))
    assert (read.title, read.published, read.section) == (
        "Le musée rouvre",
        "2026-03-28",
        "Culture",
    )


def test_the_heading_is_the_title_where_no_data_names_one() -> None:
    head = "<title>Le musée de la mer - Le Fanal</title>" + META
    assert article(head=head).title == "Le musée de la mer"


@pytest.mark.parametrize(
    "written",
    [
        "{",
        "",
        "null",
        "3",
        '"text"',
        "[[]]",
        "[" * 1000,
        '{"@graph": null}',
        '{"@graph": 5}',
        '{"@type": null, "headline": 7}',
        '{"@type": "FAQPage", "mainEntity": 3}',
        '{"@type": "FAQPage", "mainEntity": [null, {"name": "Q ?", "acceptedAnswer": []}]}',
        '{"@type": "NewsArticle", "headline": {"a": 1}, "datePublished": 2026}',
    ],
)
def test_broken_structured_data_survives(written: str) -> None:
    read = article(head=json_ld(written) + META)
    assert (read.title, read.published) == ("Le musée de la mer", "2020-01-01")
    assert [block.text for block in read.blocks] == [MUSEUM]


def test_data_nested_without_end_survives() -> None:
    assert article(head=json_ld("[" * 100_000)).title == "Le musée de la mer"


def test_an_emoji_that_was_cut_in_two_survives() -> None:
    cut = '{"@type": "NewsArticle", "headline": "Le musée rouvre \\ud83d"}'
    assert article(head=json_ld(cut)).title.encode().decode().startswith("Le musée rouvre")


def test_one_broken_block_does_not_hide_the_next() -> None:
    read = article(head=json_ld("{oops") + json_ld(NEWS) + json_ld(faq_page("Où ?", "Ici.")))
    assert read.title == "Le musée rouvre"
    assert [asked.question for asked in read.faqs] == ["Où ?"]


def test_the_dateline_dates_a_page_that_names_no_date() -> None:
    assert article(f"<p>22 mai 2012. - {MUSEUM}</p>").published == "2012-05-22"
    assert article(f"<p>Mardi 1er août 2023. - {MUSEUM}</p>").published == "2023-08-01"


@pytest.mark.parametrize("named", ["hier", "28/03/2026", "2026", "2026-02-30", "2026-03-281", ""])
def test_no_date_is_better_than_a_wrong_one(named: str) -> None:
    body = f"<p>{MUSEUM} Le bâtiment date du 3 mai 1931.</p>"
    head = f'<meta property="article:published_time" content="{named}">'
    assert article(body, head).published == ""


def test_the_address_is_the_canonical_one() -> None:
    head = '<link rel="canonical" href="https://journal.example/musee">'
    assert article(head=head).url == "https://journal.example/musee"


@pytest.mark.parametrize("address", ["/musee", "javascript:alert(1)", ""])
def test_an_address_that_is_no_web_address_is_not_taken(address: str) -> None:
    assert article(head=f'<link rel="canonical" href="{address}">').url == "musee.html"


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en"),
        ('lang="FR"', json_ld(NEWS | {"inLanguage": "en"}), "fr"),
        ("", json_ld(NEWS | {"inLanguage": "en-GB"}), "en"),
        ("", '<meta property="og:locale" content="en_GB">', "en"),
        ("", "", "fr"),
    ],
    ids=["html", "html before data", "structured data", "meta", "none"],
)
def test_the_language_is_the_one_that_the_page_declares(
    attributes: str, head: str, language: str
) -> None:
    assert article(head=head, attributes=attributes).language == language
