"""Which articles are kept, and how their entries are written down."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from faq.compose import entries_of
from faq.sources import read_file

FOLDER = Path(__file__).parent
SITE = FOLDER.parents[1] / "examples" / "news-site"
SOURCES = FOLDER / "sources"
ARTICLES = {
    "abonnement": SITE / "abonnement.html",
    "alibaba-moonshot": SITE / "technologie" / "alibaba-moonshot.html",
    "bus-gratuits-samedi": SITE / "transports" / "bus-gratuits-samedi-bilan.html",
    "corrections": SITE / "corrections.html",
    "sauvetage-voilier": SITE / "faits-divers" / "sauvetage-voilier-passe-du-cormoran.html",
    "mediatheque": SOURCES / "mediatheque.md",
    "marche-de-noel": SOURCES / "marche-de-noel.txt",
}


def kept(name: str) -> Path:
    """Return the golden file of an article."""
    return FOLDER / f"{name}.entries.json"


def written(name: str) -> str:
    """Return the entries of an article as they are written down."""
    path = ARTICLES[name]
    folder = SITE if path.is_relative_to(SITE) else SOURCES
    article = read_file(path, path.relative_to(folder).as_posix())
    entries = [asdict(entry) for entry in entries_of(article)]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"
