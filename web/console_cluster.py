"""One cluster of questions without a good answer: what was asked, and what becomes of it.

It is attached to an entry, answered by a new one, or ignored, and each of these can be taken back.
What the test set says against it is shown, and asks for a second step.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Blueprint, request

import store
from chat import audit, teaching
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.errors import ChatError, NotFoundError, RegressionError, StaleEditError
from chat.office import as_he_is_now
from chat.publishing import Publisher
from chat.teaching import Taught
from store import clusters, entries, entry_search
from store.editing_records import KeptEntry, Wanted
from store.teaching_records import Cluster
from web.console import Answer, Console, done, signed_in
from web.console_site import site_of, told_of
from web.console_teaching import days_of
from web.housework import publisher_of
from web.teaching_forms import WORDS_LENGTH_MAX, Attachment, Lesson, Withdrawal

NEAR_MAX = 3
FOUND_MAX = 10
QUESTIONS_SHOWN_MAX = 30
WORDINGS_SHOWN_MAX = 12

Also = Callable[[store.Session], object]
Work = Callable[[Publisher, str, Also], Taught]


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/sites/<site>/teaching/<cluster>` and what is done to it."""
    _add_page(routes, console)
    _add_answers(routes, console)
    _add_rest(routes, console)


def _add_page(routes: Blueprint, console: Console) -> None:
    @routes.get("/sites/<site_key>/teaching/<cluster_id>", endpoint="cluster")
    def show(site_key: str, cluster_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        words = request.args.get("words", "")
        return console.page("cluster", **_one(console, site, cluster_id, words))


def _add_answers(routes: Blueprint, console: Console) -> None:
    @routes.post("/sites/<site_key>/teaching/<cluster_id>/attach")
    def attach(site_key: str, cluster_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(Attachment)
        if said is None:
            return console.again("cluster", wrong, **_one(console, site, cluster_id))
        entry_id, force = said.entry_id, bool(said.force)

        def work(publisher: Publisher, who: str, also: Also) -> Taught:
            return teaching.attach(
                publisher, site.key, cluster_id, entry_id, who, force=force, also=also
            )

        return _decided(console, site, cluster_id, Act.QUESTION_ATTACHED, work, entry_id)

    @routes.post("/sites/<site_key>/teaching/<cluster_id>/write")
    def write(site_key: str, cluster_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, wrong = console.posted(Lesson)
        if said is None:
            return console.again("cluster", wrong, **_one(console, site, cluster_id))
        told, url, force = (said.question, said.answer), said.url, bool(said.force)

        def work(publisher: Publisher, who: str, also: Also) -> Taught:
            return teaching.write(
                publisher, site.key, cluster_id, *told, who, url=url, force=force, also=also
            )

        return _decided(console, site, cluster_id, Act.QUESTION_ANSWERED, work)


def _add_rest(routes: Blueprint, console: Console) -> None:
    @routes.post("/sites/<site_key>/teaching/<cluster_id>/ignore")
    def ignore(site_key: str, cluster_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)

        def work(publisher: Publisher, who: str, also: Also) -> Taught:
            return teaching.ignore(publisher, site.key, cluster_id, who, also=also)

        return _decided(console, site, cluster_id, Act.QUESTION_IGNORED, work)

    @routes.post("/sites/<site_key>/teaching/<cluster_id>/undo")
    def undo(site_key: str, cluster_id: str) -> Answer:
        site = site_of(console, site_key, Action.EDIT_ENTRIES)
        said, _ = console.posted(Withdrawal)
        force = said is not None and bool(said.force)

        def work(publisher: Publisher, who: str, also: Also) -> Taught:
            return teaching.undo(publisher, site.key, cluster_id, who, force=force, also=also)

        return _decided(console, site, cluster_id, Act.QUESTION_REOPENED, work)


def _decided(
    console: Console, site: store.Site, cluster_id: str, act: Act, work: Work, entry_id: str = ""
) -> Answer:
    """Do what was decided; else show the page again with what was typed, and why not."""
    told = _one(console, site, cluster_id, request.form.get("words", ""))
    is_open = told["cluster"].state == "open"
    if is_open is (act is Act.QUESTION_REOPENED):  # somebody else was first
        return console.again("cluster", {}, HTTPStatus.CONFLICT, is_stale=True, **told)
    by = signed_in().agent
    try:
        work(
            publisher_of(console.services),
            by.name,
            _also(console, site, cluster_id, act, entry_id),
        )
    except RegressionError as error:
        return console.refused("cluster", "", error, report=error.report, act=act, **told)
    except StaleEditError:
        told = _one(console, site, cluster_id)
        return console.again("cluster", {}, HTTPStatus.CONFLICT, is_stale=True, **told)
    except NotFoundError as error:
        return console.refused("cluster", "entry_id", error, **told)
    if act is Act.QUESTION_REOPENED:
        return done("console.cluster", act.value, site_key=site.key, cluster_id=cluster_id)
    return done("console.teaching", act.value, site_key=site.key, cluster=cluster_id)


def _also(console: Console, site: store.Site, cluster_id: str, act: Act, entry_id: str) -> Also:
    """Give what is done in the transaction of a decision: who may, and who did."""
    by = signed_in().agent

    def also(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        authorize(who, Action.EDIT_ENTRIES, site)
        audit.note(
            session,
            who,
            act,
            console.office.now(),
            site_key=site.key,
            about=cluster_id,
            details={"entry": entry_id},
        )

    return also


def _one(console: Console, site: store.Site, cluster_id: str, words: str = "") -> dict[str, Any]:
    """Give what the page of one cluster shows; raise NotFoundError."""
    words = words.replace("\0", " ").strip()[:WORDS_LENGTH_MAX]
    with console.office.database.read() as session:
        cluster = teaching.find(session, site.key, cluster_id)
        found = _found(session, site, words)
        answered_by = entries.get(session, site.key, cluster.entry_id)
        told = {
            "questions": clusters.questions(session, cluster.id, QUESTIONS_SHOWN_MAX),
            "wordings": clusters.wordings(session, cluster.id, WORDINGS_SHOWN_MAX),
            "pages": clusters.pages(session, cluster.id, WORDINGS_SHOWN_MAX),
        }
    is_open = cluster.state == "open"
    return {
        "cluster": cluster,
        "entry": answered_by,
        "words": words,
        "found": found,
        "near": _near(console, site, cluster) if is_open else [],
        **told,
        **days_of(console, site),
        **told_of(site),
    }


def _found(session: store.Session, site: store.Site, words: str) -> list[KeptEntry]:
    """Look up entries by words, those that readers are not told any more among them."""
    if not words:
        return []
    return entry_search.page(session, site.key, Wanted(words=words), None, FOUND_MAX)


def _near(console: Console, site: store.Site, cluster: Cluster) -> list[Any]:
    """Match a cluster with what is served today; a site whose index fails has no match."""
    try:
        shelf = console.services.knowledge.shelf(site.key)
    except ChatError:
        return []
    return shelf.serving.search(cluster.question, limit=NEAR_MAX)
