"""RSS, Atom and JSON Feed: where the pages are, and what the feed says of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .gathering import SITE, Web, gathered, item, page, rss, web_of
from .pages import MUSEUM, POOL, write

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Journal</title>
<updated>2026-11-10T06:30:00Z</updated><link rel="self" href="{SITE}/atom"/>
<entry><title type="html">Le &amp;lt;b&amp;gt;port&amp;lt;/b&amp;gt;</title>
<link rel="replies" href="{SITE}/a#comments"/><link rel="alternate" href="{SITE}/a"/>
<id>tag:1</id><published>2026-11-09T22:00:00+01:00</published><updated>2026-11-10T06:30:00Z</updated>
<author><name>Lucie Ardouin</name></author><category term="port" label="Le port"/></entry></feed>"""
RSS_1 = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{SITE}/rdf"><title>J</title><link>{SITE}</link></channel>
<image><title>Logo</title><link>{SITE}/logo</link></image>
<item rdf:about="{SITE}/a"><title>Le port</title><link>{SITE}/a</link>
<d:date>2026-11-09T22:00:00+01:00</d:date><d:creator>Lucie Ardouin</d:creator>
<d:subject>Le port</d:subject></item></rdf:RDF>"""
RSS_2 = rss(
    item(
        "a",
        "<pubDate>Mon, 09 Nov 2026 22:00:00 +0100</pubDate><dc:creator>Lucie Ardouin</dc:creator>"
        "<category>Le port</category>",
    ).replace("Titre a", "Le port")
)
RSS_091 = f"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC
"-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>J</title>
<link>{SITE}</link><item><title>Le port</title><link>{SITE}/a</link>
<author>lucie@journal.example (Lucie Ardouin)</author><category>Le port</category>
<pubDate>09 novembre 2026</pubDate></item></channel></rss>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {
                "id": "1",
                "url": f"{SITE}/a",
                "title": "Le port",
                "date_published": "2026-11-09T22:00:00+01:00",
                "authors": [{"name": "Lucie Ardouin"}],
                "tags": ["Le port"],
            }
        ],
    }
)
FEEDS = {"atom": ATOM, "rss-1": RSS_1, "rss-2": RSS_2, "rss-0.91": RSS_091}


@pytest.mark.parametrize("kind", FEEDS)
@pytest.mark.parametrize("name", ["feed.xml", "feed", "feed.rss", "feed.txt"])
def test_each_kind_of_feed_is_recognised_by_what_it_holds(
    tmp_path: Path, kind: str, name: str
) -> None:
    found = gathered(write(tmp_path / name, FEEDS[kind]), web_of("a"))
    article = found.article
    assert found.refusals == {}
    assert (article.url, article.title) == (f"{SITE}/a", "Le port")
    assert (article.published, article.author) == ("2026-11-09", "Lucie Ardouin")
    assert article.section == "Le port"
    assert [block.text for block in article.blocks] == [MUSEUM]


def test_a_json_feed_is_read_alike(tmp_path: Path) -> None:
    article = gathered(write(tmp_path / "feed.json", JSON_FEED), web_of("a")).article
    assert (article.url, article.title, article.section) == (f"{SITE}/a", "Le port", "Le port")
    assert (article.published, article.author) == ("2026-11-09", "Lucie Ardouin")


def test_a_feed_may_itself_be_fetched(tmp_path: Path) -> None:
    web = Web({f"{SITE}/feed": rss(item("a")).encode(), f"{SITE}/a": page()})
    found = gathered(f"{SITE}/feed", web)
    assert (found.article.title, found.article.etag) == ("Titre a", f'"{SITE}/a"')
    assert (found.article.last_modified, found.refusals) == ("yesterday", {})


def test_what_the_feed_says_comes_before_what_the_page_says(tmp_path: Path) -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Autre",'
    data += '"datePublished": "2020-01-01", "articleSection": "Autre", "author": "X"}</script>'
    told = "<pubDate>2026-11-09</pubDate><category>Port</category><dc:creator>Lucie</dc:creator>"
    feed = write(tmp_path / "feed.xml", rss(item("a", told) + item("b")))
    one, other = gathered(feed, Web({f"{SITE}/{n}": page(head=data) for n in "ab"})).articles
    assert (one.title, one.published) == ("Titre a", "2026-11-09")
    assert (one.section, one.author) == ("Port", "Lucie")
    assert (other.published, other.section, other.author) == ("2020-01-01", "Autre", "X")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Mon, 09 Nov 2026 22:00:00 GMT", "2026-11-09"),
        ("lun., 9 nov. 2026 22:00:00 +0100", "2026-11-09"),
        ("lundi 9 novembre 2026 à 22 h 30", "2026-11-09"),
        ("November 9, 2026", "2026-11-09"),
        ("2026-11-09 22:00:00", "2026-11-09"),
        ("2026/11/09", "2026-11-09"),
        ("20261109T220000Z", "2026-11-09"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", ""),
        ("0001-01-01T00:00:00", ""),
        ("Wed, 09 Dec 2026 22:00:00 GMT", ""),
        ("2062-11-09", ""),
        ("2026-02-30", ""),
        ("2026", ""),
        ("09 Nov 26", ""),
        ("hier", ""),
        ("", ""),
    ],
)
def test_no_date_is_better_than_a_wrong_one(tmp_path: Path, written: str, date: str) -> None:
    feed = write(tmp_path / "feed.xml", rss(item("a", f"<pubDate>{written}</pubDate>")))
    assert gathered(feed, web_of("a")).article.published == date


def test_the_time_at_which_a_feed_was_built_dates_no_article(tmp_path: Path) -> None:
    built = "Tue, 10 Nov 2026 06:30:17 GMT"
    items = "".join(item(name, f"<pubDate>{built}</pubDate>") for name in "abc")
    told = item("d", "<pubDate>Mon, 09 Nov 2026 22:00:00 GMT</pubDate>")
    feed = write(tmp_path / "feed.xml", rss(items + told))
    dates = [article.published for article in gathered(feed, web_of(*"abcd")).articles]
    assert dates == ["", "", "", "2026-11-09"]


def test_articles_of_one_morning_keep_their_date(tmp_path: Path) -> None:
    items = "".join(item(n, "<pubDate>Tue, 10 Nov 2026 06:30:00 GMT</pubDate>") for n in "abc")
    found = gathered(write(tmp_path / "feed.xml", rss(items)), web_of(*"abc"))
    assert [article.published for article in found.articles] == ["2026-11-10"] * 3


def test_an_update_is_no_publication(tmp_path: Path) -> None:
    atom = ATOM.replace("<published>2026-11-09T22:00:00+01:00</published>", "")
    assert gathered(write(tmp_path / "atom.xml", atom), web_of("a")).article.published == ""


@pytest.mark.parametrize(
    "link",
    [
        "<link>/a</link>",
        f"<link> \n{SITE}/a \n</link>",
        f"<link>{SITE}/a#suite</link>",
        f"<guid>{SITE}/a</guid>",
        f'<guid isPermaLink="false">{SITE}/x</guid><link>{SITE}/a</link>',
        f"<link><![CDATA[{SITE}/a]]></link>",
    ],
)
def test_the_page_is_found_however_its_link_is_written(tmp_path: Path, link: str) -> None:
    feed = write(tmp_path / "feed.xml", rss(f"<item><title>T</title>{link}</item>"))
    assert gathered(feed, web_of("a")).urls == [f"{SITE}/a"]


def test_items_without_a_link_are_counted_and_refused(tmp_path: Path) -> None:
    feed = write(tmp_path / "feed.xml", rss("<item><title>T</title></item>" * 3 + item("a")))
    found = gathered(feed, web_of("a"))
    assert found.urls == [f"{SITE}/a"]
    assert found.refusals == {"feed.xml": "3 items name no page; add their links"}


def test_one_page_that_is_gone_does_not_stop_the_others(tmp_path: Path) -> None:
    feed = write(tmp_path / "feed.xml", rss(item("a") + item("b") + item("c")))
    found = gathered(feed, web_of("a", "c"))
    assert found.urls == [f"{SITE}/a", f"{SITE}/c"]
    assert list(found.refusals) == [f"{SITE}/b"]


def test_a_page_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    web = web_of("a")
    feed = write(tmp_path / "feed.xml", rss(item("a") * 3))
    assert len(gathered(feed, web).articles) == 1
    assert web.asked == [f"{SITE}/a"]


def test_the_full_text_of_a_feed_stands_in_for_pages_that_cannot_be_had(tmp_path: Path) -> None:
    full = f"<content:encoded><![CDATA[<p>{POOL}</p>[gallery ids=1]]]></content:encoded>"
    teaser = "<description>Trop court.</description>"
    feed = write(tmp_path / "feed.xml", rss(item("a", full) + item("b", teaser)))
    found = gathered(feed)
    assert (found.article.url, found.article.title) == (f"{SITE}/a", "Titre a")
    assert [block.text for block in found.article.blocks] == [POOL]
    assert found.refusals == {
        str(feed): (
            f"1 of its pages are not in its folder (the first is {SITE}/b); put them there, or"
            " give a contact address to fetch them"
        )
    }


@pytest.mark.parametrize("kind", ["html", "xhtml", "text"])
def test_the_full_text_of_atom_is_read_in_each_of_its_types(tmp_path: Path, kind: str) -> None:
    written = {
        "html": f"&lt;p&gt;{POOL}&lt;/p&gt;",
        "xhtml": f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{POOL}</p></div>',
        "text": POOL,
    }[kind]
    atom = ATOM.replace("</entry>", f'<content type="{kind}">{written}</content></entry>')
    article = gathered(write(tmp_path / "atom.xml", atom)).article
    assert [block.text for block in article.blocks] == [POOL]


def test_the_feed_of_the_demo_site_is_true_to_its_pages(site: Path) -> None:
    found = gathered(site / "feed.xml")
    pages = {article.title: article for article in gathered(site).articles}
    assert found.refusals == {}
    assert len(found.articles) == 6
    for article in found.articles:
        page = pages[article.title]
        assert (article.published, article.section) == (page.published, page.section)
        assert (article.author, article.blocks) == (page.author, page.blocks)
        assert article.url.endswith(page.url)
