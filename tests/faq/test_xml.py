"""XML from anybody is read piece by piece, and what is made to do harm is refused by name."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.ampersands import numbered
from faq.errors import XmlBombError, XmlUnusableError
from faq.xml import elements, root_tag

from .unruly_server import memory_watched

NAME = "https://news.example/feed"
GROWTH_MB_MAX = 30.0
LAUGHS = b"".join(b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9))


def texts(source: bytes, *wanted: str, is_forgiving: bool = False) -> list[str]:
    """List the texts of the wanted elements."""
    found = elements(source, wanted or ("item",), NAME, is_forgiving=is_forgiving)
    return ["".join(map(str, each.itertext())) for each in found]


def test_wanted_elements_come_one_after_the_other_whatever_their_namespace() -> None:
    source = b"""<?xml version="1.0"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="urn:news">
        <url><loc>a</loc></url> <n:url><loc>b</loc></n:url> <other>x</other><url><loc>c</loc></url>
        </urlset>"""
    assert texts(source, "url") == ["a", "b", "c"]
    tags = [each.tag for each in elements(source, ("url",), NAME)]
    assert tags[1] == "{urn:news}url"


def test_an_element_within_a_wanted_one_belongs_to_it() -> None:
    source = b"<rss><title>t</title><item><title>a</title><item>b</item></item></rss>"
    assert texts(source, "item", "title") == ["t", "ab"]


def test_comments_and_instructions_do_not_cut_a_text() -> None:
    assert texts(b"<rss><item>a<!-- x -->b<?php x?>c</item></rss>") == ["abc"]


def test_a_file_is_read_as_it_is_asked_for() -> None:
    stream = io.BytesIO(b"<rss>" + b"<item>a</item>" * 30_000 + b"</rss>")
    found = elements(stream, ("item",), NAME)
    assert next(found).text == "a"
    assert stream.tell() < 200_000
    assert sum(1 for _ in found) == 29_999


class Export:
    """An export of 60 MB that is nowhere."""

    def __init__(self) -> None:
        self.pieces = 0

    def read(self, _size: int, /) -> bytes:
        self.pieces += 1
        item = b"<item><title>Le port</title><p>Le port rouvre.</p></item>\n" * 20
        return b"<rss>" if self.pieces == 1 else item if self.pieces < 50_000 else b""


def test_a_long_file_takes_no_more_memory_than_a_short_one() -> None:
    found = elements(Export(), ("item",), NAME, bytes_max=100_000_000, is_forgiving=True)
    with memory_watched() as growth_mb:
        assert sum(1 for _ in zip(found, range(50_000), strict=False)) == 50_000
        assert growth_mb() < GROWTH_MB_MAX


def test_a_feed_with_an_outer_dtd_is_read_without_it() -> None:
    outer = b'<!DOCTYPE rss PUBLIC "-//N" "http://127.0.0.1:1/rss.dtd"><rss><item>a</item></rss>'
    assert texts(outer) == ["a"]
    assert texts(outer, is_forgiving=True) == ["a"]


BOMBS: dict[str, Callable[[], bytes]] = {
    "a billion laughs": lambda: b'<!DOCTYPE l [<!ENTITY a "ha">' + LAUGHS + b"]><l>&j;</l>",
    "laughs in an attribute": lambda: b'<!DOCTYPE l [<!ENTITY a "ha">' + LAUGHS + b']><l x="&j;"/>',
    "a long entity many times": lambda: (
        b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 60_000 + b'">]><l>' + b"&a;" * 50_000 + b"</l>"
    ),
    "one harmless entity": lambda: b'<!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>',
    "a parameter entity": lambda: b'<!DOCTYPE l [<!ENTITY % a "b">]><l/>',
    "a file as an entity": lambda: (
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l><item>&a;</item></l>'
    ),
    "a page as an entity": lambda: (
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "http://127.0.0.1:1/">]><l><item>&a;</item></l>'
    ),
    "a long dtd": lambda: (
        b"<!DOCTYPE l [" + b"".join(b'<!ENTITY e%d "x">' % at for at in range(300_000)) + b"]><l/>"
    ),
    "a long beginning": lambda: b"<!--" + b"x" * 5_000_000 + b"--><l/>",
    "elements in elements": lambda: b"<a>" * 200_000,
    "elements in an item": lambda: b"<item>" + b"<a>" * 150,
    "many attributes": lambda: (
        b"<r><a " + b" ".join(b'a%d="1"' % at for at in range(200_000)) + b"/></r>"
    ),
    "many namespaces": lambda: (
        b"<r><a " + b" ".join(b'xmlns:a%d="u"' % at for at in range(200_000)) + b"/></r>"
    ),
    "many names": lambda: b"<r>" + b"".join(b"<a%d/>" % at for at in range(300_000)) + b"</r>",
    "many attribute names": lambda: (
        b"<r>" + b"".join(b'<a a%d=""/>' % at for at in range(300_000)) + b"</r>"
    ),
    "many elements in one": lambda: b"<r><item>" + b"<a/>" * 1_000_000 + b"</item></r>",
    "many bytes": lambda: b"<r>" + b"<item/>" * 1_500_000,
    "a long text": lambda: b"<r><item>" + b"x" * 10_100_000,
}


@pytest.mark.parametrize("is_forgiving", [False, True])
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_by_name_and_takes_no_memory(name: str, is_forgiving: bool) -> None:
    bomb = BOMBS[name]()
    with memory_watched() as growth_mb:
        with pytest.raises(XmlBombError, match=NAME):
            for _ in elements(bomb, ("item",), NAME, is_forgiving=is_forgiving):
                pass
        assert growth_mb() < GROWTH_MB_MAX


def test_entities_are_refused_in_every_encoding() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>'
    with pytest.raises(XmlBombError):
        texts(text.encode("utf-16"))


@pytest.mark.parametrize("name", ["&x;", "&x ", "&", "&lt;", "&#0;", "&#xd800;"])
def test_ampersands_without_end_take_no_memory(name: str) -> None:
    source = b"<r>" + name.encode() * (1_000_000 // len(name)) + b"</r>"
    with memory_watched() as growth_mb:
        assert texts(source, is_forgiving=True) == []
        assert growth_mb() < GROWTH_MB_MAX


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"   \n",
        b"nonsense",
        b'{"version": "https://jsonfeed.org/version/1"}',
        b"\0" * 100,
        b"\x1f\x8b\x08\0",
        b"<",
        b"<!-- only -->",
        b'<?xml version="1.0" encoding="bogus"?><rss/>',
    ],
)
def test_what_is_no_xml_is_refused(source: bytes) -> None:
    with pytest.raises(XmlUnusableError, match=NAME):
        texts(source)
    if b"bogus" not in source:
        with pytest.raises(XmlUnusableError, match=NAME):
            texts(source, is_forgiving=True)
        with pytest.raises(XmlUnusableError, match=NAME):
            root_tag(source, NAME)


@pytest.mark.parametrize(
    "source",
    [
        b"<rss><item>a</item><item>b",
        b"<rss><item>a</item></feed>",
        b"<rss><item>a & b</item></rss>",
        b"<rss><item>caf&eacute;</item></rss>",
        b"<rss><item>\0</item></rss>",
        b"<rss><item>\x08</item></rss>",
        b"<rss><item>caf\xe9</item></rss>",
        b"<rss><item a=1/></rss>",
        b"<rss/><rss/>",
    ],
)
def test_broken_xml_is_refused_unless_it_is_forgiven(source: bytes) -> None:
    with pytest.raises(XmlUnusableError, match="mend it"):
        texts(source)
    assert len(texts(source, is_forgiving=True)) == source.count(b"<item")


def test_forgiving_loses_no_letter() -> None:
    source = b"<rss><item>caf&eacute; &amp; th&#233; & &lt;b> &foo; a&b=2; &amp;c</item></rss>"
    assert texts(source, is_forgiving=True) == ["café & thé & <b> &foo; a&b=2; &c"]


def test_forgiving_leaves_cdata_as_it_is() -> None:
    html = "<p>caf&eacute; &amp; th&#233; & ]] ]></p>"
    source = f"<rss><item>&eacute;<![CDATA[{html}]]>&eacute; & </item></rss>".encode()
    assert texts(source, is_forgiving=True) == [f"é{html}é & "]


@given(
    st.lists(st.sampled_from(["&eacute;", "&", "]]>", "<![CDATA[", "<", "]", "&amp;", "ab", ";"]))
)
def test_where_a_text_is_cut_makes_no_difference(parts: list[str]) -> None:
    text = "".join(parts).encode()
    whole = b"".join(numbered(iter([text])))
    assert b"".join(numbered(bytes([each]) for each in text)) == whole
    assert b"".join(numbered(iter(part.encode() for part in parts))) == whole


@pytest.mark.parametrize("blank", [b"\n\n", b"  ", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n"])
def test_blank_lines_before_the_declaration_do_no_harm(blank: bytes) -> None:
    source = blank + b'<?xml version="1.0" encoding="utf-8"?><rss><item>a</item></rss>'
    assert texts(source) == ["a"]


def test_the_outermost_element_tells_what_a_file_is() -> None:
    atom = b'<?xml version="1.0"?><!-- x --><feed xmlns="http://www.w3.org/2005/Atom"><entry/>'
    assert root_tag(atom, NAME) == "{http://www.w3.org/2005/Atom}feed"
    assert root_tag(b"<rss version='2.0'><cut", NAME) == "rss"
    assert root_tag(b"<!DOCTYPE html><html><body>", NAME) == "html"


@given(st.binary(max_size=200).map(lambda noise: b"<rss><item>" + noise + b"</item></rss>"))
def test_noise_is_read_or_refused_and_nothing_else(source: bytes) -> None:
    for is_forgiving in (False, True):
        with suppress(XmlUnusableError):
            assert len(texts(source, is_forgiving=is_forgiving)) <= 1 + source.count(b"<item")
