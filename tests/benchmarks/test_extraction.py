"""What the benchmark of extraction counts, on pages whose figures are known."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks import extraction, labelled_pages
from benchmarks.labelled_pages import LabelledPage

TEXT = "Le musée de la mer ouvre ses portes tous les jours de neuf heures à midi, sauf le lundi."
HEAD = '<html lang="fr"><head><meta charset="utf-8"></head><body>'


def page(name: str, *paragraphs: str, text: str = TEXT) -> LabelledPage:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return LabelledPage(name, f"{HEAD}<article>{told}</article></body></html>".encode(), text)


def test_what_is_found_whole_counts_one() -> None:
    found = extraction.found_on([page("a", TEXT)])
    assert (found.precision, found.recall, found.f1, found.refused) == (1.0, 1.0, 1.0, 0)


def test_what_is_missed_and_what_is_too_much_costs_recall_and_precision() -> None:
    half = extraction.found_on([page("a", TEXT, text=f"{TEXT} {TEXT}")])
    assert (half.precision, half.recall < 0.6) == (1.0, True)
    more = extraction.found_on([page("a", TEXT, "Un autre texte, dont personne ne veut ici.")])
    assert (more.recall, more.precision < 0.8) == (1.0, True)


def test_a_refused_page_counts_as_missed() -> None:
    found = extraction.found_on([page("a", TEXT), page("b")])
    assert (found.refused, found.pages, found.precision) == (1, 2, 1.0)
    assert found.recall == pytest.approx(0.5)


def test_a_folder_is_read_as_the_public_benchmark_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    told = {name: {"articleBody": TEXT} for name in ("packed", "plain", "absent")}
    (tmp_path / "ground-truth.json").write_text(json.dumps(told), encoding="utf-8")
    content = page("", TEXT).content
    (tmp_path / "html" / "packed.html.gz").write_bytes(gzip.compress(content))
    (tmp_path / "html" / "plain.html").write_bytes(content)
    pages = list(labelled_pages.in_folder(tmp_path))
    assert pages == [LabelledPage(name, content, TEXT) for name in ("packed", "plain")]


def test_made_up_pages_are_large_and_hold_their_text() -> None:
    pages = list(labelled_pages.made_up(3))
    assert all(len(page.content) > 40_000 for page in pages)
    assert len({page.text for page in pages}) == 3
    assert extraction.found_on(pages).f1 > 0.9
