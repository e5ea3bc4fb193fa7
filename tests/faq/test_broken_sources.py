"""Sources that are broken, cut, mislabelled or made to do harm: each is named and survived."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import faq
from faq.errors import SourceError, XmlBombError
from faq.sources import read
from faq.sources.fragment import blocks_of
from faq.sources.shortcodes import without_shortcodes

from .gathering import SITE, TODAY, gathered, index, item, place, refused_never, rss, urlset, web_of
from .pages import MUSEUM, html, write
from .test_feed_source import ATOM, JSON_FEED, RSS_1
from .test_wordpress_source import export, post

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
FILE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def undeclared(xml: str) -> str:
    """Leave out the declaration."""
    return xml.partition("?>")[2] if xml.startswith("<?xml") else xml


@pytest.mark.parametrize("prolog", [BOMB, FILE], ids=["bomb", "file"])
@pytest.mark.parametrize("name", ["feed", "sitemap", "export"])
def test_entities_are_refused_by_name(tmp_path: Path, prolog: str, name: str) -> None:
    xml = {
        "feed": rss(item("&c;&a;")),
        "sitemap": urlset(place("&c;&a;")),
        "export": export(post(), f"<item><title>&c;&a;</title><link>{SITE}/x</link></item>"),
    }[name]
    found = gathered(write(tmp_path / f"{name}.xml", prolog + undeclared(xml)))
    assert found.articles == []
    assert isinstance(found.errors[0], XmlBombError)
    assert found.errors[0].location == f"{name}.xml"


@pytest.mark.parametrize(
    "begin",
    [
        "<rss><channel>" + "<item>" * 200_000,
        "<urlset>" + "<url>" * 200_000,
        "<rss><channel><item>" + "<a>" * 200_000,
        "<feed><entry><content>" + "<div>" * 200_000,
        "<rss " + " ".join(f"a{n}='1'" for n in range(200_000)),
        "<rss><channel>" + "".join(f"<n{n}/>" for n in range(50_000)),
    ],
    ids=["items", "urls", "elements", "markup", "attributes", "names"],
)
def test_xml_that_would_cost_too_much_is_refused_by_name(tmp_path: Path, begin: str) -> None:
    found = gathered(write(tmp_path / "feed.xml", begin))
    assert found.articles == []
    assert "feed.xml" in found.refusals


WHOLE = {
    "rss": rss(item("a") + item("b") + item("c")),
    "sitemap": urlset(*map(place, "abc")),
    "index": index("a.xml", "b.xml"),
    "atom": ATOM,
    "rss 1.0": RSS_1,
    "export": export(post(), post(link=f"{SITE}/b")),
    "json": JSON_FEED,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_anywhere_is_survived(tmp_path: Path, kind: str) -> None:
    whole = WHOLE[kind].encode()
    for end in range(0, len(whole), max(1, len(whole) // 60)):
        path = write(tmp_path / ("a.json" if kind == "json" else "a.xml"), whole[:end])
        found = gathered(path, web_of("a", "b", "c"))
        assert found.errors
        assert set(found.urls) <= {f"{SITE}/{n}" for n in ("a", "b", "c", "musee/")}


def test_a_feed_that_was_cut_gives_the_pages_that_it_names_whole(tmp_path: Path) -> None:
    whole = rss(item("a") + item("b") + item("cde"))
    found = gathered(
        write(tmp_path / "feed.xml", whole[: whole.index("de</link>")]), web_of("a", "b")
    )
    assert found.urls == [f"{SITE}/a", f"{SITE}/b"]
    assert list(found.refusals) == ["feed.xml"]
    assert "broken XML" in found.reason


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("utf-16", "utf-8"),
        ("us-ascii", "utf-8"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("klingon", "utf-8"),
        ("utf-7", "utf-8"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_the_encoding_is_the_real_one_and_not_the_declared_one(
    tmp_path: Path, declared: str, real: str
) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>'
    title = "L'île à l'œil : 5 €"
    xml = rss(item("a").replace("Titre a", title), declaration=declaration)
    found = gathered(write(tmp_path / "feed.xml", xml.encode(real)), web_of("a"))
    assert found.article.title == title
    assert found.refusals == {}


@pytest.mark.parametrize(
    "damage",
    [
        lambda xml: xml.replace("Titre a", "Titre\0 a"),
        lambda xml: xml.replace("Titre a", "Titre \x0ba\x1f"),
        lambda xml: xml.replace("Titre a", "Titre &#xD83D;&#xDE00; a"),
        lambda xml: xml.replace("Titre a", "Titre & a"),
        lambda xml: xml.replace("Titre a", "Titre&nbsp;a"),
        lambda xml: xml.replace("Titre a", "<b>Titre</i> a"),
        lambda xml: xml.replace("<item>", "<media:thumbnail url='x'/><item>"),
        lambda xml: "\n\n  " + xml,
        lambda xml: "<br />Warning: oops in /a.php<br/>\n" + xml,
        lambda xml: xml + "<!-- cached --><p>",
    ],
    ids="nul control halves ampersand entity crossed prefix blanks warning trailing".split(),
)
def test_a_feed_with_a_usual_fault_still_leads_to_its_pages(
    tmp_path: Path, damage: Callable[[str], str]
) -> None:
    path = write(tmp_path / "feed.xml", damage(rss(item("a") + item("b"))))
    assert gathered(path, web_of("a", "b")).urls == [f"{SITE}/a", f"{SITE}/b"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"PK\x03\x04" + b"\0" * 100, "zip archive"),
        (b"%PDF-1.7\n", "PDF"),
        (b"<?xml version='1.0'?><opml/>", "XML of no known kind"),
        (b"not xml at all", "no XML"),
        (b"", "no XML"),
        (b"\0" * 500, "no XML"),
    ],
)
def test_what_is_no_source_is_refused_by_name(tmp_path: Path, content: bytes, reason: str) -> None:
    found = gathered(write(tmp_path / "a.xml", content))
    assert reason in found.refusals["a.xml"]


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../etc/passwd", b"\0" * 50_000_000)
    found = gathered(write(tmp_path / "site.zip", packed.getvalue()))
    assert found.refusals == {"site.zip": "a zip archive; unpack it and give what is in it"}


def test_a_device_is_not_read() -> None:
    found = gathered("/dev/zero")
    assert "cannot be opened" in found.reason


def test_the_rest_is_built(tmp_path: Path) -> None:
    write(tmp_path / "musee.html", html())
    broken = write(tmp_path / "bomb.xml", BOMB + "<rss/>")
    report = faq.BuildReport()
    found = faq.build([str(broken), str(tmp_path / "musee.html"), "ftp://x.example/a"], report)
    assert [entry.answer for entry in found] == [MUSEUM]
    assert [location for location, _ in report.refusals] == ["bomb.xml", "ftp://x.example/a"]


NAMES = ["a.xml", "a.json", "a.jsonl", "a.csv", "a.txt", "a.md", "a.html", "a", "a.xml.gz"]
STARTS = [
    b"",
    b"<rss><channel><item><link>",
    b"<urlset><url><loc>",
    b"<feed><entry>",
    b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>',
    b'{"version": "https://jsonfeed.org/version/1", "items": [',
    b'{"@type": "FAQPage", "mainEntity": [',
    b"question;answer\n",
    b'{"question": "a", "answer": "b"}\n',
    b"https://journal.example/a\n",
    b"\x1f\x8b\x08",
    b"<!doctype html><title>",
]


@given(st.sampled_from(NAMES), st.sampled_from(STARTS), st.binary(max_size=300))
@example("a.xml", b"", b"<rss>\xff\xfe\x00</rss>")
@example("a.csv", b"", b'question;answer\n"a')
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_articles_or_refusals(
    tmp_path: Path, name: str, start: bytes, rest: bytes
) -> None:
    found = gathered(write(tmp_path / name, start + rest), web_of("a"))
    assert found.articles or found.errors
    assert all(isinstance(error, SourceError) for error in found.errors)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "@type @graph mainEntity name acceptedAnswer text question answer items version url"
                " headline articleBody itemListElement item author datePublished".split()
            ),
            inner | st.sampled_from(["FAQPage", "NewsArticle", "https://jsonfeed.org/version/1"]),
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(json_values, st.sampled_from(["a.json", "a.jsonl"]))
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_json_gives_articles_or_refusals(tmp_path: Path, value: object, name: str) -> None:
    written = json.dumps(value) + "\n" + json.dumps(value)
    found = gathered(write(tmp_path / name, written if name == "a.jsonl" else json.dumps(value)))
    assert found.articles or found.errors


@given(st.text(alphabet="<>/&;[]pdiv=\"'ahé \n!-", max_size=200))
@settings(max_examples=200)
def test_any_text_of_a_post_is_read(text: str) -> None:
    blocks, faqs = blocks_of(without_shortcodes(text), "T", "p")
    assert all(block.text == block.text.strip() for block in blocks)
    assert all(faq.question and faq.answer for faq in faqs)


MEMORY = """
import resource, sys
from datetime import date
from faq.sources import read
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
before = peak()
for path in sys.argv[1:]:
    refused = []
    for _ in read(path, refused.append, today=date(2026, 11, 24)): pass
    assert refused, path
print(peak() - before)
"""


def test_bombs_of_every_kind_leave_memory_alone(tmp_path: Path) -> None:
    bombs = {
        "entities.xml": BOMB + "<rss><channel><item><title>&c;</title></item></channel></rss>",
        "deep.xml": "<rss><channel>" + "<item>" * 500_000,
        "text.xml": "<rss><channel><item><title>" + "a" * 15_000_000,
        "long.xml": "<urlset>" + place("a") * 20_000,
        "objects.json": "[" + "{}," * 3_000_000 + "{}]",
        "deep.json": "[" * 3_000_000,
        "cells.csv": "question;answer\n" + '"' + "a" * 20_000_000,
        "lines.jsonl": '{"question": "' + "a" * 10_000_000,
        "post.xml": export(post("<b>" * 500_000)),
        "page.html": "<html><body>" + "<div>" * 200_000,
    }
    paths = [str(write(tmp_path / name, content)) for name, content in bombs.items()]
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, *paths],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) < 300


def test_reading_stops_where_its_reader_does(tmp_path: Path) -> None:
    web = web_of("a", "b", "c")
    path = write(tmp_path / "s.xml", urlset(*map(place, "abc")))
    assert next(read(str(path), refused_never, web, today=TODAY)).title == "Page a"
    assert web.asked == [f"{SITE}/a"]
