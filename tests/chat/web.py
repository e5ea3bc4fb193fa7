"""A web that is a dictionary, whose pages can be changed, lost and forbidden; and its sitemap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from faq.errors import FetchFailedError, NoindexError, RobotsRefusedError, SourceGoneError
from faq.fetch import FIRST_TIME, Fetched, Known

SITE = "https://journal.example"
SITEMAP = f"{SITE}/sitemap.xml"
WORDS = (
    "le la les un une des dans sur pour avec sans sous vers chez port quai digue phare marin"
    " filet marée vague dune plage école mairie marché halle place rue pont canal moulin ferme"
    " champ verger ruche forêt sentier gare train bus tramway vélo piéton trottoir théâtre barque"
    " concert chorale peintre musée tableau livre lecture conte roman journal facteur lettre"
    " timbre boulanger pain"
).split()
FAULTS = {
    404: SourceGoneError,
    500: FetchFailedError,
    "noindex": NoindexError,
    "robots": RobotsRefusedError,
}


@dataclass
class Web:
    """Answers with what `pages` hold by path, or with the fault that stands there instead."""

    pages: dict[str, bytes | int | str] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    has_etags: bool = True

    def __call__(self, url: str, known: Known = FIRST_TIME) -> Fetched:
        path = url.removeprefix(SITE)
        self.asked.append(path)
        held = self.sitemap() if url == SITEMAP else self.pages.get(path, 404)
        if not isinstance(held, bytes):
            raise FAULTS[held](url, f"it answers {held}")
        etag = f'"{hash(held)}"' if self.has_etags and url != SITEMAP else ""
        if etag and known.etag == etag:
            return Fetched(url, b"", "", etag, "", is_unchanged=True)
        kind = "application/xml" if url == SITEMAP else "text/html"
        return Fetched(url, held, kind, etag, "")

    def sitemap(self) -> bytes:
        """Write the sitemap of what is listed."""
        told = "".join(
            f"<url><loc>{SITE}{path}</loc>{_date(self.changed.get(path, ''))}</url>"
            for path in self.pages
        )
        space = "http://www.sitemaps.org/schemas/sitemap/0.9"
        return f'<?xml version="1.0"?><urlset xmlns="{space}">{told}</urlset>'.encode()


def _date(told: str) -> str:
    return f"<lastmod>{told}</lastmod>" if told else ""


def page(title: str, text: str, head: str = "") -> bytes:
    """Write a page as a newspaper would."""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body><main>'
        f"<article><h1>{title}</h1><p>{text}</p></article></main></body></html>"
    ).encode()


def text_of(subject: str) -> str:
    """Write a paragraph long enough to be one, that no other subject's is like."""
    chosen = Random(subject)
    told = (" ".join(chosen.sample(WORDS, 9)) for _ in range(5))
    return f"Voici ce que l’on sait de {subject}. " + " ".join(f"{t.capitalize()}." for t in told)


def pages_of(subjects: Mapping[str, str] | list[str]) -> dict[str, bytes | int | str]:
    """Write one page for each subject."""
    return {f"/{each}.html": page(f"Tout sur {each}", text_of(each)) for each in subjects}
