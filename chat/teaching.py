"""Teaching: what becomes of a cluster, by one decision of an editor that can be taken back.

Its wordings become variants of an entry, or a new entry is written from it, or it is ignored for
good: what joins it later is ignored too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import faq
import store
from chat.errors import NotFoundError, StaleEditError
from chat.examination import Report
from chat.masking import is_masked
from chat.publishing import VARIANTS_MAX, Edit, Publisher, publish
from faq.text import fold
from store import clusters, entries, sites
from store.editing_records import KeptEntry
from store.records import EntryState
from store.teaching_records import Cluster, ClusterState

WORDINGS_TAKEN_MAX = 20
TAUGHT_PREFIX = "taught-"

Also = Callable[[store.Session], object]


@dataclass(frozen=True, slots=True)
class Taught:
    """A cluster as it is now, and what that changes in the test set."""

    cluster: Cluster
    report: Report = field(default_factory=lambda: Report(()))


def _nothing(_: store.Session) -> None:
    return None


def attach(
    publisher: Publisher,
    site_key: str,
    cluster_id: str,
    entry_id: str,
    who: str,
    *,
    force: bool = False,
    also: Also = _nothing,
) -> Taught:
    """Make the wordings of a cluster variants of an entry, which is the editor's from now on.

    A retired entry or a draft is published by it. Raise NotFoundError, RegressionError,
    StaleEditError where somebody else was first, store.StoreError.
    """
    publisher = _at_one_moment(publisher)
    with publisher.database.read() as session:
        cluster = find(session, site_key, cluster_id)
        kept = entries.get(session, site_key, entry_id)
        asked = _wordings(session, cluster)
    if kept is None:
        raise NotFoundError("there is no such entry")
    added = _not_asked_yet(kept.entry, asked)
    entry = replace(kept.entry, variants=(*kept.entry.variants, *added))
    undo = {"added": added, "owner": kept.owner, "state": kept.state}
    decided = _decided(cluster, "attached", entry_id, undo, who)
    return _publish(publisher, decided, entry, kept, force=force, also=also)


def write(
    publisher: Publisher,
    site_key: str,
    cluster_id: str,
    question: str,
    answer: str,
    who: str,
    *,
    title: str = "",
    url: str = "",
    section: str = "",
    force: bool = False,
    also: Also = _nothing,
) -> Taught:
    """Write a new entry that is asked by the wordings of a cluster; raise as `attach` does.

    Raise EmptyTextError and TextTooLongError too.
    """
    publisher = _at_one_moment(publisher)
    with publisher.database.read() as session:
        cluster = find(session, site_key, cluster_id)
        asked = _wordings(session, cluster)
    entry = faq.Entry(
        id=f"{TAUGHT_PREFIX}{publisher.new_id()}",
        question=question,
        answer=answer,
        title=title,
        url=url,
        section=section,
        language=cluster.language,
        published=publisher.now().date().isoformat(),
    )
    entry = replace(entry, variants=_not_asked_yet(entry, asked))
    decided = _decided(cluster, "written", entry.id, {}, who)
    return _publish(publisher, decided, entry, None, force=force, also=also)


def ignore(
    publisher: Publisher, site_key: str, cluster_id: str, who: str, *, also: Also = _nothing
) -> Taught:
    """Ignore a cluster for good; raise NotFoundError, StaleEditError, store.StoreError."""

    def work(session: store.Session) -> Cluster:
        cluster = find(session, site_key, cluster_id)
        decided = _decided(cluster, "ignored", "", {}, who)
        also(session)
        return _decide(session, decided, publisher)

    return Taught(publisher.database.commit(work))


def undo(
    publisher: Publisher,
    site_key: str,
    cluster_id: str,
    who: str,
    *,
    force: bool = False,
    also: Also = _nothing,
) -> Taught:
    """Take the decision on a cluster back: it is open again.

    Variants that it gave go from their entry, and that is the rebuild's again if nobody has
    changed it since; an entry that was written from it is retired. Raise as `attach` does.
    """
    publisher = _at_one_moment(publisher)
    with publisher.database.read() as session:
        cluster = find(session, site_key, cluster_id)
        kept = entries.get(session, site_key, cluster.entry_id) if cluster.entry_id else None
    opened = replace(cluster, state="open", entry_id="", undo={}, decided_by=who)
    if kept is None or cluster.state not in ("attached", "written"):
        return _reopen(publisher, opened, also)
    if cluster.state == "written":
        return _publish(publisher, opened, kept.entry, kept, "retired", force=force, also=also)
    added = set(cluster.undo.get("added", ()))
    left = tuple(each for each in kept.entry.variants if each not in added)
    entry = replace(kept.entry, variants=left)
    is_untouched = kept.updated_at == cluster.decided_at
    state = cluster.undo.get("state", kept.state) if is_untouched else kept.state
    gives_back = is_untouched and cluster.undo.get("owner") == "rebuild"

    def also_give_back(session: store.Session) -> None:
        if gives_back:
            entries.give_back(session, site_key, entry, state)
        also(session)

    return _publish(publisher, opened, entry, kept, state, force=force, also=also_give_back)


def find(session: store.Session, site_key: str, cluster_id: str) -> Cluster:
    """Find a cluster of a site; raise NotFoundError."""
    found = clusters.get(session, site_key, cluster_id)
    if found is None:
        raise NotFoundError("there is no such cluster, or nobody's question is left in it")
    return found


def _at_one_moment(publisher: Publisher) -> Publisher:
    """Stop the clock, so that a decision and what it changed are of the same moment."""
    moment = publisher.now()
    return replace(publisher, now=lambda: moment)


def _publish(
    publisher: Publisher,
    cluster: Cluster,
    entry: faq.Entry,
    seen: KeptEntry | None,
    state: EntryState = "published",
    *,
    force: bool,
    also: Also,
) -> Taught:
    """Store an entry and what was decided, in one transaction."""
    decided: list[Cluster] = []

    def work(session: store.Session) -> None:
        decided[:] = [_decide(session, cluster, publisher)]
        also(session)

    report = publish(
        publisher,
        cluster.site_key,
        [Edit(entry, state)],
        force=force,
        seen={entry.id: None if seen is None else seen.updated_at},
        who=cluster.decided_by,
        also=work,
    )
    return Taught(decided[0], report)


def _reopen(publisher: Publisher, opened: Cluster, also: Also) -> Taught:
    def work(session: store.Session) -> Cluster:
        also(session)
        sites.raise_knowledge_version(session, opened.site_key)
        return _decide(session, opened, publisher)

    return Taught(publisher.database.commit(work))


def _decide(session: store.Session, cluster: Cluster, publisher: Publisher) -> Cluster:
    try:
        return clusters.decide(
            session, cluster, None if cluster.state == "open" else publisher.now()
        )
    except store.MissingError as error:
        raise NotFoundError(str(error)) from error
    except store.ConflictError as error:
        raise StaleEditError(str(error)) from error


def _decided(
    cluster: Cluster, state: ClusterState, entry_id: str, undo: Mapping[str, Any], who: str
) -> Cluster:
    return replace(cluster, state=state, entry_id=entry_id, undo=undo, decided_by=who)


def _wordings(session: store.Session, cluster: Cluster) -> list[str]:
    """List how a cluster is asked, without those from which something was taken out."""
    asked = [text for text, _ in clusters.wordings(session, cluster.id, WORDINGS_TAKEN_MAX)]
    return [text for text in asked if not is_masked(text)]


def _not_asked_yet(entry: faq.Entry, asked: list[str]) -> tuple[str, ...]:
    """Keep the wordings that an entry is not asked by, as far as there is room."""
    known = {fold(each).strip(" ?!.") for each in (entry.question, *entry.variants)}
    added: dict[str, str] = {}
    for text in asked:
        wording = " ".join(text.split())
        if (folded := fold(wording).strip(" ?!.")) not in known:
            added.setdefault(folded, wording)
    return tuple(added.values())[: VARIANTS_MAX - len(entry.variants)]
