"""Text and Markdown files as articles."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from faq.compose import entries_of
from faq.errors import PageWithoutTextError, SourceError
from faq.model import Article, Block, Faq
from faq.sources import read_file

from .pages import MUSEUM, POOL, write

FRONT_MATTER = """---
title: Le musée rouvre
url: https://journal.example/musee
date: 2026-03-28
section: Culture
language: en-GB
---
"""


class Reads:
    """Writes a file and reads it as an article."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, name: str, content: str | bytes) -> Article:
        return read_file(write(self.folder / name, content), name)

    def or_refusal(self, name: str, content: bytes) -> Article | SourceError:
        try:
            return self(name, content)
        except SourceError as error:
            return error


@pytest.fixture
def read(tmp_path: Path) -> Reads:
    return Reads(tmp_path)


def told(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in article.blocks]


def test_front_matter_names_the_article(read: Reads) -> None:
    article = read("a.md", f"{FRONT_MATTER}\n{MUSEUM}\n")
    assert article == Article(
        url="https://journal.example/musee",
        title="Le musée rouvre",
        blocks=(Block("paragraph", MUSEUM),),
        published="2026-03-28",
        section="Culture",
        language="en",
    )


def test_front_matter_names_a_text_file_too(read: Reads) -> None:
    article = read("a.txt", f"{FRONT_MATTER}\n{MUSEUM}\n")
    assert (article.title, article.url) == ("Le musée rouvre", "https://journal.example/musee")
    assert told(article) == [("paragraph", MUSEUM)]


def test_windows_line_ends_make_no_difference(read: Reads) -> None:
    text = f"{FRONT_MATTER}\n# Un titre\n\n{MUSEUM}\n"
    assert read("a.md", text.replace("\n", "\r\n")) == read("a.md", text)


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "matter",
    ["---\ntitle: [\n---\n", "---\njust text\n---\n", "---\n- a\n- b\n---\n", "---\ntitle: X\n"],
    ids=["broken", "text", "list", "not closed"],
)
def test_front_matter_that_does_not_read_does_not_hide_the_text(
    read: Reads, name: str, matter: str
) -> None:
    assert MUSEUM in " ".join(text for _, text in told(read(name, f"{matter}\n{MUSEUM}\n")))


def test_a_date_that_does_not_exist_is_left_out_alone(read: Reads) -> None:
    article = read("a.md", f"---\ntitle: Le musée\ndate: 2026-13-45\n---\n{MUSEUM}\n")
    assert (article.title, article.published) == ("Le musée", "")
    assert told(article) == [("paragraph", MUSEUM)]


@pytest.mark.parametrize(
    "title", ["Le musée : il rouvre", "Le musée: il rouvre", "100 % des élus @ Orvaz", "« Oui »"]
)
def test_a_title_that_is_not_quite_yaml_is_still_a_title(read: Reads, title: str) -> None:
    article = read("a.md", f"---\ntitle: {title}\ndate: 2026-03-28\n---\n{MUSEUM}\n")
    assert (article.title, article.published) == (title, "2026-03-28")
    assert told(article) == [("paragraph", MUSEUM)]


def test_front_matter_that_is_no_text_names_nothing(read: Reads) -> None:
    matter = "title: [a, b]\nurl: {a: 1}\ndate: 20260328\nsection: null\nlang: ~\n"
    article = read("le-musee.md", f"---\n{matter}---\n{MUSEUM}\n")
    assert (article.title, article.url) == ("le musee", "le-musee.md")
    assert (article.published, article.section, article.language) == ("", "", "fr")


def test_front_matter_nested_without_end_survives(read: Reads) -> None:
    article = read("a.md", f"---\ntitle: Le musée\nx: {'[' * 5000}\n---\n{MUSEUM}\n")
    assert MUSEUM in " ".join(text for _, text in told(article))


def test_front_matter_may_leave_everything_out(read: Reads) -> None:
    article = read("le-musee.md", f"---\ntitle:\ndate:\n---\n{MUSEUM}\n")
    assert (article.title, article.url) == ("le musee", "le-musee.md")
    assert (article.published, article.section, article.language) == ("", "", "fr")


def test_markdown_gives_its_headings_and_paragraphs(read: Reads) -> None:
    article = read("a.md", f"# Le musée\n\n{MUSEUM}\n\n## La piscine\n\n{POOL}\n")
    assert article.title == "Le musée"
    assert told(article) == [("paragraph", MUSEUM), ("heading", "La piscine"), ("paragraph", POOL)]


def test_markdown_marks_are_no_text(read: Reads) -> None:
    line = "Le **musée** de *la mer* a [rouvert](https://a.example) ![port](p.png) à `9 h`,\nenfin."
    article = read("a.md", f"# T\n\n{line}\n\n<div>code</div>\n\n    var x;\n")
    assert told(article) == [("paragraph", "Le musée de la mer a rouvert à 9 h, enfin.")]


def test_a_markdown_list_is_one_readable_paragraph(read: Reads) -> None:
    listed = "- une lampe\n- un ciré\n  - jaune\n- des bottes\n"
    article = read("a.md", f"# T\n\n{MUSEUM}\n\n{listed}\n1. un\n2. deux\n\n{POOL}\n")
    assert [text for _, text in told(article)] == [
        MUSEUM,
        "une lampe • un ciré • jaune • des bottes",
        "un • deux",
        POOL,
    ]


def test_list_items_lose_the_signs_between_them_as_on_a_web_page(read: Reads) -> None:
    article = read("a.md", f"# T\n\n{MUSEUM}\n\n- une lampe ;\n- un ciré,\n- des bottes.\n")
    assert told(article)[-1] == ("paragraph", "une lampe • un ciré • des bottes")


def test_a_markdown_table_reads_as_one_on_a_web_page(read: Reads) -> None:
    table = "| Formule | Prix |\n|---|---|\n| Une soirée | 19 € |\n| Deux soirs | 34 € |\n"
    article = read("a.md", f"# T\n\n{table}")
    assert told(article) == [("paragraph", "Une soirée : Prix 19 € • Deux soirs : Prix 34 €")]


def test_a_markdown_heading_that_asks_gives_the_text_below_it(read: Reads) -> None:
    below = f"{MUSEUM}\n\n- le matin ;\n- le soir.\n\n## La piscine\n\n{POOL}\n"
    article = read("a.md", f"# Le musée\n\n## Quand ouvre-t-il ?\n\n{below}")
    assert article.faqs == (Faq("Quand ouvre-t-il ?", f"{MUSEUM}\nle matin • le soir"),)
    asked, other = entries_of(article)
    assert (asked.asks, other.answer) == (True, POOL)


def test_the_title_is_not_repeated_as_a_heading(read: Reads) -> None:
    article = read("a.md", f"{FRONT_MATTER}\n# Le musée\u00a0rouvre\n\n{MUSEUM}\n")
    assert (article.title, told(article)) == ("Le musée\u00a0rouvre", [("paragraph", MUSEUM)])


def test_page_furniture_is_left_out_of_both(read: Reads) -> None:
    below = f"Le musée de la mer\n\nDate :\n\n{MUSEUM}\n\nspot_img\n\nPartager\n"
    assert told(read("a.txt", below)) == [("paragraph", MUSEUM)]
    assert told(read("a.md", f"# {below}")) == [("paragraph", MUSEUM)]


def test_a_text_file_names_its_section_and_title_before_its_first_sentence(read: Reads) -> None:
    text = f"Culture\n\nLe musée de la mer rouvre\n\n{MUSEUM}\n\nLa piscine\n\n{POOL}\n"
    article = read("a.txt", text)
    assert (article.section, article.title) == ("Culture", "Le musée de la mer rouvre")
    assert told(article) == [("paragraph", MUSEUM), ("heading", "La piscine"), ("paragraph", POOL)]


def test_a_text_without_blank_lines_has_a_paragraph_a_line(read: Reads) -> None:
    article = read("a.txt", f"Le musée\n{MUSEUM}\n{POOL}")
    assert article.title == "Le musée"
    assert told(article) == [("paragraph", MUSEUM), ("paragraph", POOL)]


def test_a_text_of_prose_alone_is_titled_by_its_file(read: Reads) -> None:
    article = read("le-musee-rouvre.txt", MUSEUM)
    assert (article.title, told(article)) == ("le musee rouvre", [("paragraph", MUSEUM)])


@pytest.mark.parametrize(
    "content",
    [
        MUSEUM.encode("utf-8"),
        codecs.BOM_UTF8 + MUSEUM.encode("utf-8"),
        MUSEUM.encode("utf-16"),
        codecs.BOM_UTF16_BE + MUSEUM.encode("utf-16-be"),
        MUSEUM.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with its mark", "utf-16", "utf-16 big end first", "windows-1252"],
)
def test_the_common_encodings_are_read(read: Reads, content: bytes) -> None:
    assert told(read("a.txt", content)) == [("paragraph", MUSEUM)]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize("content", ["", " \n\n ", "Partager\n", "---\ntitle: X\n---\n"])
def test_a_file_without_text_is_refused(read: Reads, name: str, content: str) -> None:
    with pytest.raises(PageWithoutTextError, match=rf"^{name}: "):
        read(name, content)


PIECES = st.sampled_from(["---\n", "title: X\n", "date: ", "# ", "- ", "| a |\n", "\n\n", "..."])


@given(
    st.sampled_from(["a.md", "a.txt"]),
    st.one_of(st.binary(), st.lists(st.one_of(PIECES, st.text())).map("".join).map(str.encode)),
)
@example("a.md", b"---\n? {a: b}\n: c\n---\ntext")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_an_article_or_a_refusal(read: Reads, name: str, content: bytes) -> None:
    article = read.or_refusal(name, content)
    if isinstance(article, SourceError):
        assert article.location == name
    else:
        assert any(block.kind == "paragraph" for block in article.blocks)
        assert article.title
