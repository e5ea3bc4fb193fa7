"""CSV, TSV, JSON and JSON Lines of questions and answers become entries as they stand."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest

import faq
from faq.entries import write_entries
from faq.model import Faq
from faq.sources.columns import ROWS_NAMED_MAX

from .gathering import Gathered, gathered
from .pages import POOL, write

QUESTION, ANSWER = "Où se garer près des halles ?", "Sur le quai, à 2 € l’heure."
ROW = {"question": QUESTION, "answer": ANSWER}


def table(folder: Path, text: str, name: str = "faq.csv", encoding: str = "utf-8") -> Gathered:
    return gathered(write(folder / name, text.encode(encoding)))


def asked(found: Gathered) -> list[tuple[str, str]]:
    return [(each.question, each.answer) for article in found.articles for each in article.faqs]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_delimiter_and_the_encoding_are_found_out(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    cells = (f'"{QUESTION}"', f'"{ANSWER}"', '"Marché"')
    text = f"Question{delimiter}Réponse{delimiter}Rubrique\r\n{delimiter.join(cells)}\r\n"
    found = table(tmp_path, text, encoding=encoding)
    assert asked(found) == [(QUESTION, ANSWER)]
    assert (found.article.section, found.article.language) == ("Marché", "fr")


@pytest.mark.parametrize("name", ["faq.csv", "faq.tsv", "faq", "faq.tab"])
def test_a_table_is_known_by_its_columns(tmp_path: Path, name: str) -> None:
    assert asked(table(tmp_path, f"question\tanswer\n{QUESTION}\t{ANSWER}\n", name)) == [
        (QUESTION, ANSWER)
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question", "Réponse"),
        ("QUESTIONS", "REPONSES"),
        ("question", "answer"),
        ("Q", "A"),
        ("Intitulé", "Réponse"),
        ("\ufeff question ", "réponse :"),
        ("name", "acceptedAnswer"),
    ],
)
def test_columns_are_known_by_french_and_english_names(
    tmp_path: Path, question: str, answer: str
) -> None:
    text = f"id;{answer};{question}\n7;{ANSWER};{QUESTION}\n"
    assert asked(table(tmp_path, text)) == [(QUESTION, ANSWER)]


def test_two_columns_without_names_are_questions_and_answers(tmp_path: Path) -> None:
    assert asked(table(tmp_path, f"{QUESTION};{ANSWER}\nOù ?;Ici.\n")) == [
        (QUESTION, ANSWER),
        ("Où ?", "Ici."),
    ]


def test_every_column_finds_its_place(tmp_path: Path) -> None:
    names = "question;réponse;variantes;lien;titre;date;rubrique;langue;auteur"
    cells = f"{QUESTION};{ANSWER};Où garer ? | Parking ?;https://j.example/a;Halles;09/11/2026"
    article = table(tmp_path, f"{names}\n{cells};Marché;en-GB;Lucie\n").article
    assert (article.url, article.title) == ("https://j.example/a", "Halles")
    assert (article.published, article.section) == ("2026-11-09", "Marché")
    assert (article.language, article.author) == ("en", "Lucie")
    assert article.faqs == (Faq(QUESTION, ANSWER, ("Où garer ?", "Parking ?")),)


def test_variants_may_fill_columns_of_their_own(tmp_path: Path) -> None:
    text = f"question;réponse;variante 1;variante 2\n{QUESTION};{ANSWER};Parking ?;Où ?\n"
    assert table(tmp_path, text).article.faqs[0].variants == ("Parking ?", "Où ?")


@pytest.mark.parametrize(
    ("names", "written", "date"),
    [
        ("question;réponse;date", "03/04/2026", "2026-04-03"),
        ("question;answer;date", "03/04/2026", "2026-03-04"),
        ("question;answer;date", "13/04/2026", "2026-04-13"),
        ("question;réponse;date", "04/13/2026", "2026-04-13"),
        ("question;réponse;date", "3 avril 2026", "2026-04-03"),
        ("question;réponse;date", "31/02/2026", ""),
        ("question;réponse;date", "03/04/2062", ""),
        ("question;réponse;date", "46000", ""),
    ],
)
def test_a_date_is_read_as_its_writer_meant_it(
    tmp_path: Path, names: str, written: str, date: str
) -> None:
    assert table(tmp_path, f"{names}\n{QUESTION};{ANSWER};{written}\n").article.published == date


def test_quotation_marks_hold_line_ends_and_delimiters(tmp_path: Path) -> None:
    text = f'question,answer\n"{QUESTION}","Ligne ""un"", ici\nligne deux ; là"\n'
    assert asked(table(tmp_path, text)) == [(QUESTION, 'Ligne "un", ici\nligne deux ; là')]


@pytest.mark.parametrize(
    "formula", ["=HYPERLINK(A1)", "+33 1 02", "-5 %", "@SUM(A1)", "=cmd|'/c'!A"]
)
def test_a_formula_is_a_text_like_any_other(tmp_path: Path, formula: str) -> None:
    assert asked(table(tmp_path, f"question\tanswer\n{QUESTION}\t{formula}\n")) == [
        (QUESTION, formula)
    ]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("<p>Sur le quai.</p><p>À 2 €.</p>", "Sur le quai.\nÀ 2 €."),
        ("<ul><li>un</li><li>deux</li></ul>", "un • deux"),
        ("moins de 5 < 6 euros", "moins de 5 < 6 euros"),
        ("a\0b\x1b[31m", "a b [31m"),
    ],
)
def test_an_answer_is_text(tmp_path: Path, answer: str, text: str) -> None:
    found = gathered(write(tmp_path / "a.json", json.dumps([ROW | {"answer": answer}])))
    assert asked(found) == [(QUESTION, text)]


SHAPES = {
    "list": [ROW],
    "held": {"version": 2, "questions": [ROW]},
    "french": [{"Question": QUESTION, "Réponse": ANSWER}],
    "pairs": {QUESTION: ANSWER},
    "answer object": [{"name": QUESTION, "acceptedAnswer": {"text": ANSWER}}],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_json_of_every_usual_shape_is_read(tmp_path: Path, shape: str) -> None:
    assert asked(gathered(write(tmp_path / "a.json", json.dumps(SHAPES[shape])))) == [
        (QUESTION, ANSWER)
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a"])
def test_json_lines_are_read_line_by_line(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(ROW), "", "{oops", json.dumps({"question": "Où ?", "answer": "Ici."})]
    found = gathered(write(tmp_path / name, "\n".join(lines)))
    assert asked(found) == [(QUESTION, ANSWER), ("Où ?", "Ici.")]
    assert found.refusals == {f"{name}, line 3": "no JSON object; mend it"}


def test_json_that_is_not_quite_json_is_read(tmp_path: Path) -> None:
    written = f'[{{"question": "{QUESTION}", "answer": "Ligne un\nligne deux"}}]'
    for encoding in ("utf-8", "cp1252", "utf-16"):
        found = gathered(write(tmp_path / "a.json", written.encode(encoding)))
        assert asked(found) == [(QUESTION, "Ligne un\nligne deux")]


def test_built_entries_can_be_read_again(tmp_path: Path) -> None:
    entries = list(
        faq.build([str(write(tmp_path / "a.csv", f"question,answer\n{QUESTION},{POOL}"))])
    )
    write_entries(entries, tmp_path / "entries.jsonl")
    assert list(faq.build([str(tmp_path / "entries.jsonl")])) == entries


@pytest.mark.parametrize(
    ("name", "written", "reason"),
    [
        ("a.csv", "", "empty"),
        ("a.csv", "nom;prix\nPain;1\n", "no columns of questions and answers"),
        ("a.json", "{oops", "broken JSON"),
        ("a.json", "[" * 100_000, "broken JSON"),
        ("a.json", "[1, 2]", "of no known kind"),
        ("a.json", "3", "of no known kind"),
        ("a.json", '{"questions": [{"q": "Où ?", "any": ["Ici"]}]}', "of no known kind"),
        ("a.json", "[" + "{}," * 2_000_000 + "{}]", "more than 1,500,000 values"),
        ("a.jsonl", '{"a": 1}\n{"b": 2}\n', "of no known kind"),
    ],
)
def test_what_holds_no_questions_is_refused(
    tmp_path: Path, name: str, written: str, reason: str
) -> None:
    found = gathered(write(tmp_path / name, written))
    assert found.articles == []
    assert reason in found.reason


def test_a_quotation_mark_that_never_closes_is_refused_by_name(tmp_path: Path) -> None:
    text = f'question;answer\n{QUESTION};{ANSWER}\nOù ?;"ici\n' + "a\n" * 100_000
    found = table(tmp_path, text)
    assert asked(found) == [(QUESTION, ANSWER)]
    assert "a quotation mark never closes" in found.reason


def test_rows_without_an_answer_are_named_up_to_a_limit(tmp_path: Path) -> None:
    rows = "".join(f"Question {n} ?;\n" for n in range(ROWS_NAMED_MAX + 5))
    found = table(tmp_path, f"question;réponse\n{QUESTION};{ANSWER}\n{rows};\n\n")
    assert asked(found) == [(QUESTION, ANSWER)]
    assert found.refusals["faq.csv, row 3"] == "it lacks an answer; fill it in"
    assert found.refusals["faq.csv"].startswith("5 more rows")
    assert len(found.errors) == ROWS_NAMED_MAX + 1


def test_a_large_table_is_read_whole(tmp_path: Path) -> None:
    rows = "".join(f"Question numéro {n} ?;Réponse numéro {n}.\n" for n in range(20_000))
    found = table(tmp_path, f"question;réponse\n{rows}")
    assert len(found.articles) == 20_000
    assert found.refusals == {}


def test_curated_questions_become_entries_as_they_stand(tmp_path: Path) -> None:
    text = f"question;réponse;variantes\n{QUESTION};{ANSWER};Parking ?\nHoraires;De 9 h à midi.;\n"
    path = write(tmp_path / "faq.csv", codecs.BOM_UTF8 + text.encode())
    first, second = faq.build([str(path)])
    assert (first.question, first.answer, first.variants) == (QUESTION, ANSWER, ("Parking ?",))
    assert (first.title, first.url, first.asks) == (QUESTION, "", True)
    assert (second.question, second.answer, second.asks) == ("Horaires", "De 9 h à midi.", True)
    assert [entry.id for entry in faq.build([str(path)])] == [first.id, second.id]


def test_a_curated_answer_is_found_by_its_variant(tmp_path: Path) -> None:
    text = f"question;réponse;variantes\n{QUESTION};{ANSWER};Parking ?\nOù ?;Ici.;\n"
    index = faq.Index(faq.build([str(write(tmp_path / "faq.csv", text))]), meaning="off")
    assert faq.answer(index, "parking ?").text == ANSWER
