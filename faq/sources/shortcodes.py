"""WordPress's [shortcodes] out of a text: those of media with what they hold, others without it."""

from __future__ import annotations

import re

# What these hold is a picture's caption, or an address.
_WITH_CONTENT = (
    "caption|wp_caption|embed|audio|video|playlist|gallery|googlemaps|youtube|instagram|tweet"
)
_ALONE = (
    "gallery|playlist|audio|video|more|nextpage|contact-form|toc|sharing|jetpack-.*|ads?|adsense"
)

_ESCAPED = re.compile(r"\[(\[[a-z][\w-]*[^\[\]]*\])\]")
_ENCLOSED = re.compile(rf"\[({_WITH_CONTENT})\b[^\]]{{0,2000}}\].{{0,20000}}?\[/\1\]", re.DOTALL)
_ATTRIBUTE = r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|“[^”]*”|&quot;.*?&quot;|[^\s\]]+)"
_TAG = re.compile(rf"\[(/?)([a-zA-Z][\w-]*)((?:\s+{_ATTRIBUTE}|\s+[\w#:/.-]+)*)\s*/?\]")
_CLOSING = re.compile(r"\[/([a-zA-Z][\w-]*)\s*\]")
_NAMED_ALONE = re.compile(_ALONE)
_KEPT = "\ue0a2"


def without_shortcodes(text: str) -> str:
    """Return a post's text without shortcodes; brackets that a journalist set, "[sic]", stay."""
    if "[" not in text:
        return text
    text = _ESCAPED.sub(lambda found: found.group(1).replace("[", _KEPT), text)
    text = _ENCLOSED.sub("", text)
    closed = frozenset(_CLOSING.findall(text))

    def kept(found: re.Match[str]) -> str:
        slash, name, rest = found.groups()
        is_code = slash or name in closed or "=" in rest or "_" in name
        return "" if is_code or _NAMED_ALONE.fullmatch(name) else found.group()

    return _TAG.sub(kept, text).replace(_KEPT, "[")
