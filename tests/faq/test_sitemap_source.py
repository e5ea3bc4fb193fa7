"""Sitemaps, their indexes, Google News sitemaps and lists of addresses."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from faq.errors import FetchFailedError, SourceUnreadableError
from faq.fetch import Known
from faq.sources import Place, read
from faq.sources.visit import DEPTH_MAX

from .gathering import SITE, TODAY, Web, gathered, index, page, place, refused_never, urlset, web_of
from .pages import write

NEWS = """<{p}:news><{p}:publication><{p}:name>J</{p}:name><{p}:language>fr</{p}:language>
</{p}:publication><{p}:publication_date>2026-11-09T22:00:00+01:00</{p}:publication_date>
<{p}:title>Le port &amp; la mer</{p}:title></{p}:news>"""


def space(prefix: str) -> str:
    return f'xmlns:{prefix}="http://www.google.com/schemas/sitemap-news/0.9"'


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap.xml.gz", "plan"])
def test_a_sitemap_leads_to_its_pages(tmp_path: Path, name: str, packed: bool) -> None:
    written = urlset(place("a"), place("b")).encode()
    path = write(tmp_path / name, gzip.compress(written) if packed else written)
    found = gathered(path, web_of("a", "b"))
    assert [article.title for article in found.articles] == ["Page a", "Page b"]
    assert found.refusals == {}


@pytest.mark.parametrize(
    "schema",
    [
        "",
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"',
        'xmlns="http://www.google.com/schemas/sitemap/0.84"',
        'xmlns="https://wrong.example/"',
    ],
)
def test_a_sitemap_of_any_schema_is_read(tmp_path: Path, schema: str) -> None:
    path = write(tmp_path / "s.xml", f"<urlset {schema}>{place('a')}</urlset>")
    assert gathered(path, web_of("a")).urls == [f"{SITE}/a"]


@pytest.mark.parametrize("prefix", ["news", "n", "actu"])
def test_a_news_sitemap_is_known_by_its_namespace(tmp_path: Path, prefix: str) -> None:
    written = urlset(place("a", NEWS.format(p=prefix)), spaces=space(prefix))
    article = gathered(write(tmp_path / "news.xml", written), web_of("a")).article
    assert (article.title, article.published) == ("Le port & la mer", "2026-11-09")


def test_a_prefix_that_was_never_declared_is_still_understood(tmp_path: Path) -> None:
    path = write(tmp_path / "news.xml", urlset(place("a", NEWS.format(p="news"))))
    found = gathered(path, web_of("a"))
    assert (found.article.title, found.article.published) == ("Le port & la mer", "2026-11-09")


def test_pictures_are_no_pages(tmp_path: Path) -> None:
    image = "<image:image><image:loc>https://x.example/p.png</image:loc></image:image>"
    spaces = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
    web = web_of("a")
    gathered(write(tmp_path / "s.xml", urlset(place("a", image), spaces=spaces)), web)
    assert web.asked == [f"{SITE}/a"]


def test_when_a_page_changed_is_not_when_it_was_published(tmp_path: Path) -> None:
    written = urlset(place("a", "<lastmod>2026-11-09</lastmod>"))
    assert gathered(write(tmp_path / "s.xml", written), web_of("a")).article.published == ""


def test_what_a_sitemap_says_tells_which_pages_need_not_be_read(tmp_path: Path) -> None:
    web, seen = web_of("a", "b"), list[Place]()
    changed = "<lastmod>2026-11-09T10:00:00Z</lastmod>"
    path = write(tmp_path / "s.xml", urlset(place("a", changed), place("b")))

    def skip(told: Place) -> bool:
        seen.append(told)
        return bool(told.modified)

    articles = list(read(str(path), refused_never, web, today=TODAY, skip=skip))
    assert [article.title for article in articles] == ["Page b"]
    assert [told.modified for told in seen] == ["2026-11-09T10:00:00Z", ""]
    assert web.asked == [f"{SITE}/b"]


def test_a_page_that_is_unchanged_gives_nothing_and_is_not_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "s.xml", urlset(place("a"), place("b")))
    known = {f"{SITE}/a": Known(etag=f'"{SITE}/a"')}
    found = list(
        read(
            str(path),
            refused_never,
            web_of("a", "b"),
            today=TODAY,
            known=lambda url: known.get(url, Known()),
        )
    )
    assert [article.title for article in found] == ["Page b"]


def test_the_time_at_which_a_sitemap_was_built_says_nothing_of_its_pages(tmp_path: Path) -> None:
    stamp = "<lastmod>2026-11-09T10:00:07Z</lastmod>"
    path = write(tmp_path / "s.xml", urlset(*(place(name, stamp) for name in "abc")))
    seen: list[str] = []

    def note(told: Place) -> bool:
        seen.append(told.modified)
        return True

    list(
        read(
            str(path),
            refused_never,
            web_of(*"abc"),
            today=TODAY,
            skip=note,
        )
    )
    assert seen == ["", "", ""]


def web_of_maps(**maps: str) -> Web:
    pages = {f"{SITE}/{name}": written.encode() for name, written in maps.items()}
    return Web(pages | {f"{SITE}/{name}": page(f"Page {name}") for name in "abc"})


def test_an_index_leads_to_the_pages_of_its_sitemaps() -> None:
    web = web_of_maps(index=index("one", "two"), one=urlset(place("a")), two=urlset(place("b")))
    found = gathered(f"{SITE}/index", web)
    assert [article.title for article in found.articles] == ["Page a", "Page b"]
    assert found.refusals == {}


def test_sitemaps_that_list_each_other_are_named_and_their_pages_are_read() -> None:
    web = web_of_maps(one=index("two", "three"), two=index("one"), three=urlset(place("a")))
    found = gathered(f"{SITE}/one", web)
    assert found.urls == [f"{SITE}/a"]
    way = f"{SITE}/one > {SITE}/two > {SITE}/one"
    assert found.refusals == {f"{SITE}/one": f"it lists itself ({way}); take it out of the list"}
    assert web.asked.count(f"{SITE}/one") == 1


def test_a_sitemap_on_disk_that_lists_itself_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.html", page())
    path = write(tmp_path / "index.xml", index("index.xml", "two.xml"))
    write(tmp_path / "two.xml", urlset(place("a.html")))
    found = gathered(path)
    assert found.urls == [f"{SITE}/a.html"]
    assert list(found.refusals) == [f"{SITE}/index.xml"]


def test_sitemaps_in_sitemaps_without_end_are_refused() -> None:
    maps = {f"m{n}": index(f"m{n + 1}") for n in range(20)}
    web = web_of_maps(**maps)
    found = gathered(f"{SITE}/m0", web)
    assert found.articles == []
    assert f"more than {DEPTH_MAX} lists" in found.reason
    assert len(web.asked) < 10


def test_a_sitemap_of_too_many_pages_is_read_up_to_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("faq.sources.visit.PLACES_MAX", 2)
    found = gathered(write(tmp_path / "s.xml", urlset(*map(place, "abc"))), web_of(*"abc"))
    assert found.urls == [f"{SITE}/a", f"{SITE}/b"]
    assert found.reason == "more than 2 pages; give it in parts"


def test_an_empty_sitemap_is_refused(tmp_path: Path) -> None:
    assert "it holds no page" in gathered(write(tmp_path / "s.xml", urlset())).reason


def test_a_bomb_of_gzip_is_refused_by_name(tmp_path: Path) -> None:
    bomb = gzip.compress(urlset(place("a")).encode() + b" " * 60_000_000)
    found = gathered(write(tmp_path / "s.xml.gz", bomb), web_of("a"))
    assert "larger than" in found.refusals["s.xml.gz"]


def test_a_gzip_that_was_cut_is_refused_by_name(tmp_path: Path) -> None:
    found = gathered(write(tmp_path / "s.xml.gz", gzip.compress(urlset(place("a")).encode())[:-12]))
    assert isinstance(found.errors[0], FetchFailedError)


def test_a_list_of_addresses_leads_to_their_pages(tmp_path: Path) -> None:
    written = f"\ufeff# nos pages\r\n{SITE}/a\r\n\r\n  {SITE}/b  \r\n"
    for name in ("pages.txt", "pages", "pages.csv"):
        found = gathered(write(tmp_path / name, written), web_of("a", "b"))
        if name.endswith(".csv"):
            assert isinstance(found.errors[0], SourceUnreadableError)
        else:
            assert found.urls == [f"{SITE}/a", f"{SITE}/b"]


def test_a_list_may_lead_to_sitemaps_and_feeds() -> None:
    web = web_of_maps(list=f"{SITE}/map\n{SITE}/b", map=urlset(place("a")))
    assert gathered(f"{SITE}/list", web).urls == [f"{SITE}/a", f"{SITE}/b"]


def test_a_text_that_begins_with_an_address_is_an_article(tmp_path: Path) -> None:
    text = f"{SITE}/a\n\nVoici ce que dit la page, et ce n’est pas une liste d’adresses.\n"
    assert "pas une liste" in gathered(write(tmp_path / "a.txt", text)).article.blocks[-1].text


def test_the_sitemap_of_the_demo_site_names_each_of_its_pages(site: Path) -> None:
    found = gathered(site / "sitemap.xml")
    named = {url.removeprefix("https://lefanal.example/") for url in found.urls}
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert named == pages - {"index.html"}
    assert list(found.refusals) == ["https://lefanal.example/"]
