"""Entries as files: CSV for spreadsheets, JSON for programs, Markdown for people.

Each is written and read a row at a time, and what one writes it reads again as it was. Bytes that
are no UTF-8 are refused at their line.
"""

from __future__ import annotations

import csv
import json
import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from typing import BinaryIO, Literal

from chat.entry_rows import FIELDS, Row
from chat.errors import UnreadableTableError
from faq.text import fold

Kind = Literal["csv", "json", "md"]
Numbered = tuple[int, dict[str, str]]

MARK = "\ufeff"
LINE_BYTES_MAX = 1_000_000
PIECE_BYTES, TRIES_MAX = 65_536, 2_000
CELL_CHARACTERS_MAX = 200_000
DELIMITERS = ",;\t"
_GUARDED = re.compile(r"'*[ \u00a0\ufeff]*[=+\-@\t\r]")
_NAMES = {
    "reponse": "answer",
    "variantes": "variants",
    "formulations": "variants",
    "titre": "title",
    "lien": "url",
    "date": "published",
    "rubrique": "section",
    "langue": "language",
    "etat": "state",
}
_BETWEEN = re.compile(r"[ \t\r\n,]*")
_SAID = re.compile(r"- ([a-z_]+): (.*)")


def write(kind: Kind, rows: Iterable[Row]) -> Iterator[str]:
    """Write entries as a file, a piece at a time."""
    writers: Mapping[Kind, Callable[[Iterable[Row]], Iterator[str]]] = {
        "csv": _write_csv,
        "json": _write_json,
        "md": _write_markdown,
    }
    return writers[kind](rows)


def read(kind: Kind, file: BinaryIO) -> Iterator[Numbered]:
    """Read rows with the numbers of their lines; raise UnreadableTableError."""
    if kind == "json":
        return _read_json(_pieces(file))
    return _read_csv(_lines(file)) if kind == "csv" else _read_markdown(_lines(file))


def _lines(file: BinaryIO) -> Iterator[str]:
    """Yield lines of text with their ends; raise UnreadableTableError at the first that is none."""
    number = 0
    while line := file.readline(LINE_BYTES_MAX):
        number += 1
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableTableError("encoding", 1)
        if len(line) == LINE_BYTES_MAX:
            raise UnreadableTableError("long", number)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise UnreadableTableError("encoding", number) from error
        if "\0" in text:
            raise UnreadableTableError("encoding", number)
        yield text.removeprefix(MARK) if number == 1 else text


def _pieces(file: BinaryIO) -> Iterator[tuple[int, str]]:
    """Yield parts of lines with their numbers, for a file that may be one line."""
    decoder = getincrementaldecoder("utf-8")()
    number, piece = 1, b""
    while piece := file.readline(PIECE_BYTES):
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError as error:
            raise UnreadableTableError("encoding", number) from error
        yield number, text.removeprefix(MARK) if number == 1 else text
        number += piece.endswith(b"\n")


def guarded(text: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """Read a cell that may have been guarded."""
    return text[1:] if text.startswith("'") and _GUARDED.match(text) else text


def _write_csv(rows: Iterable[Row]) -> Iterator[str]:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    yield MARK
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([guarded(row[name]) for name in FIELDS])
        yield written.getvalue()
        written.seek(0)
        written.truncate()
    yield written.getvalue()


def _read_csv(lines: Iterator[str]) -> Iterator[Numbered]:
    first = next(lines, "")
    delimiter = max(DELIMITERS, key=first.count)
    names = _names(next(csv.reader([first], delimiter=delimiter), []))
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    csv.field_size_limit(CELL_CHARACTERS_MAX)
    number = 2
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableTableError("broken", reader.line_num + 1) from error
        if len(cells) > len(names):
            raise UnreadableTableError("cells", number)
        if any(cells):
            told = zip(names, map(unguarded, cells), strict=False)
            yield number, {name: text for name, text in told if name}
        number = reader.line_num + 2


def _names(head: list[str]) -> list[str]:
    """Read the names of columns; those that nobody knows are left out."""
    folded = [fold(each.strip()) for each in head]
    names = [_NAMES.get(each, each) for each in folded]
    known = [each if each in FIELDS else "" for each in names]
    said = [each for each in known if each]
    if "question" not in said or "answer" not in said or len(said) != len(set(said)):
        raise UnreadableTableError("head", 1)
    return known


def _write_json(rows: Iterable[Row]) -> Iterator[str]:
    end = "[\n"
    for row in rows:
        yield end + json.dumps(dict(row), ensure_ascii=False)
        end = ",\n"
    yield "\n]\n" if end == ",\n" else "[]\n"


def _read_json(pieces: Iterator[tuple[int, str]]) -> Iterator[Numbered]:
    """Read an array of objects, no more of it at a time than one object takes."""
    decoder, held, number, is_open, tries = json.JSONDecoder(), "", 0, False, 0
    for number, piece in pieces:
        held += piece
        if not is_open:
            held = held.lstrip()
            if held and held[0] != "[":
                raise UnreadableTableError("array", number)
            is_open, held = bool(held), held[1:]
        place = 0
        while found := _BETWEEN.match(held, place):
            place = found.end()
            if place == len(held) or held[place] == "]":
                break
            try:
                value, place = decoder.raw_decode(held, place)
            except (json.JSONDecodeError, RecursionError) as error:
                tries += 1
                is_long = len(held) - place > CELL_CHARACTERS_MAX + PIECE_BYTES
                if is_long or tries > TRIES_MAX or held[place] != "{":
                    raise UnreadableTableError("broken", number) from error
                break
            tries = 0
            yield number, _said_by(value, number)
        held = held[place:]
        if held.startswith("]"):
            return
    raise UnreadableTableError("broken", number)


def _said_by(value: object, number: int) -> dict[str, str]:
    """Read an object as a row; lists are lines, as in the other files."""
    if not isinstance(value, dict):
        raise UnreadableTableError("broken", number)
    told: dict[str, str] = {}
    for name, said in value.items():
        if name not in FIELDS:
            continue
        if isinstance(said, list) and all(isinstance(each, str) for each in said):
            told[name] = "\n".join(said)
        elif isinstance(said, bool):
            told[name] = "true" if said else "false"
        elif isinstance(said, str) or said is None:
            told[name] = said or ""
        else:
            raise UnreadableTableError("broken", number)
    return told


def _write_markdown(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        heading, answer = " ".join(row["question"].split()), row["answer"]
        is_plain = "\r" not in answer and answer == answer.strip("\n")
        told = [f"## {heading}\n"]
        for name in FIELDS:
            is_said = {"question": row[name] != heading, "answer": not is_plain, "variants": False}
            if is_said.get(name, bool(row[name])):
                told.append(f"- {name}: {_one_line(row[name])}")
        told += [f"- variant: {_one_line(each)}" for each in row["variants"].split("\n") if each]
        shown = (_escaped(line) for line in answer.split("\n"))
        yield "\n".join([*told, "", *(shown if is_plain else ()), "\n"])


def _escaped(line: str) -> str:
    return f"\\{line}" if line.startswith(("\\", "#")) else line


def _one_line(text: str) -> str:
    is_plain = "\n" not in text and "\r" not in text and not text.startswith('"')
    return text if is_plain and text == text.strip() else json.dumps(text, ensure_ascii=False)


def _read_markdown(lines: Iterator[str]) -> Iterator[Numbered]:
    row: dict[str, str] | None = None
    began, answer, variants, is_answer = 0, list[str](), list[str](), False
    for number, whole in enumerate(lines, 1):
        line = whole.removesuffix("\n").removesuffix("\r")
        if line.startswith("## "):
            if row is not None:
                yield began, _ended(row, answer, variants)
            row, began, answer, variants = {"question": line[3:].strip()}, number, [], []
            is_answer = False
        elif row is None:
            if line.strip() and not line.startswith("# "):
                raise UnreadableTableError("heading", number)
        elif not is_answer and (found := _SAID.fullmatch(line)):
            _take(found[1], _plain(found[2], number), row, variants)
        elif line or answer:
            answer.append(line[1:] if line.startswith("\\") else line)
            is_answer = True
        else:
            is_answer = len(row) > 1 or bool(variants)
    if row is not None:
        yield began, _ended(row, answer, variants)


def _take(name: str, text: str, row: dict[str, str], variants: list[str]) -> None:
    if name == "variant":
        variants.append(text)
    elif name in FIELDS:
        row[name] = text


def _plain(text: str, number: int) -> str:
    if not text.startswith('"'):
        return text
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableTableError("broken", number) from error
    return told if isinstance(told, str) else text


def _ended(row: dict[str, str], answer: list[str], variants: list[str]) -> dict[str, str]:
    told = {"variants": "\n".join(variants), "answer": "\n".join(answer).strip("\n")}
    return {**told, **row}
