"""Texts go out compressed to whoever says that he can read it: a newspaper may run the server bare.

Only what is the same for every reader, or holds nothing secret, passes through here. The WebSocket
and the API are not compressed.
"""

from __future__ import annotations

from functools import lru_cache

from flask import Response, request
from zopfli import gzip

KEPT_MAX = 256


@lru_cache(KEPT_MAX)
def gzipped(content: bytes) -> bytes:
    """Compress a text as tightly as gzip can be; the same bytes for the same text."""
    packed: bytes = gzip.compress(content)
    return packed


def compress(response: Response) -> Response:
    """Compress the body of a response, if the request allows it; its ETag then is another one."""
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") and response.status_code == 200:
        etag, _ = response.get_etag()
        response.set_data(gzipped(response.get_data()))
        response.content_encoding = "gzip"
        if etag:
            response.set_etag(f"{etag}-gzip")
    return response
