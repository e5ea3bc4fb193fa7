"""`python -m faq build | ask | check`: a thin skin over the library, for terminals and scripts."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from faq.answer import answer
from faq.build import BuildReport, build
from faq.check import check, table
from faq.entries import read_entries, read_questions, write_entries
from faq.errors import FaqError
from faq.explain import as_text, explain
from faq.extraction_workers import WORKERS
from faq.fetch import Fetch, polite_fetch
from faq.index import Index
from faq.progress import bar


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code: 0 done, 1 when it failed with a reason on stderr."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except (FaqError, OSError) as error:
        print(f"faq: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m faq", description="Build a site's FAQ and ask it."
    )
    commands = parser.add_subparsers(required=True, metavar="build | ask | check")
    built = commands.add_parser("build", help="read articles and write their entries")
    built.add_argument(
        "sources",
        nargs="+",
        metavar="SOURCE",
        help="a folder, file or web address: pages, a sitemap, a feed, a WordPress export,"
        " questions and answers as CSV or JSON",
    )
    built.add_argument(
        "--contact", help="your web or mail address, told to the sites whose pages are fetched"
    )
    built.add_argument(
        "--host",
        action="append",
        default=[],
        metavar="HOST",
        help="a further host to fetch from, beside those of the addresses given",
    )
    built.add_argument(
        "-o", "--output", type=Path, required=True, help="the entries.jsonl to write"
    )
    built.set_defaults(run=_build)
    asked = commands.add_parser("ask", help="ask a question of built entries")
    asked.add_argument("entries", type=Path, help="an entries.jsonl")
    asked.add_argument("question")
    asked.add_argument("--page", help="the address of the article being read")
    asked.add_argument("--json", action="store_true", help="print the whole answer as JSON")
    asked.add_argument("--explain", action="store_true", help="tell why, after the answer")
    asked.set_defaults(run=_ask)
    checked = commands.add_parser("check", help="measure the answers to labelled questions")
    checked.add_argument("entries", type=Path, help="an entries.jsonl")
    checked.add_argument(
        "questions", type=Path, nargs="+", help="questions.json: q, kind, any or any_regex"
    )
    checked.set_defaults(run=_check)
    return parser


def _build(options: argparse.Namespace) -> int:
    report = BuildReport()
    fetch = _fetch(options)
    # Each refusal is in the report; a log would be written across the bar.
    logging.getLogger("faq").addHandler(logging.NullHandler())
    with bar(sys.stderr) as progress:
        found = build(options.sources, report, fetch=fetch, progress=progress, workers=WORKERS)
        entries = list(found)
    write_entries(entries, options.output)
    print(report)
    return 0


def _fetch(options: argparse.Namespace) -> Fetch | None:
    """Make what fetches from the hosts that are named; None where no contact is given."""
    if not options.contact:
        return None
    addresses = [urlsplit(source) for source in options.sources if "://" in source]
    hosts = [*options.host, *(parts.netloc for parts in addresses if parts.netloc)]
    try:
        return polite_fetch(hosts, options.contact)
    except ValueError as error:
        raise FaqError(str(error)) from error


def _ask(options: argparse.Namespace) -> int:
    index = Index(read_entries(options.entries))
    given = answer(index, options.question, page=options.page)
    told = explain(index, options.question, options.page) if options.explain else None
    if options.json:
        whole = asdict(given) | ({"explanation": asdict(told)} if told else {})
        print(json.dumps(whole, ensure_ascii=False, indent=2))
        return 0
    print(f"[{given.kind} {given.confidence:.2f}] {given.text}")
    for source in given.sources:
        print(f"  — {source.title} ({source.published or 's. d.'}) {source.url}")
    for suggestion in given.suggestions:
        print(f"  ? {suggestion}")
    if told:
        print(f"\n{as_text(told)}")
    return 0


def _check(options: argparse.Namespace) -> int:
    index = Index(read_entries(options.entries))
    for path in options.questions:
        print(f"{path.name}\n{table(check(index, read_questions(path)))}\n")
    return 0
