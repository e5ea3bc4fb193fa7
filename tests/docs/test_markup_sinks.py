"""No script of ours turns text into markup or into code."""

from __future__ import annotations

import re

import pytest

from . import papers

_SINK = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|srcdoc|createContextualFragment"
    r"|DOMParser|document\s*\.\s*write(?:ln)?|eval\s*\(|new\s+Function\b)"
)


def sinks(script: str) -> list[str]:
    """List what in a script could turn text into markup or code."""
    return _SINK.findall(script)


def test_no_script_has_a_sink() -> None:
    found = {
        papers.name_of(path): sinks(path.read_text("utf-8"))
        for path in papers.files(".js", ".html", below=papers.ROOT / "static")
        if "vendor" not in path.parts
    }
    assert found
    assert {name: used for name, used in found.items() if used} == {}


@pytest.mark.parametrize(
    "script",
    [
        "line.innerHTML = text;",
        "line['outerHTML'] = text;",
        'line.insertAdjacentHTML("beforeend", text);',
        "document.write(text);",
        "document . writeln(text);",
        "eval(text);",
        "new Function(text)();",
    ],
)
def test_a_sink_would_be_seen(script: str) -> None:
    assert sinks(script)


def test_text_nodes_are_no_sink() -> None:
    assert sinks('line.textContent = text; line.append(text); const evaluated = "innerText";') == []
