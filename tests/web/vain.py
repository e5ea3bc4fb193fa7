"""Readers who ask in vain, gathered as the server does it beside serving."""

from __future__ import annotations

from datetime import timedelta

from chat import bot as bots
from chat import conversations, messages, unanswered
from store import clusters
from store.teaching_records import Cluster, ClusterState
from web.services import Services

from .office import Newspaper

SETTLED = timedelta(minutes=10)
LUNE = "Combien pèse la lune de fromage ?"
TYPED = "combien pese la lune de fromages"
KOPECKS = "Où échanger des kopecks russes ?"


def services_of(paper: Newspaper) -> Services:
    """Give the parts of a newspaper's application."""
    services: Services = paper.app.extensions["salut"]
    return services


def ask(paper: Newspaper, text: str, page: str | None = None, site: str = "demo") -> None:
    """Ask as a new reader, and let the bot answer."""
    services = services_of(paper)
    now, new_id = services.now(), services.new_id
    thread = conversations.open_or_resume(
        services.database, services.keys, site, None, "fr", now, new_id
    )
    known = thread.conversation.id
    messages.post(services.database, known, new_id(), text, page, 2000, now, new_id)
    asked = bots.next_question(services.database, known)
    assert asked is not None
    found = bots.answer_to(services.bot, thread.conversation, asked, now, new_id)
    bots.store_answer(services.database, found, asked.claim)


def in_vain(paper: Newspaper, *texts: str, page: str | None = None, site: str = "demo") -> Cluster:
    """Have several readers ask in vain; give the cluster that is asked most."""
    for text in texts:
        ask(paper, text, page, site)
    services = services_of(paper)
    moment = services.now() + SETTLED
    unanswered.gather(services.database, services.knowledge, moment, services.new_id)
    return listed(paper, site=site)[0]


def cluster_of(paper: Newspaper) -> Cluster:
    """Give a cluster of Le Fanal, whatever was decided on it; make it if there is none."""
    with services_of(paper).database.read() as session:
        found = clusters.every(session, "demo", None, count_max=1)
    return found[0] if found else in_vain(paper, LUNE)


def listed(paper: Newspaper, state: ClusterState = "open", site: str = "demo") -> list[Cluster]:
    """List the clusters of a site in a state."""
    with services_of(paper).database.read() as session:
        return clusters.every(session, site, state)


def told(paper: Newspaper, question: str) -> tuple[str, str]:
    """Give the kind and the words of the answer that the next reader gets."""
    services = services_of(paper)
    services.knowledge.follow_editors()
    answer = bots.answer(services.bot, "demo", question, None, None, "fr")
    return answer.kind, answer.text
