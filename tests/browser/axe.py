"""axe-core: the rules of WCAG 2.2 A and AA, and axe's own good practice, over a page or a frame."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Frame

from tests.server_process import ROOT

SCRIPT = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([scope, tags]) => axe.run(scope, { runOnly: tags, iframes: false })
  .then(({ violations, passes }) => ({
    passed: passes.length,
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\\n${failureSummary}`)),
  }))"""


@cache
def source() -> str:
    """Read axe-core; raise FileNotFoundError unless `npm ci` has been run."""
    if not SCRIPT.is_file():
        raise FileNotFoundError("axe-core is missing: run `npm ci`, or `make test`, which does")
    return SCRIPT.read_text("utf-8")


def violations(frame: Frame, scope: str = "html") -> list[str]:
    """List what axe finds wrong in a document, each with its element and why."""
    frame.evaluate(source())
    found: dict[str, Any] = frame.evaluate(RUN, [scope, TAGS])
    if not found["passed"]:
        raise AssertionError(f"axe looked at nothing in {scope}")
    told: list[str] = found["violations"]
    return told
