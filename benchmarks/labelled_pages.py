"""Pages with the text that is to be found on them: made-up ones, and those of a folder.

The made-up pages carry the articles of the demo site in the layouts of several kinds of news site,
with some 60 kB of menus, teasers, prompts, comments and scripts around them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpora import NEWS_SITE
from faq.errors import SourceError
from faq.extract import article_from_html
from faq.model import Article

TEASERS = 40
SCRIPT_BYTES = 30_000


class LabelledPage(NamedTuple):
    """A page, its name, and the text of its article."""

    name: str
    content: bytes
    text: str


def made_up(count: int, seed: int = 1) -> Iterator[LabelledPage]:
    """Yield pages, each layout as often as the others."""
    chance = random.Random(seed)
    articles = list(_articles())
    for number in range(count):
        article = articles[number % len(articles)]
        layout = _LAYOUTS[number // len(articles) % len(_LAYOUTS)]
        others = [chance.choice(articles) for _ in range(TEASERS)]
        page = _page(article, layout, others, chance)
        text = "\n".join(block.text for block in article.blocks)
        yield LabelledPage(f"{number}.html", page.encode(), text)


def in_folder(folder: Path) -> Iterator[LabelledPage]:
    """Yield pages of `html/` with the texts that `ground-truth.json` gives, packed or not."""
    told = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name, article in told.items():
        for path in (folder / "html" / f"{name}.html.gz", folder / "html" / f"{name}.html"):
            if path.is_file():
                packed = path.read_bytes()
                page = gzip.decompress(packed) if path.suffix == ".gz" else packed
                yield LabelledPage(name, page, article["articleBody"])
                break


def _articles() -> Iterator[Article]:
    for path in sorted(NEWS_SITE.rglob("*.html")):
        try:
            article = article_from_html(path.read_bytes(), path.name)
        except SourceError:
            continue
        if len(article.blocks) >= 4:
            yield article


def _body(article: Article) -> str:
    tags = {"heading": "h2", "paragraph": "p"}
    return "\n".join(f"<{tags[b.kind]}>{escape(b.text)}</{tags[b.kind]}>" for b in article.blocks)


_LAYOUTS = (
    '<main><article><h1>{title}</h1><p class="byline">Par la rédaction</p>{body}</article></main>'
    "{aside}",
    '<div class="page"><div class="content"><h1>{title}</h1><div class="article-body">{body}</div>'
    "</div>{aside}</div>",
    '<div id="primary"><article class="post"><header><h1 class="entry-title">{title}</h1></header>'
    '<div class="entry-content">{body}</div></article>{aside}{comments}</div>',
    '<div><div><h1>{title}</h1><ul class="share"><li>Facebook</li><li>Partager</li></ul>{body}'
    "<p>À lire aussi : {other}</p><p>Abonnez-vous à notre newsletter</p></div>"
    "{aside}{comments}</div>",
    "<section>{aside}<article><h1>{title}</h1>{body}<p>Publié le 12 mars 2026 à 10h12</p>"
    "</article></section>",
)


def _page(article: Article, layout: str, others: list[Article], chance: random.Random) -> str:
    teasers = "".join(
        f'<div class="teaser"><a href="/{n}"><h3>{escape(o.title)}</h3></a>'
        f"<p>{escape(o.blocks[0].text[:160])}…</p></div>"
        for n, o in enumerate(others)
    )
    menu = "".join(f'<li><a href="/r/{n}">Rubrique {n}</a></li>' for n in range(60))
    comments = "".join(f'<li class="comment"><p>{escape(o.title)} ?</p></li>' for o in others)
    script = "".join(chance.choices("abcdef0123456789{};=<>", k=SCRIPT_BYTES))
    middle = layout.format(
        title=escape(article.title),
        body=_body(article),
        aside=f'<aside class="sidebar">{teasers}</aside>',
        comments=f'<section id="comments"><ol>{comments}</ol></section>',
        other=escape(others[0].title),
    )
    head = f"<title>{escape(article.title)}</title><script>var data = '{script}';</script>"
    rights = "<p>© 2026 Le Fanal</p><p>Nous utilisons des cookies pour mesurer notre audience.</p>"
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body>'
        f"<nav><ul>{menu}</ul></nav>{middle}<footer>{rights}<ul>{menu}</ul></footer></body></html>"
    )
