"""Scripts and style sheets without what only their readers need."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import product
from string import ascii_letters

import rcssmin
import rjsmin

_QUOTED = re.compile(
    r'"(?:[^"\\]|\\.)*"'
    r"|'(?:[^'\\]|\\.)*'"
    r"|`(?:[^`\\]|\\.)*`"
    r"|(?<=[(,=:!&|?;{}\[])/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+/",
    re.DOTALL,
)


def tight(name: str, text: str) -> str:
    """Leave out comments and blank space, by the suffix of a file's name."""
    if name.endswith(".css"):
        return str(rcssmin.cssmin(text))
    return str(rjsmin.jsmin(text)) if name.endswith(".js") else text


def bare(script: str) -> str:
    """Give a tight script without what stands in quotes: text, templates, patterns."""
    return _QUOTED.sub('""', script)


def stands_in(name: str, code: str) -> bool:
    """Tell whether a name stands in a bare script, other than as that of a property."""
    return re.search(_word(name), code) is not None


def shortened(script: str, names: Collection[str]) -> str:
    """Give names that a tight script declares once a shorter form, wherever they stand.

    Only those that stand for nothing else anywhere: one that is also a key, a property, or a word
    within quotes keeps its length.
    """
    code = bare(script)
    often = sorted(names, key=lambda name: (-len(re.findall(_word(name), code)), name))
    for name, short in zip(often, _short_names(), strict=False):
        everywhere = len(re.findall(rf"(?<![\w$]){name}(?![\w$])", script))
        as_name = len(re.findall(_word(name), code))
        may_be_key = re.search(
            rf"[{{,}}\n*]{name}[,}}=(]|\b[gs]et {name}\(|(?<![\w$]){name}:", code
        )
        if everywhere == as_name and not may_be_key and len(name) > len(short):
            script = re.sub(_word(name), short.replace("\\", ""), script)
    return script


def _word(name: str) -> str:
    return rf"(?<![\w$.]){name}(?![\w$])"


def _short_names() -> Iterator[str]:
    for length in (1, 2):
        for letters in product(ascii_letters, repeat=length):
            yield f"${''.join(letters)}"
