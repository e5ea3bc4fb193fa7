"""Every text file ends with a newline."""

from __future__ import annotations

from . import papers


def lacks_newline(content: bytes) -> bool:
    """Tell a text that has some words and no newline at its end; what is no text lacks nothing."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(text) and "\0" not in text and not text.endswith("\n")


def test_every_text_file_ends_with_a_newline() -> None:
    listed = [path for path in papers.files() if "vendor" not in path.parts]
    assert len(listed) > 100
    assert [papers.name_of(each) for each in listed if lacks_newline(each.read_bytes())] == []


def test_a_missing_newline_would_be_seen() -> None:
    assert lacks_newline("été".encode())
    assert not lacks_newline(b"line\n")
    assert not lacks_newline(b"")
    assert not lacks_newline(b"\x89PNG\r\n\x1a\n\0\0")
