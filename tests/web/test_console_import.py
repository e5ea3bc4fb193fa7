"""A file of entries is looked at before it is stored; all entries come out as one, and go in."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from werkzeug.test import TestResponse

import faq
from chat.errors import UnreadableTableError
from chat.publishing import Edit, publish
from store import audit, entries, entry_search, revisions
from store.editing_records import Placing, Wanted
from web import csrf
from web.housework import publisher_of

from .office import Newspaper, Tab, wrong

HERE = "/sites/demo/entries"
POOL = faq.Entry(
    "pool", "Quels sont les horaires de la piscine ?", "La piscine ouvre à 9 h.", title="Piscine"
)
TWO = "question;réponse\nOù est la piscine ?;Quai du Phare.\nOù est la mairie ?;Place d’Armes.\n"


def send(tab: Tab, data: bytes | str, name: str = "faq.csv") -> TestResponse:
    file = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return tab.client.post(
        f"/console{HERE}/import",
        data={csrf.FIELD: tab.form_token, "file": (file, name)},
        content_type="multipart/form-data",
    )


def confirm(tab: Tab, looked: TestResponse, **said: str) -> TestResponse:
    told = dict(re.findall(r'name="(upload|kind)" value="([^"]*)"', looked.text))
    return tab.post(f"{HERE}/import/confirm", **told, **said)


def counts(response: TestResponse) -> list[int]:
    """Read how many are new, changed, unchanged and refused."""
    return [int(each) for each in re.findall(r"<dd>(\d+)</dd>", response.text)]


def count(paper: Newspaper) -> int:
    with paper.office.database.read() as session:
        return entry_search.count(session, "demo", Wanted())


def stock(paper: Newspaper) -> None:
    services = paper.app.extensions["salut"]
    edit = Edit(POOL, placing=Placing("2026-01-01", "2999-12-31", is_pinned=True))
    publish(publisher_of(services), "demo", [edit])


def test_nothing_is_stored_before_it_is_confirmed(paper: Newspaper) -> None:
    edith, before = paper.tab("Edith"), count(paper)
    looked = send(edith, TWO)
    assert counts(looked) == [2, 0, 0, 0]
    assert count(paper) == before
    assert confirm(edith, looked).status_code == 303
    assert count(paper) == before + 2
    paper.app.extensions["salut"].knowledge.follow_editors()
    told = paper.app.test_client().post("/api/ask", json={"question": "où est la piscine"})
    assert told.json is not None
    assert told.json["text"] == "Quai du Phare."


def test_the_same_file_again_changes_nothing(paper: Newspaper) -> None:
    edith = paper.tab("Edith")
    confirm(edith, send(edith, TWO))
    again = send(edith, TWO)
    assert counts(again) == [0, 0, 2, 0]
    assert "ne change rien" in again.text
    assert counts(send(edith, TWO.replace("Quai", "Rue"))) == [0, 1, 1, 0]


@pytest.mark.parametrize("kind", ["csv", "json", "md"])
def test_what_comes_out_goes_in_as_it_was(paper: Newspaper, kind: str) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    file = edith.get(f"{HERE}/export.{kind}")
    assert "attachment" in file.headers["Content-Disposition"]
    assert counts(send(edith, file.data, f"faq.{kind}")) == [0, 0, count(paper), 0]


def test_no_cell_that_comes_out_is_a_formula(paper: Newspaper) -> None:
    formula = faq.Entry("bad", "=HYPERLINK(1)", "+33 1 23", title="@x")
    publish(publisher_of(paper.app.extensions["salut"]), "demo", [Edit(formula)])
    text = paper.tab("Victor").get(f"{HERE}/export.csv").text
    assert '"\'=HYPERLINK(1)"' in text
    assert '"=' not in text
    assert '"+' not in text


def test_a_change_of_one_column_leaves_the_others(paper: Newspaper) -> None:
    stock(paper)
    edith = paper.tab("Edith")
    looked = send(edith, f"id,question,answer\npool,{POOL.question},Dès 8 h.\n")
    assert counts(looked) == [0, 1, 0, 0]
    confirm(edith, looked)
    with paper.office.database.read() as session:
        kept = entries.get(session, "demo", "pool")
        history = revisions.of_entry(session, "demo", "pool", 5)
        line = audit.last(session)
    assert kept is not None
    assert (kept.entry.answer, kept.entry.title) == ("Dès 8 h.", "Piscine")
    assert kept.placing.is_pinned
    assert (history[0].who, history[0].what) == ("Edith", "imported")
    assert history[1].entry.answer == POOL.answer
    assert line is not None
    assert (line.act, line.details) == ("entries_imported", {"new": "0", "changed": "1"})


def test_rows_that_are_wrong_are_told_by_their_lines_and_the_others_taken(
    paper: Newspaper,
) -> None:
    file = (
        "question,answer,state,valid_from,url,id\n"
        "Où ?,Ici.,published,,,a\n"
        ",Ici.,published,,,b\n"
        "Quand ?,,published,,,c\n"
        "Qui ?,Nous.,sold,,,d\n"
        "Quoi ?,Ça.,,hier,,e\n"
        "Lien ?,Ça.,,,javascript:alert(1),f\n"
        "Où ?,Là.,published,,,a\n"
    )
    looked = send(paper.tab("Edith"), file)
    assert counts(looked) == [1, 0, 0, 6]
    assert re.findall(r"Ligne (\d+)", looked.text) == ["8", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        ("question,answer\nOù ?,Là à gauche".encode("latin-1"), "faq.csv", "Ligne 2"),
        (b"\xff\xfeq\0", "faq.csv", "UTF-8"),
        (b"a,b\n", "faq.csv", "colonnes"),
        (b'question,answer\n"a,b', "faq.csv", "Ligne 2"),
        (b"{}", "faq.json", "crochets"),
        (b"%PDF", "faq.pdf", "Choisis un fichier"),
    ],
)
def test_what_is_no_table_is_refused_and_says_where(
    paper: Newspaper, data: bytes, name: str, told: str
) -> None:
    response = send(paper.tab("Edith"), data, name)
    assert response.status_code == 400
    assert told in unescape(wrong(response)[0])


def test_an_import_that_breaks_the_test_set_is_stored_only_when_it_is_meant(
    paper: Newspaper,
) -> None:
    from chat import examination

    stock(paper)
    services, edith = paper.app.extensions["salut"], paper.tab("Edith")
    services.database.commit(
        lambda session: examination.expect(
            session, "demo", POOL.question, "pool", "Edith", services.now(), services.new_id
        )
    )
    services.knowledge.follow_editors()
    file = f"id,question,answer,state\npool,{POOL.question},{POOL.answer},retired\n"
    looked = send(edith, file)
    assert POOL.question in unescape(looked.text)
    assert confirm(edith, looked).status_code == 409
    assert confirm(edith, looked, force="on").status_code == 303
    with paper.office.database.read() as session:
        kept = entries.get(session, "demo", "pool")
    assert kept is not None
    assert kept.state == "retired"


def test_a_file_is_confirmed_by_who_has_sent_it(paper: Newspaper) -> None:
    looked = send(paper.tab("Edith"), TWO)
    response = confirm(paper.tab("Bob"), looked)
    assert response.status_code == 400
    assert wrong(response)
    assert (
        paper.tab("Edith")
        .post(f"{HERE}/import/confirm", upload="../../secret", kind="csv")
        .status_code
        == 400
    )


def test_a_viewer_takes_a_copy_and_brings_nothing(paper: Newspaper) -> None:
    victor = paper.tab("Victor")
    assert victor.get(f"{HERE}/export.json").status_code == 200
    assert victor.get(f"{HERE}/export.exe").status_code == 404
    assert send(victor, TWO).status_code == 403


def test_nobody_uploads_much_before_he_is_known(paper: Newspaper) -> None:
    assert send(paper.tab("Edith"), TWO + "#" * 200_000 + "\n").status_code != 413
    stranger = paper.tab()
    stranger.get("/login")
    assert send(stranger, "x" * 200_000).status_code == 413


def test_a_hundred_thousand_rows_are_looked_at_a_few_at_a_time() -> None:
    from chat import bringing

    held: list[int] = []

    class Endless(io.RawIOBase):
        """A file that is made while it is read."""

        def __init__(self) -> None:
            self.line = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            self.line += 1
            if self.line == 1:
                return b"question,answer\n"
            return f"Question {self.line} ?,Oui.\n".encode() if self.line < 100_003 else b""

    file = Endless()

    def read() -> None:
        for rows in bringing.batches("csv", file, lambda work: work()):  # type: ignore[arg-type]
            held.append(len(rows))
            assert file.line < len(held) * bringing.ROWS_AT_A_TIME + 10

    with pytest.raises(UnreadableTableError, match="rows"):
        read()
    assert sum(held) == bringing.ROWS_MAX
