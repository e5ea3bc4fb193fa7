"""A WordPress export: published posts and pages, without what only WordPress understands."""

from __future__ import annotations

from pathlib import Path

import pytest

from faq.model import Article, Faq
from faq.sources.fragment import ATTRIBUTES_MAX
from faq.sources.shortcodes import without_shortcodes

from .gathering import SITE, Gathered, gathered
from .pages import MUSEUM, POOL, write

SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
AUTHOR = (
    "<wp:author><wp:author_login>lucie</wp:author_login>"
    "<wp:author_display_name>Lucie Ardouin</wp:author_display_name></wp:author>"
)
CATEGORY = '<category domain="post_tag">mer</category><category domain="category">Port</category>'


def post(html: str = f"<p>{MUSEUM}</p>", more: str = "", **told: str) -> str:
    """Write a post; what is told replaces what a usual one says."""
    fields = {
        "wp:status": "publish",
        "wp:post_type": "post",
        "wp:post_date": "2026-11-09 22:30:00",
        "wp:post_date_gmt": "2026-11-09 21:30:00",
        "dc:creator": "lucie",
        "title": "Le musée",
        "link": f"{SITE}/musee/",
    } | {name.replace("_", ":", 1): text for name, text in told.items()}
    written = "".join(f"<{name}><![CDATA[{text}]]></{name}>" for name, text in fields.items())
    return f"<item>{written}<content:encoded><![CDATA[{html}]]></content:encoded>{more}</item>"


def export(*items: str, spaces: str = SPACES) -> str:
    """Write an export around its items."""
    head = f"<title>J</title><link>{SITE}</link><language>fr-FR</language>{AUTHOR}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><!-- generator="WordPress" --><rss {spaces}'
        f' version="2.0"><channel>{head}{"".join(items)}</channel></rss>'
    )


def read(folder: Path, *items: str) -> Gathered:
    return gathered(write(folder / "export.xml", export(*items)))


def lines(folder: Path, html: str) -> list[str]:
    """Give the lines of a post's text."""
    return [block.text for block in read(folder, post(html)).article.blocks]


def test_a_published_post_is_an_article(tmp_path: Path) -> None:
    article = read(tmp_path, post(more=CATEGORY)).article
    assert article.url == f"{SITE}/musee/"
    assert (article.title, article.published) == ("Le musée", "2026-11-09")
    assert (article.section, article.author, article.language) == ("Port", "Lucie Ardouin", "fr")
    assert [block.text for block in article.blocks] == [MUSEUM]


def test_a_page_is_an_article_and_all_else_is_not(tmp_path: Path) -> None:
    others = [
        post(wp_status=status)
        for status in ("draft", "private", "pending", "trash", "future", "inherit")
    ]
    others += [post(wp_post_type=kind) for kind in ("attachment", "nav_menu_item", "revision")]
    others += [post(wp_post_password="secret")]
    found = read(tmp_path, *others, post(wp_post_type="page", link=f"{SITE}/page/"))
    assert (found.urls, found.refusals) == ([f"{SITE}/page/"], {})


@pytest.mark.parametrize("version", ["1.0", "1.1", "1.2"])
def test_exports_of_every_version_are_read(tmp_path: Path, version: str) -> None:
    written = export(post(), spaces=SPACES.replace("/1.2/", f"/{version}/"))
    assert gathered(write(tmp_path / "export.xml", written)).article.title == "Le musée"


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ({}, "2026-11-09"),
        ({"wp_post_date": "0000-00-00 00:00:00"}, "2026-11-09"),
        ({"wp_post_date": "2026-11-10 00:30:00"}, "2026-11-10"),
        ({"wp_post_date": "", "wp_post_date_gmt": "0000-00-00 00:00:00"}, ""),
        ({"wp_post_date": "2062-01-01 00:00:00"}, ""),
        ({"wp_post_date": "1970-01-01 00:00:00"}, ""),
    ],
)
def test_the_date_is_the_one_that_the_editor_sees(
    tmp_path: Path, told: dict[str, str], date: str
) -> None:
    assert read(tmp_path, post(**told)).article.published == date


@pytest.mark.parametrize("name", ["Non classé", "Uncategorized"])
def test_no_category_is_no_section(tmp_path: Path, name: str) -> None:
    category = f'<category domain="category">{name}</category>'
    assert read(tmp_path, post(more=category)).article.section == ""
    assert read(tmp_path, post(more=category + CATEGORY)).article.section == "Port"


def test_the_marks_of_the_block_editor_are_no_text(tmp_path: Path) -> None:
    html = f"""<!-- wp:paragraph {{"dropCap":true}} -->
<p class="has-drop-cap">{MUSEUM}</p>
<!-- /wp:paragraph -->

<!-- wp:heading --><h2 class="wp-block-heading">La piscine</h2><!-- /wp:heading -->
<!-- wp:columns --><div class="wp-block-columns"><div class="wp-block-column"><p>{POOL}</p></div>
</div><!-- /wp:columns -->
<!-- wp:list --><ul><li>un ciré</li><li>des bottes ;</li></ul><!-- /wp:list -->
<!-- wp:latest-posts {{"postsToShow":3}} /-->"""
    assert lines(tmp_path, html) == [MUSEUM, "La piscine", POOL, "un ciré • des bottes"]


def test_a_table_reads_under_the_names_of_its_columns(tmp_path: Path) -> None:
    html = (
        '<figure class="wp-block-table"><table><thead><tr><th>Ligne</th><th>Départ</th></tr>'
        "</thead><tbody><tr><td>Gare</td><td>6 h 05</td></tr></tbody></table>"
        "<figcaption>Source : la régie</figcaption></figure>"
    )
    assert lines(tmp_path, html) == ["Gare : Départ 6 h 05"]


@pytest.mark.parametrize(
    "media",
    [
        '[caption id="attachment_9" align="left"]<img src="a.jpg"/> Le port, photo X[/caption]',
        '[gallery ids="1,2,3"]',
        "[embed]https://video.example/1[/embed]",
        '[video src="a.mp4"][/video]',
        "[playlist]",
        "[contact-form-7 id=3]",
        '<figure class="wp-block-image"><img src="a.jpg"/><figcaption>X</figcaption></figure>',
        '<figure class="wp-block-gallery"><figure><img/></figure><p>G</p></figure>',
        '<div class="wp-caption"><img/><p class="wp-caption-text">Photo X</p></div>',
        '<figure class="wp-block-embed"><div>\nhttps://video.example/1\n</div></figure>',
        '<figure class="wp-block-pullquote"><blockquote><p>Déjà dit</p></blockquote></figure>',
        '<div class="wp-block-buttons"><a>Je m’inscris</a></div>',
        "<script>var x = 1;</script><style>p {}</style>",
        '<form><label>Courriel</label><input name="a"></form>',
        "<iframe src='https://video.example'>x</iframe>",
    ],
)
def test_pictures_players_and_forms_are_no_text(tmp_path: Path, media: str) -> None:
    assert lines(tmp_path, f"<p>{MUSEUM}</p>\n\n{media}\n\n<p>{POOL}</p>") == [MUSEUM, POOL]


def test_the_paragraphs_of_the_classic_editor_are_set_apart_by_blank_lines(tmp_path: Path) -> None:
    html = (
        f"{MUSEUM}\r\n\r\n<h3>La piscine</h3>\r\n{POOL} <strong>Enfin !</strong>\r\n \r\nFin.\r\n"
    )
    assert lines(tmp_path, html) == [MUSEUM, "La piscine", f"{POOL} Enfin !", "Fin."]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a [sic] b", "a [sic] b"),
        ("« [...] il a dit [NDLR : oui] »", "« [...] il a dit [NDLR : oui] »"),
        ("[Mise à jour à 15 h] a", "[Mise à jour à 15 h] a"),
        ("[1] note", "[1] note"),
        ("[[gallery]] b", "[gallery] b"),
        ('[su_box title="T"]a[/su_box]', "a"),
        ("[vc_row][vc_column width='1/2']a[/vc_column][/vc_row]", "a"),
        ("[dropcap]L[/dropcap]e port", "Le port"),
        ("[audio mp3='a.mp3'] b", " b"),
        ("a [ b ] c [", "a [ b ] c ["),
    ],
)
def test_shortcodes_go_and_brackets_of_journalists_stay(written: str, kept: str) -> None:
    assert without_shortcodes(written) == kept


def test_the_questions_of_a_post_are_asked(tmp_path: Path) -> None:
    html = (
        f"<p>{MUSEUM}</p><h2>Quand ouvre la piscine ?</h2><p>{POOL}</p>"
        '<div class="schema-faq-section"><strong class="schema-faq-question">Où est le port ?'
        '</strong> <p class="schema-faq-answer">Au bout du quai.</p></div>'
    )
    assert read(tmp_path, post(html)).article.faqs == (
        Faq("Quand ouvre la piscine ?", POOL),
        Faq("Où est le port ?", "Au bout du quai."),
    )


def test_a_post_without_text_is_refused_by_its_address(tmp_path: Path) -> None:
    found = read(tmp_path, post(""), post(link=f"{SITE}/b"))
    assert (found.urls, found.refusals) == (
        [f"{SITE}/b"],
        {f"{SITE}/musee/": "the post holds no text"},
    )


def test_a_post_that_would_hang_the_parser_is_refused(tmp_path: Path) -> None:
    bomb = "<p " + " ".join(f"a{n}=1" for n in range(ATTRIBUTES_MAX + 1)) + ">x</p>"
    found = read(tmp_path, post(bomb), post(link=f"{SITE}/b"))
    assert found.urls == [f"{SITE}/b"]
    assert "attributes on one element" in found.reason


def test_a_post_nested_without_end_is_survived(tmp_path: Path) -> None:
    found = read(tmp_path, post("<div>" * 100_000 + MUSEUM), post(link=f"{SITE}/b"))
    assert f"{SITE}/b" in found.urls


def test_an_export_that_was_cut_gives_the_posts_that_are_whole(tmp_path: Path) -> None:
    whole = export(post(), post(POOL, link=f"{SITE}/b"), post(link=f"{SITE}/c"))
    cut = whole[: whole.rindex(MUSEUM) + 20]
    found = gathered(write(tmp_path / "export.xml", cut))
    assert found.urls == [f"{SITE}/musee/", f"{SITE}/b"]
    assert "broken XML" in found.refusals["export.xml"]


def test_what_the_export_says_may_hold_entities(tmp_path: Path) -> None:
    article = read(tmp_path, post(title="Le port &amp; l&#8217;<b>île</b>")).article
    assert article.title == "Le port & l’île"


def test_the_export_of_the_demo_site_reads_like_its_pages(site: Path) -> None:
    found = gathered(site / "export.xml")
    assert found.refusals == {}
    assert len(found.articles) == 3
    pages = {article.title: article for article in gathered(site).articles}
    for article in found.articles:
        assert told(article) == told(pages[article.title])


def told(article: Article) -> tuple[object, ...]:
    return article.blocks, article.published, article.section, article.author, article.faqs
