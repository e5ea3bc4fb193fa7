"""Headings, tables and fenced blocks are read as a reader sees them."""

from __future__ import annotations

from . import papers

PAGE = """# Page

## `GET /a`

| name | value |
| --- | --- |
| `a` | 1 |
| b | `2` or `3` |

after

```json
{"a": 1}
```

## Next

```
# no heading
| no | table |
```
"""


def test_a_heading_has_what_stands_below_it() -> None:
    found = papers.sections(PAGE)
    assert list(found) == ["Page", "GET /a", "Next"]
    assert "after" in found["GET /a"]
    assert "# no heading" in found["Next"]


def test_a_table_is_read_without_its_head() -> None:
    rows = papers.table_rows(papers.sections(PAGE)["GET /a"])
    assert rows == [["`a`", "1"], ["b", "`2` or `3`"]]
    assert papers.code_words(rows[1][1]) == ["2", "3"]


def test_fenced_blocks_are_told_apart() -> None:
    assert papers.fences(PAGE, "json") == ['{"a": 1}\n']
    assert "no heading" not in papers.without_fences(PAGE)


def test_only_the_projects_own_files_are_listed() -> None:
    names = {papers.name_of(path) for path in papers.files()}
    assert {"server.py", "docs/events.md", "web/app.py", ".editorconfig"} <= names
    assert not [name for name in names if name.startswith((".git/", ".venv/", "node_modules/"))]
