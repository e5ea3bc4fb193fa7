"""What a page may cost: its size, its tags and their attributes, told before it is parsed.

No page that people read comes near a bound. Beyond them parsers take minutes: libxml2 compares
each attribute of a tag with all others, trafilatura walks its tree many times over.
"""

from __future__ import annotations

import re

PAGE_BYTES_MAX = 5_000_000
TAGS_MAX = 100_000
ATTRIBUTES_MAX = 2_000
TEXT_CHARACTERS_MAX = 500_000

_LONG_TAG_BYTES = 2 * ATTRIBUTES_MAX
_LONG_TAG = re.compile(rb"<[A-Za-z][^<>]{%d,}" % _LONG_TAG_BYTES)
_QUOTED = re.compile(rb"=\s*(?:\"[^\"]*\"|'[^']*')")


def costs_too_much(content: bytes) -> str:
    """Return why a page is not parsed; "" where it may be."""
    if len(content) > PAGE_BYTES_MAX:
        return f"larger than {PAGE_BYTES_MAX // 1_000_000} MB; import it in parts"
    if content.count(b"<") > TAGS_MAX:
        return f"more than {TAGS_MAX:,} tags; is it one article?"
    if any(_attributes(tag.group()) > ATTRIBUTES_MAX for tag in _LONG_TAG.finditer(content)):
        return f"a tag with more than {ATTRIBUTES_MAX:,} attributes; mend the page"
    return ""


def _attributes(tag: bytes) -> int:
    """Count the attributes of a tag, what stands in quotes left out."""
    return len(_QUOTED.sub(b" ", tag).split())
