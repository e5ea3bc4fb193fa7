"""Write the golden files anew: `python -m tests.golden.rewrite`; read the diff like code."""

from __future__ import annotations

import sys

from .articles import ARTICLES, kept, written


def main() -> None:
    """Write the entries of every kept article; name the files that changed."""
    for name in ARTICLES:
        path, text = kept(name), written(name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{path.name}\n")


if __name__ == "__main__":
    main()
