"""Clustering: a question that was asked in vain joins the others that ask the same.

Nearness is that of the matcher (faq/alike.py): typing errors, abbreviations, acronyms and derived
words of the site do not keep two wordings apart. A question joins the nearest cluster that is near
enough, else it begins one; a cluster keeps its identity however many join.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import faq
import store
from chat.masking import masked
from faq.alike import SAME_MIN, Wording, keys, nearness, wording_of
from faq.text import cap, fold
from store import teaching
from store.teaching import WORDINGS_MAX
from store.teaching_records import Cluster, InVain, NearEntry, Unanswered

TEXT_CHARACTERS_MAX = 500
UNDERSTOOD_MAX = 20_000
MATCHES_MAX = 3


@dataclass(slots=True)
class Clustering:
    """What the questions of one site are compared by; it remembers how wordings are understood."""

    index: faq.Index
    new_id: Callable[[], str]
    _understood: dict[tuple[str, str], Wording] = field(default_factory=dict)

    def take(
        self, session: store.Session, asked: InVain, matches: Sequence[NearEntry], now: datetime
    ) -> Cluster | None:
        """Put a question into its cluster; give that, or None where the question was there."""
        text = masked(cap(asked.text, TEXT_CHARACTERS_MAX))
        wording = self.understood(text, asked.locale)
        cluster = self.nearest(session, asked.site_key, wording) or self._begun(
            session, asked, text, wording, now
        )
        joined = teaching.join(
            session,
            Unanswered(
                message_id=asked.message_id,
                site_key=asked.site_key,
                cluster_id=cluster.id,
                conversation_id=asked.conversation_id,
                why=asked.why,
                text=text,
                page=asked.page,
                remark=masked(asked.remark),
                matches=tuple(matches),
                asked_at=asked.asked_at,
            ),
        )
        if not joined:
            return None
        if cluster.decided_at is not None and asked.asked_at > cluster.decided_at:
            teaching.open_again(session, cluster.id)
        return self._with_wording(session, cluster, text, wording)

    def nearest(self, session: store.Session, site_key: str, wording: Wording) -> Cluster | None:
        """Find the cluster that asks the same as a question, None where none does."""
        found = teaching.near(session, site_key, wording.language, keys(wording, self.index))
        rated = [(self._nearness(cluster, wording), -place) for place, cluster in enumerate(found)]
        best, place = max(rated, default=(0.0, 0))
        return found[-place] if best >= SAME_MIN else None

    def understood(self, text: str, language: str) -> Wording:
        """Understand a wording, once."""
        found = self._understood.get((text, language))
        if found is None:
            if len(self._understood) >= UNDERSTOOD_MAX:
                self._understood.clear()
            found = self._understood[text, language] = wording_of(text, self.index, language)
        return found

    def add_keys(self, cluster: Cluster, session: store.Session) -> None:
        """Let a cluster be found by all its wordings."""
        found = (
            keys(self.understood(each, cluster.language), self.index) for each in cluster.wordings
        )
        teaching.add_keys(session, cluster, dict.fromkeys(key for some in found for key in some))

    def _nearness(self, cluster: Cluster, wording: Wording) -> float:
        return max(
            nearness(wording, self.understood(each, cluster.language)) for each in cluster.wordings
        )

    def _begun(
        self, session: store.Session, asked: InVain, text: str, wording: Wording, now: datetime
    ) -> Cluster:
        made = Cluster(
            id=self.new_id(),
            site_key=asked.site_key,
            language=wording.language,
            state="open",
            question=text,
            wordings=(text,),
        )
        teaching.add(session, made, keys(wording, self.index), now)
        return made

    def _with_wording(
        self, session: store.Session, cluster: Cluster, text: str, wording: Wording
    ) -> Cluster:
        """Recognise further questions by this one too, while there is room."""
        known = {fold(each).strip(" ?!.") for each in cluster.wordings}
        if len(cluster.wordings) >= WORDINGS_MAX or fold(text).strip(" ?!.") in known:
            return cluster
        teaching.add_keys(session, cluster, keys(wording, self.index))
        return teaching.add_wording(session, cluster, text)


def near_entries(index: faq.Index, asked: InVain) -> tuple[NearEntry, ...]:
    """Tell which entries the bot thinks of at a question."""
    found = index.search(asked.text, limit=MATCHES_MAX, page=asked.page or None)
    return tuple(
        NearEntry(match.entry.id, match.entry.question, round(match.confidence, 4))
        for match in found
    )
