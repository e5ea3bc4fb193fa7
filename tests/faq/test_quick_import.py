"""Who only asks does not pay for what reads pages: heavy libraries are imported where they work."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.server_process import ROOT

READS_PAGES = ("trafilatura", "htmldate", "markdown_it")


def imported_with(statement: str) -> set[str]:
    """List the modules that a fresh process holds after a statement."""
    told = f"{statement}\nimport sys\nprint(*sys.modules)"
    program = [sys.executable, "-c", told]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("statement", ["import faq", "import faq.cli", "import web"])
def test_neither_a_question_nor_a_server_waits_for_what_reads_pages(statement: str) -> None:
    assert not imported_with(statement).intersection(READS_PAGES)


def test_what_reads_pages_would_be_seen() -> None:
    assert "trafilatura" in imported_with("import faq.extract")
