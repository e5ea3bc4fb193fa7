"""Small pages and entries that the tests write themselves."""

from __future__ import annotations

import json
from pathlib import Path

import faq
from faq.extract import article_from_html
from faq.model import Article

MUSEUM = (
    "Le musée de la mer ouvre ses portes tous les jours de neuf heures à midi, "
    "sauf le lundi et les jours fériés, et garde ses réserves au sous-sol."
)
POOL = (
    "La piscine du port a retrouvé son eau chaude après onze semaines de travaux, "
    "et les nageurs du matin ont applaudi la directrice devant le petit bassin."
)


def html(body: str = f"<p>{MUSEUM}</p>", head: str = "", attributes: str = 'lang="fr"') -> bytes:
    """Write a web page with a heading and a body."""
    return (
        f'<!DOCTYPE html><html {attributes}><head><meta charset="utf-8">{head}</head>'
        f"<body><main><article><h1>Le musée de la mer</h1>{body}</article></main></body></html>"
    ).encode()


def article(
    body: str = f"<p>{MUSEUM}</p>", head: str = "", attributes: str = 'lang="fr"'
) -> Article:
    """Read such a page as an article."""
    return article_from_html(html(body, head, attributes), "musee.html")


def json_ld(data: object) -> str:
    """Write a JSON-LD element that holds the data, or a text as it is."""
    written = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f'<script type="application/ld+json">{written}</script>'


def faq_page(question: str, answer: str) -> dict[str, object]:
    """Describe one question and its answer as schema.org does."""
    asked = {"name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
    return {"@type": "FAQPage", "mainEntity": [{"@type": "Question", **asked}]}


def write(path: Path, content: str | bytes) -> Path:
    """Write a file, its folders made on the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def entry(question: str, answer: str, *, title: str = "", url: str = "") -> faq.Entry:
    """Make an entry; its id is its question, which is enough for a test."""
    return faq.Entry(id=question, question=question, answer=answer, title=title, url=url)
