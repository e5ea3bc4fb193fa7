"""Bytes of a page are read as what they are, whatever they say."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.decoding import decoded, is_binary

TEXT = "<p>L’été à Port-Lanvaux : « ça coûte 8,90\u00a0€ », dit l’élue.</p>"
LATIN = TEXT.replace("’", "'").replace("€", "F")


def declaring(charset: str, text: str = TEXT) -> str:
    return f'<html><head><meta charset="{charset}"></head><body>{text}</body></html>'


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1251", "shift_jis", "klingon"])
def test_what_reads_as_utf_8_is_utf_8_whatever_it_declares(charset: str) -> None:
    page = declaring(charset)
    assert decoded(page.encode()) == page


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("klingon", "cp1252"),
        ("utf-7", "cp1252"),
        ("zlib", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
    ],
)
def test_what_is_not_utf_8_is_what_it_declares_or_windows_1252(charset: str, encoding: str) -> None:
    page = declaring(charset, TEXT if encoding == "cp1252" else LATIN)
    assert decoded(page.encode(encoding)) == page


def test_other_alphabets_are_read_as_declared() -> None:
    russian = declaring("windows-1251", "<p>Порт снова открыт.</p>")
    japanese = declaring("Shift_JIS", "<p>港が再開した。</p>")
    assert decoded(russian.encode("cp1251")) == russian
    assert decoded(japanese.encode("shift_jis")) == japanese


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-15"])
def test_a_page_of_two_encodings_is_read_as_both(charset: str) -> None:
    page = declaring(charset)
    mixed = page.encode() + "<p>déjà vu</p>".encode("cp1252")
    assert decoded(mixed) == page + "<p>déjà vu</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding: str) -> None:
    mark = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE}
    page = declaring("iso-8859-1")
    content = mark.get(encoding, codecs.BOM_UTF16_BE) + page.encode(encoding)
    assert decoded(content) == page
    assert not is_binary(content)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    page = declaring("utf-16")
    assert decoded(page.encode(encoding)) == page
    assert not is_binary(page.encode(encoding))


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"\xff\xd8\xff\xe0",
        b"\x1f\x8b\x08",
        b"GIF89a",
    ],
)
def test_a_file_that_is_no_page_is_known_by_its_head(head: bytes) -> None:
    assert is_binary(head + b"<html><p>text</p></html>")


def test_noise_is_binary_and_a_page_with_stray_control_characters_is_not() -> None:
    assert is_binary(bytes(range(256)) * 8)
    assert not is_binary(declaring("utf-8").replace("été", "été\0\x01").encode())
    assert not is_binary(b"")


@given(st.one_of(st.binary(), st.binary().map(lambda tail: TEXT.encode() + tail)))
def test_any_bytes_become_text_without_surrogates(content: bytes) -> None:
    decoded(content).encode()
