"""The test set of a site: questions and the entry that is to answer each; run whenever one likes.

What a run found is told by its page alone, which the next run is compared with: it hands the grades
on in its form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request, url_for

import store
from chat import audit, editing, examination, publishing
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.errors import BadRedirectError, EmptyTextError, InvalidPayloadError, NotFoundError
from chat.examination import Grade, Outcome, Report, Verdict
from chat.office import as_he_is_now
from store import entries, expectations
from store.editing_records import KeptEntry
from store.teaching_records import Expectation
from web.console import Answer, Console, done, signed_in
from web.console_site import site_of, told_of
from web.forms import Form
from web.housework import publisher_of
from web.startup import in_a_thread
from web.teaching_forms import Test

MARK_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A question of the test set: the entry that is expected, how it went, and how since last."""

    expectation: Expectation
    expected: KeptEntry | None
    outcome: Outcome | None = None
    verdict: Verdict = "kept"


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/tests` and what is below it."""
    _add_set(routes, console)
    _add_acts(routes, console)


def _add_set(routes: Blueprint, console: Console) -> None:
    @routes.get("/sites/<site_key>/tests", endpoint="tests")
    def show(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        form = Form({"question": request.args.get("question", "")[:500]})
        return console.page("tests", form=form, **_set(console, site))

    @routes.post("/sites/<site_key>/tests")
    def add_test(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(Test)
        if said is None:
            return console.again("tests", wrong, **_set(console, site))
        try:
            _expect(console, site, said)
        except (BadRedirectError, NotFoundError):
            told = {"entry": console.text("error_test_entry")}
            return console.again("tests", told, **_set(console, site))
        except EmptyTextError as error:
            return console.refused("tests", "question", error, **_set(console, site))
        except InvalidPayloadError:
            told = {"question": console.text("tests_full", count=examination.QUESTIONS_MAX)}
            return console.again("tests", told, **_set(console, site))
        return done("console.tests", "test_added", site_key=site.key)


def _add_acts(routes: Blueprint, console: Console) -> None:
    @routes.post("/sites/<site_key>/tests/run")
    def run_tests(site_key: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        before = marks_read(request.form.get("marks", ""))
        publisher = publisher_of(console.services)
        report = in_a_thread(lambda: publishing.preview(publisher, site.key, []))
        return console.page("tests", **_set(console, site, report, before))

    @routes.post("/sites/<site_key>/tests/<expectation_id>/remove")
    def remove_test(site_key: str, expectation_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        gone = _remove(console, site, expectation_id)
        if gone is None:
            return done("console.tests", "test_removed", site_key=site.key)
        told = {"removed": gone.question, "expected": gone.entry_id}
        return done("console.tests", "test_removed", site_key=site.key, **told)


def marks_of(report: Report) -> str:
    """Write the grades of a run in few letters, to be compared with the next one."""
    return " ".join(
        f"{each.expectation.id[-MARK_LENGTH:]}{each.after.grade.value}" for each in report.changes
    )


def marks_read(text: str) -> dict[str, Grade]:
    """Read the grades of an earlier run; what is none is left out."""
    digits = {str(grade.value): grade for grade in Grade}
    marks = (each for each in text.split() if each[-1] in digits)
    return {each[:-1]: digits[each[-1]] for each in marks}


def _expect(console: Console, site: store.Site, said: Test) -> None:
    """Add a question to the test set, with its line in the audit."""
    by, office = signed_in().agent, console.office

    def work(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        authorize(who, Action.EDIT_ENTRIES, site)
        entry_id = editing.aim_of(session, site.key, said.entry)
        made = examination.expect(
            session, site.key, said.question, entry_id, who.name, office.now(), office.new_id
        )
        _note(session, console, site, Act.TEST_ADDED, made)

    office.database.commit(work)


def _remove(console: Console, site: store.Site, expectation_id: str) -> Expectation | None:
    """Remove a question; give it, so that this can be undone, or None if it was gone."""
    by = signed_in().agent

    def work(session: store.Session) -> Expectation | None:
        authorize(as_he_is_now(session, by), Action.EDIT_ENTRIES, site)
        held = expectations.of_site(session, site.key)
        gone = next((each for each in held if each.id == expectation_id), None)
        if gone is not None and expectations.remove(session, site.key, gone.id):
            _note(session, console, site, Act.TEST_REMOVED, gone)
        return gone

    return console.office.database.commit(work)


def _note(
    session: store.Session, console: Console, site: store.Site, act: Act, about: Expectation
) -> None:
    told = {"entry": about.entry_id}
    by, now = signed_in().agent, console.office.now()
    audit.note(session, by, act, now, site_key=site.key, about=about.id, details=told)


def _set(
    console: Console,
    site: store.Site,
    report: Report | None = None,
    before: Mapping[str, Grade] | None = None,
) -> dict[str, Any]:
    """Give what the page of the test set shows, the worst first after a run."""
    outcomes = {} if report is None else {each.expectation.id: each for each in report.changes}
    with console.office.database.read() as session:
        held = expectations.of_site(session, site.key)
        expected = {
            entry_id: entries.get(session, site.key, entry_id)
            for entry_id in {each.entry_id for each in held if each.entry_id}
        }
    rows = []
    for each in held:
        change = outcomes.get(each.id)
        outcome = None if change is None else change.after
        rows.append(
            Row(each, expected.get(each.entry_id), outcome, _verdict(each, outcome, before or {}))
        )
    if report is not None:
        rows.sort(key=lambda row: Grade.RIGHT if row.outcome is None else row.outcome.grade)
    return {
        "rows": rows,
        "report": report,
        "is_compared": bool(before),
        "marks": "" if report is None else marks_of(report),
        "counts": {
            verdict: sum(row.verdict == verdict for row in rows)
            for verdict in ("kept", "broken", "mended")
        },
        "right": sum(row.outcome is not None and row.outcome.grade is Grade.RIGHT for row in rows),
        "removed": request.args.get("removed", "")[:500],
        "removed_entry": request.args.get("expected", "")[:200],
        "here": url_for("console.tests", site_key=site.key),
        **told_of(site),
    }


def _verdict(
    expectation: Expectation, outcome: Outcome | None, before: Mapping[str, Grade]
) -> Verdict:
    """Say whether a question is answered as well as at the run before, worse, or better."""
    earlier = before.get(expectation.id[-MARK_LENGTH:])
    if outcome is None or earlier is None or outcome.grade == earlier:
        return "kept"
    return "broken" if outcome.grade < earlier else "mended"
