"""Candidates -> scored matches: the idea of Salut on one screen.

1. Every word of the question meets the terms that may answer to it (question.py).
2. The entries that hold the rarest of them are the candidates (an addition per posting).
3. Of each candidate we ask: how much of the question does it cover, and does one single sentence?
   Do the words stand together, in order? Does that sentence hold the kind of fact asked for?
   Is the wording near one that the site itself asks? (RapidFuzz)
4. A weighted sum of the answers is the score; confidence.py turns it into a probability.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from faq import facts
from faq.confidence import WEIGHTS, probability, signs_of
from faq.model import Match
from faq.question import Question
from faq.text import fold

if TYPE_CHECKING:
    from faq.index import Index, Tokens

CANDIDATES = 60
WORDINGS_COMPARED = 12
PAGE_BONUS = 0.25
_NEAR = 3
COMPARED = 8

Floats = npt.NDArray[np.float64]
FEATURES = (
    "rank", "covered", "answer_covered", "title_covered", "nearby_covered", "asked_covered",
    "sentence_covered", "article_covered", "specific", "heaviest_missing", "together", "fact",
    "fact_missing", "wording", "asked",
)  # fmt: skip
RANKING = np.array([WEIGHTS.ranking[name] for name in FEATURES])


def matches(
    index: Index, question: Question, limit: int = 5, page: str | None = None
) -> list[Match]:
    """Return the best matches of a question, best first, one for each distinct answer."""
    chosen, features = considered(index, question)
    scores = features @ RANKING + PAGE_BONUS * on_page(index, chosen, page)
    order = _distinct(index, chosen, np.argsort(-scores, kind="stable"), max(limit, COMPARED))
    if not order:
        return []
    best = dict(zip(FEATURES, features[order[0]].tolist(), strict=True))
    sure = probability(signs_of(question, best, scores[order]))
    relative = np.exp(scores[order] - scores[order[0]])
    return [
        Match(index.entries[chosen[place]], float(scores[place]), float(sure * share))
        for place, share in zip(order[:limit], relative, strict=False)
    ]


def _distinct(
    index: Index, chosen: npt.NDArray[np.int64], order: npt.NDArray[np.int64], limit: int
) -> list[int]:
    """Return the first `limit` places in order, leaving out answers that repeat a better one."""
    kept: list[int] = []
    seen: set[str] = set()
    for place in order.tolist():
        answer = index.entries[chosen[place]].answer
        if answer not in seen:
            seen.add(answer)
            kept.append(place)
        if len(kept) == limit:
            break
    return kept


def considered(index: Index, question: Question) -> tuple[npt.NDArray[np.int64], Floats]:
    """Return the candidates' numbers and their features, shape (candidates, len(FEATURES))."""
    reach = reached(index, question)
    count = min(CANDIDATES, int(np.count_nonzero(reach)))
    chosen = np.argpartition(-reach, count - 1)[:count] if count else np.empty(0, dtype=np.int64)
    chosen = chosen[np.argsort(-reach[chosen], kind="stable")]
    return chosen, features_of(index, question, chosen, reach[chosen])


def reached(index: Index, question: Question) -> npt.NDArray[np.float32]:
    """Return for every entry how well the question's words reach it; one word counts once."""
    total = np.zeros(len(index), dtype=np.float32)
    best = np.zeros(len(index), dtype=np.float32)
    for word in question.words:
        touched = []
        for term, similarity in word.terms.items():
            entries, weights = index.postings.of(term)
            reach = np.float32(similarity * min(index.rarity(term), word.weight)) * weights
            best[entries] = np.maximum(best[entries], reach)
            touched.append(entries)
        for entries in touched:
            total[entries] += best[entries]
            best[entries] = 0
    return total


def features_of(
    index: Index, question: Question, chosen: npt.NDArray[np.int64], reach: npt.NDArray[np.float32]
) -> Floats:
    """Measure every candidate; each feature is between 0 and 1."""
    if not len(chosen):
        return np.zeros((0, len(FEATURES)))
    sight = _Sight(question)
    weights = sight.weights / max(sight.weights.sum(), 1e-9)
    covers = {name: sight.cover(tokens, chosen) for name, tokens in index.fields.items()}
    overall = np.maximum.reduce(
        [covers["answer"], covers["question"], 0.9 * covers["title"], 0.6 * covers["nearby"]]
    )
    article, siblings = _articles(index, chosen, covers["answer"])
    sentence, fact, together = _sentences(index, question, sight, weights, chosen)
    asked = np.diff(index.fields["question"].starts)[chosen] > 0
    columns = {
        "rank": reach / max(float(reach.max()), 1e-9),
        "covered": overall @ weights,
        "answer_covered": covers["answer"] @ weights,
        "title_covered": covers["title"] @ weights,
        "nearby_covered": covers["nearby"] @ weights,
        "asked_covered": (covers["question"] @ weights) * _asked_share(index, chosen, sight),
        "sentence_covered": sentence,
        "article_covered": np.maximum(article, overall) @ weights,
        "specific": (np.maximum(covers["answer"], covers["question"]) - siblings) @ weights,
        "heaviest_missing": ((1 - overall) * weights).max(axis=1),
        "together": together,
        "fact": fact,
        "fact_missing": float(bool(question.cues)) * (fact == 0),
        "wording": _wording(index, question, chosen, asked),
        "asked": asked.astype(float),
    }
    return np.column_stack([columns[name] for name in FEATURES])


def _articles(index: Index, chosen: npt.NDArray[np.int64], covers: Floats) -> tuple[Floats, Floats]:
    """Return what each candidate's whole article meets of the words: at best, and on average."""
    _, article = np.unique(index.articles[chosen], return_inverse=True)
    best = np.zeros((int(article.max()) + 1, covers.shape[1]))
    np.maximum.at(best, article, covers)
    whole = np.zeros_like(best)
    np.add.at(whole, article, covers)
    mean = whole / np.bincount(article)[:, None]
    return best[article], mean[article]


class _Sight:
    """The question's terms in the form that whole fields are compared with at once."""

    def __init__(self, question: Question) -> None:
        self.weights = np.array([word.weight for word in question.words])
        terms = sorted({term for word in question.words for term in word.terms})
        self.terms = np.array(terms, dtype=np.int32)
        rows = {term: row for row, term in enumerate(terms)}
        self.similarity = np.zeros((len(terms), len(question.words)))
        for column, word in enumerate(question.words):
            for term, similarity in word.terms.items():
                self.similarity[rows[term], column] = similarity

    def hits(self, terms: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int64], Floats]:
        """Return the positions at which a question's term stands, and their similarities."""
        rows = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        positions = np.flatnonzero(self.terms[rows] == terms)
        return positions, self.similarity[rows[positions]]

    def cover(self, tokens: Tokens, chosen: npt.NDArray[np.int64]) -> Floats:
        """Return how well each field meets each word, shape (candidates, words)."""
        spans, owners = _spans(tokens, chosen)
        positions, similarities = self.hits(tokens.terms[spans])
        covered = np.zeros((len(chosen), len(self.weights)))
        np.maximum.at(covered, owners[positions], similarities)
        return covered


def _spans(
    tokens: Tokens, chosen: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the token positions of all chosen entries end to end, and which of them owns each."""
    starts = tokens.starts[chosen]
    lengths = tokens.starts[chosen + 1] - starts
    owners = np.repeat(np.arange(len(chosen)), lengths)
    offsets = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + offsets, owners


def _sentences(
    index: Index, question: Question, sight: _Sight, weights: Floats, chosen: npt.NDArray[np.int64]
) -> tuple[Floats, Floats, Floats]:
    """Return, of each best sentence: share covered, fact held, words standing together."""
    spans, owners = _spans(index.fields["answer"], chosen)
    positions, similarities = sight.hits(index.fields["answer"].terms[spans])
    places, place = np.unique(owners * 4096 + index.sentences[spans], return_inverse=True)
    covered = np.zeros((len(places), len(weights)))
    np.maximum.at(covered, place[positions], similarities)
    shares, owner_of = covered @ weights, places // 4096
    best, fact, together = np.zeros((3, len(chosen)))
    np.maximum.at(best, owner_of, shares)
    if wanted := facts.wanted(question.cues):
        held = index.facts[spans] & wanted
        held[positions] = 0
        holds = np.zeros(len(places), dtype=bool)
        holds[place[held > 0]] = True
        np.maximum.at(fact, owner_of, shares * holds)
    at, owner = spans[positions], owners[positions]
    if len(at) > 1:
        words = similarities.argmax(axis=1)
        pairs = (np.diff(at) <= _NEAR) & (np.diff(owner) == 0) & (np.diff(words) == 1)
        strength = np.minimum(weights[words[1:]], weights[words[:-1]]) * pairs
        np.add.at(together, owner[1:], strength)
    return best, fact, np.minimum(together, 1.0)


def _asked_share(index: Index, chosen: npt.NDArray[np.int64], sight: _Sight) -> Floats:
    """Return how much of an entry's own wording the question meets, by count of its words."""
    tokens = index.fields["question"]
    spans, owners = _spans(tokens, chosen)
    terms = tokens.terms[spans]
    rarities = index.rarities[terms].astype(float)
    positions, similarities = sight.hits(terms)
    met, whole = np.zeros((2, len(chosen)))
    np.add.at(whole, owners, rarities)
    if len(positions):
        np.add.at(met, owners[positions], rarities[positions] * similarities.max(axis=1))
    return np.divide(met, whole, out=np.zeros_like(met), where=whole > 0) ** 0.5


def _wording(
    index: Index, question: Question, chosen: npt.NDArray[np.int64], asked: npt.NDArray[np.bool_]
) -> Floats:
    """Compare the question with the wordings that the site itself asks, by RapidFuzz."""
    ratios = np.zeros(len(chosen))
    text = fold(question.text)
    for place in np.flatnonzero(asked)[:WORDINGS_COMPARED]:
        entry = index.entries[chosen[place]]
        ratios[place] = (
            max(fuzz.token_sort_ratio(text, fold(w)) for w in (entry.question, *entry.variants))
            / 100
        )
    return ratios


def on_page(index: Index, chosen: npt.NDArray[np.int64], page: str | None) -> Floats:
    """Return 1.0 for each candidate from the article being read, else 0.0."""
    if not page:
        return np.zeros(len(chosen))
    return np.array([float(same_page(index.entries[number].url, page)) for number in chosen])


def same_page(url: str, page: str) -> bool:
    """Tell whether two addresses name one page; an address without a host matches any host."""
    one, other = urlsplit(url), urlsplit(page)
    hosts = {part.netloc.removeprefix("www.") for part in (one, other) if part.netloc}
    paths = {part.path.strip("/").removesuffix("index.html").strip("/") for part in (one, other)}
    return len(hosts) <= 1 and len(paths) == 1
