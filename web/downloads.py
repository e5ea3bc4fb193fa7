"""Tables that a browser keeps as files."""

from __future__ import annotations

from flask import Response


def as_table(text: str, name: str) -> Response:
    """Give a table to be kept under a name, without its ending, of letters, digits and dashes."""
    response = Response(text, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
