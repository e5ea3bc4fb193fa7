"""An article, or why there is none, as one line of JSON: what crosses a pipe or waits in a file."""

from __future__ import annotations

from typing import Any

import orjson

from faq import errors
from faq.model import Article, Block, Faq


def written(found: Article | errors.SourceError) -> bytes:
    """Write down an article or a refusal, without a line end."""
    if isinstance(found, Article):
        return orjson.dumps(found)
    return orjson.dumps([type(found).__name__, found.location, found.reason])


def found_in(line: bytes) -> Article | errors.SourceError:
    """Read what `written` wrote."""
    told = orjson.loads(line)
    if isinstance(told, dict):
        return _article(told)
    kind, location, reason = told
    error: errors.SourceError = getattr(errors, kind)(location, reason)
    return error


def _article(told: dict[str, Any]) -> Article:
    blocks = tuple(Block(**block) for block in told.pop("blocks"))
    faqs = told.pop("faqs")
    asked = tuple(Faq(**(each | {"variants": tuple(each["variants"])})) for each in faqs)
    return Article(**told, blocks=blocks, faqs=asked)
