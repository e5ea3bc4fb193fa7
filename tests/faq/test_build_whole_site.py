"""What only all pages of a site can tell: lines that are chrome, articles that say the same."""

from __future__ import annotations

from pathlib import Path

import faq

from .pages import POOL, html

CHROME = "Le Fanal est imprimé sur du papier recyclé à Port-Lanvaux depuis toujours."
STORY = " ".join(
    f"Le conseil a voté le point {n} de l’ordre du jour, qui porte sur le quai numéro {n * 7}."
    for n in range(12)
)


def write(folder: Path, name: str, *paragraphs: str, date: str = "2026-03-01") -> None:
    head = f'<meta property="article:published_time" content="{date}">'
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    (folder / name).write_bytes(
        html(body, head).replace(b"Le mus\xc3\xa9e de la mer", name.encode())
    )


def test_a_line_of_every_page_goes(tmp_path: Path) -> None:
    for n in range(8):
        own = f"La salle {n} est ouverte le matin et montre {n} bateaux anciens du port."
        write(tmp_path, f"page-{n}.html", own, CHROME)
    entries = list(faq.build([str(tmp_path)]))
    assert len(entries) == 8
    assert not any(CHROME in entry.answer for entry in entries)


def test_of_near_duplicates_the_newest_speaks_and_the_report_names_the_other(
    tmp_path: Path,
) -> None:
    write(tmp_path, "ancien.html", STORY, date="2026-03-01")
    write(tmp_path, "nouveau.html", f"{STORY} Le maire a remercié la salle.", date="2026-03-02")
    write(tmp_path, "autre.html", POOL)
    report = faq.BuildReport()
    entries = list(faq.build([str(tmp_path)], report))
    assert {entry.url for entry in entries} == {"nouveau.html", "autre.html"}
    assert report.silent == [("ancien.html", "nouveau.html")]
    assert "left out ancien.html: nouveau.html says the same" in str(report)
